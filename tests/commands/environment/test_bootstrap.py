"""The set-up behind `python3 tasks.py`, with stand-ins for pip so that nothing is downloaded."""

from __future__ import annotations

import ast
import os
import shutil
import sys
from pathlib import Path

import pytest
from cli import run
from conftest import ROOT

from lianzhan.commands.environment import bootstrap
from lianzhan.commands.environment.bootstrap import STAMP, MissingError, prepare

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stand-ins are shell scripts")

PYTHON = """\
#!/bin/sh
here="$(dirname "$0")"
if [ "$1" = -I ]; then [ -e "$here/lacks" ] || exit 0; cat "$here/lacks"; exit 10; fi
echo "$*" >> "$here/calls.txt"
if [ "$2" = pip ]; then
  if [ -e "$here/fails" ]; then echo "ERROR: no route to host"; exit 3; fi
  rm -f "$here/lacks"
fi
exit STATUS
"""
"""Notes what it is asked to do; lacks what stands in a file, until pip is called."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment was complete for an earlier version of the program."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", tmp_path / "plugins", ignore=ignored)
    shutil.copy(ROOT / "tasks.py", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    script(tmp_path / ".venv/bin/python", PYTHON.replace("STATUS", "0"))
    (tmp_path / ".venv" / STAMP).write_text("an earlier version's", "utf-8")
    lack(tmp_path)
    return tmp_path


def script(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # a link would lead to the Python of this machine
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def lack(project: Path, requirement: str = "trifle") -> None:
    """Let the environment's python find something missing, until pip is called."""
    (project / ".venv/bin/lacks").write_text(f"{requirement}\n", "utf-8")


def change(project: Path) -> None:
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")


def calls(project: Path) -> list[str]:
    """What the environment's python was asked since last time."""
    file = project / ".venv/bin/calls.txt"
    text = file.read_text("utf-8") if file.exists() else ""
    file.unlink(missing_ok=True)
    return text.splitlines()


def installs(project: Path, extra: str = "", options: str = " --retries=1") -> list[str]:
    return [
        f"-m pip install --quiet --disable-pip-version-check{options} -e {project}{extra}",
        f"-m compileall -q {project}/plugins {project}/tasks.py",
    ]


def test_the_project_is_installed_once(project: Path) -> None:
    python = prepare(str(project), with_tools=False)
    assert python == str(project / ".venv/bin/python")
    assert calls(project) == installs(project)
    assert prepare(str(project), with_tools=False) == python
    assert calls(project) == []


def test_new_dependencies_are_installed(project: Path) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    change(project)
    lack(project, "another")
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project)


def test_a_change_that_asks_for_nothing_new_installs_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    change(project)
    capsys.readouterr()
    prepare(str(project), with_tools=False)
    assert (calls(project), capsys.readouterr().err) == ([], "")


def test_developers_tools_come_when_they_are_needed_and_stay(project: Path) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    lack(project, "ruff")
    prepare(str(project), with_tools=True)
    assert calls(project) == installs(project, "[dev]")
    prepare(str(project), with_tools=False)
    assert calls(project) == []
    change(project)
    lack(project, "mypy")
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project, "[dev]")


def test_a_project_that_was_moved_is_installed_again(project: Path) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    moved = project.rename(project.with_name(f"{project.name}-moved"))
    lack(moved, "lianzhan")
    prepare(str(moved), with_tools=False)
    assert calls(moved) == installs(moved)


def test_a_project_that_is_called_by_another_name_is_not_installed_again(
    project: Path, tmp_path: Path
) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    other = tmp_path.with_name(f"{tmp_path.name}-link")
    other.symlink_to(project)
    assert prepare(str(other), with_tools=False) == str(other / ".venv/bin/python")
    assert calls(project) == []


def test_a_complete_environment_is_used_where_nothing_can_be_installed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".venv/bin/fails").touch()
    for _ in range(2):
        prepare(str(project), with_tools=False)
        assert calls(project) == installs(project)[:1]
        warning = capsys.readouterr().err.splitlines()[-1]
        assert warning.startswith("警告：.venv 与 pyproject.toml 不符")
        assert "ERROR: no route to host" in warning
    (project / ".venv/bin/fails").unlink()
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project)
    assert "警告" not in capsys.readouterr().err


def test_a_tool_that_is_needed_and_can_not_be_installed_is_said(project: Path) -> None:
    prepare(str(project), with_tools=False)
    lack(project, "ruff")
    (project / ".venv/bin/fails").touch()
    with pytest.raises(MissingError, match=r"pip 没能装好.*no route to host"):
        prepare(str(project), with_tools=True)
    calls(project)
    prepare(str(project), with_tools=False)
    assert calls(project) == []


def made_by(project: Path, tmp_path: Path, patch: pytest.MonkeyPatch, text: str) -> None:
    """Let another Python be the one that calls."""
    script(tmp_path / "system-python", text)
    patch.setattr(sys, "_base_executable", str(tmp_path / "system-python"))
    shutil.rmtree(project / ".venv")


def test_a_python_without_venv_is_told_what_it_lacks(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(project, tmp_path, monkeypatch, "#!/bin/sh\necho No module named venv\nexit 1\n")
    with pytest.raises(MissingError, match="apt install python3-venv"):
        prepare(str(project), with_tools=False)


def test_venv_that_fails_for_another_reason_is_not_called_missing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "#!/bin/sh\necho 'Error: [Errno 28] No space left on device'\nexit 1\n"
    made_by(project, tmp_path, monkeypatch, text)
    with pytest.raises(MissingError, match=r"无法建立 .venv：Error: .*No space left") as error:
        prepare(str(project), with_tools=False)
    assert "python3-venv" not in str(error.value)


def test_the_environment_is_made_where_there_is_none(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "made-python", PYTHON.replace("STATUS", "0"))
    made = '[ "$*" = "-m venv --clear $4" ] && mkdir -p "$4/bin" && cp {0} "$4/bin/python"'
    made = made.format(tmp_path / "made-python")
    made_by(project, tmp_path, monkeypatch, f"#!/bin/sh\n{made}\n")
    assert prepare(str(project), with_tools=False) == str(project / ".venv/bin/python")
    assert calls(project) == installs(project, options="")


def tasks(project: Path, *arguments: str, python: str = sys.executable) -> tuple[int, str]:
    """Run the project's tasks.py; return exit status and what it said on standard error."""
    command = [python, str(project / "tasks.py"), *arguments]
    done = run(command, Path())
    return done.returncode, done.stderr


def test_a_task_runs_in_the_environment_and_its_status_is_the_commands(project: Path) -> None:
    assert tasks(project, "check", "a b.md")[0] == 0
    assert calls(project) == [*installs(project), "-m lianzhan check a b.md"]
    script(project / ".venv/bin/python", PYTHON.replace("STATUS", "7"))
    assert tasks(project, "build", "--strict") == (7, "")
    assert calls(project) == ["-m lianzhan build --strict"]


@pytest.mark.parametrize(
    ("task", "extra"),
    [
        ("build", ""),
        ("test --help", ""),
        ("lint -h", ""),
        *(
            (task, "[dev]")
            for task in ("test", "lint", "bench", "fuzz", "photograph", "acceptance")
        ),
    ],
)
def test_tasks_for_developers_bring_their_tools(project: Path, task: str, extra: str) -> None:
    tasks(project, *task.split())
    assert calls(project)[:2] == installs(project, extra)


def test_what_another_python_left_in_the_environment_variables_is_no_trouble(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", sys.base_prefix)
    script(project / ".venv/bin/python", '#!/bin/sh\nexit "${PYTHONHOME-3}"\n')
    (project / ".venv" / STAMP).write_text(bootstrap.made_from(str(project)), "utf-8")
    assert tasks(project, "check") == (3, "")


def test_a_set_up_that_fails_ends_with_2_in_one_line(project: Path) -> None:
    (project / ".venv/bin/fails").touch()
    status, said = tasks(project, "lint")
    assert status == 2
    assert said.splitlines()[1:] == [
        "pip 没能装好 pyproject.toml 中的依赖，请检查网络：ERROR: no route to host"
    ]


def test_the_set_up_speaks_english_where_that_is_wanted(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    (project / ".venv/bin/fails").touch()
    prepare(str(project), with_tools=False)
    said = capsys.readouterr().err
    assert said.isascii()
    assert said.splitlines()[0] == "Bringing .venv up to date ..."
    assert said.splitlines()[1].startswith("Warning: .venv does not match pyproject.toml")


def old_python(version: str) -> str:
    """An old Python; skips where this machine has none."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python3"))
    python = str(kept[0]) if kept else shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"no Python {version} here: install it to try the set-up with it")
    return python


OLD = ["3.6", "3.7", "3.8", "3.9", "3.10"]


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_is_told_so_in_one_line(project: Path, version: str) -> None:
    shutil.rmtree(project / ".venv")
    status, said = tasks(project, "build", python=old_python(version))
    assert (status, said) == (2, f"联站需要 Python 3.11 或更新的版本；这里是 {version}\n")
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_leaves_the_work_to_the_environments_own(project: Path, version: str) -> None:
    """Also the bringing up to date: as it stands, or by tasks.py once more."""
    tasks(project, "build", python=old_python(version))
    assert calls(project) == [f"{project}/tasks.py build"]
    prepare(str(project), with_tools=False)
    calls(project)
    assert tasks(project, "build", python=old_python(version)) == (0, "")
    assert calls(project) == ["-m lianzhan build"]


@pytest.mark.parametrize("name", ["tasks.py", "plugins/lianzhan/commands/environment/bootstrap.py"])
def test_old_pythons_can_read_what_they_are_given(name: str) -> None:
    ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_this_python_is_new_enough() -> None:
    assert sys.version_info >= bootstrap.OLDEST
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'requires-python = ">={".".join(map(str, bootstrap.OLDEST))}"' in text
