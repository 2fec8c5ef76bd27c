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

from lianzhan import bootstrap
from lianzhan.bootstrap import MissingError, prepare

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stand-ins are shell scripts")

PYTHON = """\
#!/bin/sh
echo "$*" >> "$(dirname "$0")/calls.txt"
if [ -e "$(dirname "$0")/fails" ]; then echo "no route to host"; exit 3; fi
exit 7
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment exists; its python notes what it is asked to do."""
    for path in ("tasks.py", "plugins/lianzhan/__init__.py", "plugins/lianzhan/bootstrap.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    script(tmp_path / ".venv/bin/python", PYTHON.replace("exit 7", "exit 0"))
    return tmp_path


def script(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def calls(project: Path) -> list[str]:
    """What the environment's python was asked since last time."""
    file = project / ".venv/bin/calls.txt"
    text = file.read_text("utf-8") if file.exists() else ""
    file.unlink(missing_ok=True)
    return text.splitlines()


def installs(project: Path, extra: str = "") -> list[str]:
    return [
        f"-m pip install --quiet --disable-pip-version-check -e {project}{extra}",
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
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project)


def test_developers_tools_come_when_they_are_needed_and_stay(project: Path) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    prepare(str(project), with_tools=True)
    assert calls(project) == installs(project, "[dev]")
    prepare(str(project), with_tools=False)
    assert calls(project) == []
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project, "[dev]")


def test_a_project_that_was_moved_is_installed_again(project: Path) -> None:
    prepare(str(project), with_tools=False)
    calls(project)
    moved = project.rename(project.with_name(f"{project.name}-moved"))
    prepare(str(moved), with_tools=False)
    assert calls(moved) == installs(moved)


def test_a_failed_installation_says_why_and_is_tried_again(project: Path) -> None:
    (project / ".venv/bin/fails").touch()
    with pytest.raises(MissingError, match=r"(?s)no route to host.*pip could not install"):
        prepare(str(project), with_tools=False)
    (project / ".venv/bin/fails").unlink()
    calls(project)
    prepare(str(project), with_tools=False)
    assert calls(project) == installs(project)


def test_a_python_without_venv_is_told_what_it_lacks(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(project / ".venv")
    script(tmp_path / "python-without-venv", "#!/bin/sh\necho No module named venv\nexit 1\n")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python-without-venv"))
    with pytest.raises(MissingError, match="apt install python3-venv"):
        prepare(str(project), with_tools=False)


def test_the_environment_is_made_where_there_is_none(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(project / ".venv")
    text = PYTHON.replace("exit 7", "exit 0")
    script(tmp_path / "made-python", text)
    maker = (
        f'[ "$1 $2" = "-m venv" ] && mkdir -p "$3/bin" && cp {tmp_path}/made-python "$3/bin/python"'
    )
    maker = f"#!/bin/sh\n{maker}\n"
    script(tmp_path / "system-python", maker)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "system-python"))
    assert prepare(str(project), with_tools=False) == str(project / ".venv/bin/python")
    assert calls(project) == installs(project)


def tasks(project: Path, *arguments: str, python: str = sys.executable) -> tuple[int, str]:
    """Run the project's tasks.py; return exit status and what it said on standard error."""
    command = [python, str(project / "tasks.py"), *arguments]
    done = run(command, Path())
    return done.returncode, done.stderr


def test_a_task_runs_in_the_environment_and_its_status_is_the_commands(project: Path) -> None:
    assert tasks(project, "check", "a b.md")[0] == 0
    assert calls(project) == [*installs(project), "-m lianzhan check a b.md"]
    script(project / ".venv/bin/python", PYTHON)
    assert tasks(project, "build", "--strict") == (7, "")
    assert calls(project) == ["-m lianzhan build --strict"]


@pytest.mark.parametrize(
    ("task", "extra"),
    [("build", ""), *((task, "[dev]") for task in ("test", "lint", "bench", "fuzz", "acceptance"))],
)
def test_tasks_for_developers_bring_their_tools(project: Path, task: str, extra: str) -> None:
    tasks(project, task)
    assert calls(project)[:2] == installs(project, extra)


def test_a_set_up_that_fails_ends_with_2(project: Path) -> None:
    (project / ".venv/bin/fails").touch()
    status, said = tasks(project, "build")
    assert status == 2
    assert "pip could not install" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("version", ["3.6", "3.7", "3.8", "3.9", "3.10"])
def test_an_old_python_is_told_so_in_one_line(project: Path, version: str) -> None:
    """With a real one, where this machine has it."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python3"))
    python = str(kept[0]) if kept else shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"no Python {version} here: install it to try the set-up with it")
    status, said = tasks(project, "build", python=python)
    assert (status, said) == (2, f"Lianzhan needs Python >= 3.11; this is {version}.\n")
    assert calls(project) == []


@pytest.mark.parametrize("name", ["tasks.py", "plugins/lianzhan/bootstrap.py"])
def test_old_pythons_can_read_what_they_are_given(name: str) -> None:
    ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_this_python_is_new_enough() -> None:
    assert sys.version_info >= bootstrap.OLDEST
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'requires-python = ">={".".join(map(str, bootstrap.OLDEST))}"' in text
