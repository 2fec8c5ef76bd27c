"""Real environments, made by several Pythons and real pip, with an index of one file: no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, WHOLE

from lianzhan.commands.environment.bootstrap import STAMP

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="environments as POSIX lays them out")
takes_long = pytest.mark.skipif(not WHOLE, reason="tried by the task acceptance")

BUILDER = '''
import os, tomllib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    """What setuptools does for an editable install, without being downloaded."""
    wanted = tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"]
    info = "lianzhan-0.1.0.dist-info"
    head = "Metadata-Version: 2.1\\nName: lianzhan\\nVersion: 0.1.0\\n"
    files = {
        "lianzhan.pth": os.path.abspath("plugins") + "\\n",
        f"{info}/METADATA": head + "".join(f"Requires-Dist: {w}\\n" for w in wanted),
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\\n" for name in (*files, f"{info}/RECORD"))
    name = "lianzhan-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
'''
PROJECT = """
[build-system]
requires = []
build-backend = "builder"
backend-path = ["."]

[project]
name = "lianzhan"
version = "0.1.0"
dependencies = [{}]
"""
TASK = """
import sys
print(sys.version.split()[0], __file__, *sys.argv[1:])
"""
WARNING = "警告：.venv 与 pyproject.toml 不符，这次没能更新，照旧使用（"
ANEW = "正在准备 .venv，只需一次 ……"
UPDATED = "正在更新 .venv ……"


def wheel(folder: Path, name: str) -> None:
    """Put a package into the index."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)


@dataclass
class Ran:
    """What a task printed: the Python it ran in and its own file; and what was said besides."""

    status: int
    out: str
    said: list[str] = field(default_factory=list)

    @property
    def version(self) -> str:
        return self.out.split()[0] if self.out else ""


@dataclass
class Checkout:
    """A checkout whose task prints where it runs; `index` is all that pip can reach."""

    folder: Path
    index: Path

    @property
    def packages(self) -> Path:
        return next((self.folder / ".venv").glob("lib/python*/site-packages"))

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / STAMP

    def wants(self, *names: str) -> None:
        text = PROJECT.format(", ".join(f'"{name}"' for name in names))
        (self.folder / "pyproject.toml").write_text(text, "utf-8")

    def environment(self) -> dict[str, str]:
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("COV", "PIP", "PYTHON"))}
        ours = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.index), "LANGUAGE": ""}
        return {**plain, **ours}

    def go_offline(self) -> None:
        for file in self.index.iterdir():
            file.unlink()

    def start(self, *before: str, python: str = sys.executable) -> subprocess.Popen[str]:
        command = [*before, python, str(self.folder / "tasks.py"), "check"]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, env=self.environment(), stdout=pipe, stderr=pipe, text=True, cwd="/"
        )

    def run(self, *before: str, python: str = sys.executable) -> Ran:
        return ended(self.start(*before, python=python))


def ended(process: subprocess.Popen[str]) -> Ran:
    out, errors = process.communicate()
    assert "Traceback" not in errors
    return Ran(process.returncode, out, errors.splitlines())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a checkout whose environment is complete, and the index beside it."""
    folder = tmp_path_factory.mktemp("environments")
    checkout = Checkout(folder / "checkout", folder / "index")
    checkout.index.mkdir()
    wheel(checkout.index, "trifle")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", checkout.folder / "plugins", ignore=ignored)
    shutil.copy(ROOT / "tasks.py", checkout.folder)
    (checkout.folder / "plugins/lianzhan/__main__.py").write_text(TASK, "utf-8")
    (checkout.folder / "builder.py").write_text(dedent(BUILDER), "utf-8")
    checkout.wants("trifle")
    done = checkout.run()
    assert (done.status, done.said) == (0, [ANEW])
    return folder


@pytest.fixture
def checkout(made: Path, tmp_path: Path) -> Checkout:
    """That checkout at its place, as it was made, whatever the test before has done to it."""
    kept = made / "kept"
    if not kept.exists():
        shutil.copytree(made / "checkout", kept / "checkout", symlinks=True)
        shutil.copytree(made / "index", kept / "index")
    for name in ("checkout", "index"):
        shutil.rmtree(made / name, ignore_errors=True)
        shutil.copytree(kept / name, made / name, symlinks=True)
    shutil.rmtree(tmp_path)
    return Checkout(made / "checkout", made / "index")


def other_pythons() -> list[str]:
    """Other Pythons of this machine that are new enough, of whatever version."""
    homes = Path.home().glob(".pyenv/versions/*/bin/python3")
    names = [*homes, *(Path(p, "python3") for p in ("/usr/bin", "/usr/local/bin"))]
    found = {}
    for name in (str(n) for n in names if n.exists()):
        asked = [name, "-c", "import sys, venv; print(sys.version_info >= (3, 11), sys.version)"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        if said.startswith("True") and said != f"True {sys.version}\n":
            found[said] = name
    return list(found.values())


def other_python() -> str:
    found = other_pythons()
    if not found:
        pytest.skip("needs a second Python ≥ 3.11 with venv on this machine")
    return found[0]


def test_the_environment_stays_with_the_python_that_made_it(checkout: Checkout) -> None:
    before = checkout.stamp.stat()
    first = checkout.run()
    for python in (other_python(), sys.executable, *other_pythons()):
        assert checkout.run(python=python) == first
    assert (checkout.stamp.stat().st_mtime_ns, first.said) == (before.st_mtime_ns, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda c: (c.folder / "pyproject.toml").open("a").write("# a remark\n"),
        lambda c: c.stamp.write_text("what an earlier version wrote", "utf-8"),
        lambda c: c.stamp.write_bytes(b"\xff\x00"),
        lambda c: c.stamp.unlink(),
        lambda c: shutil.rmtree(c.packages / "__pycache__", ignore_errors=True),
    ],
    ids=["pyproject", "earlier", "damaged", "lost", "compiled"],
)
def test_what_is_complete_needs_no_index_and_no_word(
    checkout: Checkout, change: Callable[[Checkout], object]
) -> None:
    checkout.go_offline()
    change(checkout)
    assert checkout.run().said == []
    stamp = checkout.stamp.read_text("utf-8")
    assert checkout.run().status == 0
    assert checkout.stamp.read_text("utf-8") == stamp


def test_a_new_dependency_is_installed_where_it_can_be(checkout: Checkout) -> None:
    wheel(checkout.index, "another")
    checkout.wants("trifle", "another")
    assert checkout.run().said == [UPDATED]
    assert (checkout.packages / "another.py").exists()
    assert checkout.run().said == []


def test_offline_a_new_dependency_costs_one_warning(checkout: Checkout) -> None:
    checkout.go_offline()
    checkout.wants("trifle", "another")
    for _ in range(2):
        done = checkout.run()
        assert (done.status, done.said[:-1]) == (0, [UPDATED])
        assert done.said[-1].startswith(WARNING)
        assert "No matching distribution found for another" in done.said[-1]


def test_a_pyproject_that_can_not_be_read_costs_one_warning(checkout: Checkout) -> None:
    (checkout.folder / "pyproject.toml").write_text("[[[", "utf-8")
    done = checkout.run()
    assert done.status == 0
    assert next(line for line in done.said if line != UPDATED).startswith(WARNING)


def test_a_moved_checkout_runs_its_own_code_offline(checkout: Checkout) -> None:
    checkout.go_offline()
    (checkout.folder / "builder.py").unlink()
    moved = Checkout(checkout.folder.with_name("moved"), checkout.index)
    shutil.rmtree(moved.folder, ignore_errors=True)
    shutil.copytree(checkout.folder, moved.folder, symlinks=True)
    done = moved.run()
    assert (done.status, done.said[-1].startswith(WARNING)) == (0, True)
    assert done.out.split()[1] == str(moved.folder / "plugins/lianzhan/__main__.py")


def interrupted(checkout: Checkout) -> None:
    """Leave what an interrupted set-up leaves: no stamp, since that comes last."""
    checkout.stamp.unlink()


def emptied(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / ".venv")
    (checkout.folder / ".venv").mkdir()


def without_a_module(checkout: Checkout) -> None:
    (checkout.packages / "trifle.py").unlink()


@pytest.mark.parametrize("half", [pytest.param(emptied, marks=takes_long), without_a_module])
def test_a_half_made_environment_is_made_anew(
    checkout: Checkout, half: Callable[[Checkout], object]
) -> None:
    interrupted(checkout)
    half(checkout)
    done = checkout.run()
    assert (done.status, done.said) == (0, [ANEW])
    assert (checkout.packages / "trifle.py").exists()
    assert checkout.run().said == []


@takes_long
def test_a_half_made_environment_is_no_good_offline(checkout: Checkout) -> None:
    interrupted(checkout)
    (checkout.packages / "trifle.py").unlink()
    checkout.go_offline()
    done = checkout.run()
    assert (done.status, done.said[0]) == (2, ANEW)
    assert "No matching distribution found for trifle" in done.said[1]
    assert len(done.said) == 2


def test_an_interrupted_change_leaves_what_was_there_in_use_offline(checkout: Checkout) -> None:
    checkout.stamp.rename(checkout.stamp.with_name(f"{STAMP}.old"))
    checkout.wants("trifle", "another")
    index = checkout.index.with_name("later")
    shutil.copytree(checkout.index, index, dirs_exist_ok=True)
    checkout.go_offline()
    for first in (ANEW, UPDATED):
        done = checkout.run()
        assert (done.status, done.said[0]) == (0, first)
        assert done.said[1].startswith(WARNING)
    wheel(index, "another")
    online = Checkout(checkout.folder, index)
    assert online.run().said == [UPDATED]
    assert online.run().said == []
    assert not (checkout.folder / ".venv.old").exists()


def test_what_pip_takes_for_whole_and_is_not_is_made_anew(checkout: Checkout) -> None:
    (checkout.packages / "trifle.py").unlink()
    (checkout.folder / "pyproject.toml").open("a").write("# a remark\n")
    assert checkout.run().said == [UPDATED, ANEW]
    assert (checkout.packages / "trifle.py").exists()


@takes_long
def test_an_environment_whose_python_is_gone_is_made_by_the_one_that_calls(
    checkout: Checkout,
) -> None:
    python = other_python()
    for link in (checkout.folder / ".venv/bin").glob("python*"):
        link.unlink()
        link.symlink_to("/nowhere/python3")
    done = checkout.run(python=python)
    assert (done.status, done.said) == (0, [ANEW])
    assert checkout.run() == Ran(0, done.out)


@takes_long
def test_an_environment_whose_python_was_exchanged_is_made_anew(checkout: Checkout) -> None:
    """As where /usr/bin/python3 becomes another version: none of the packages is seen by it."""
    other = next((p for p in other_pythons() if minor_of(p) != minor_of(sys.executable)), None)
    if other is None:
        pytest.skip("needs a Python of another minor version on this machine")
    for link in (checkout.folder / ".venv/bin").glob("python*"):
        link.unlink()
        link.symlink_to(other)
    assert checkout.run().said == [ANEW]
    assert checkout.run().said == []


def minor_of(python: str) -> str:
    command = [python, "-c", "import sys; print(sys.version_info[1])"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_two_set_ups_at_once_make_one_environment(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / ".venv")
    both = [checkout.start(python=python) for python in (sys.executable, other_python())]
    done = [ended(process) for process in both]
    assert [d.status for d in done] == [0, 0]
    assert done[0].version == done[1].version
    assert [d.said for d in done].count([ANEW]) == 1
    assert {line for d in done for line in d.said} <= {ANEW, "另一个进程正在准备 .venv，请稍候 ……"}


def read_only(checkout: Checkout) -> list[str]:
    """A command that runs another where the checkout can't be written to; skips where it can't."""
    place = str(checkout.folder)
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    before = ["unshare", "-m", "sh", "-c", script, place]
    if not shutil.which("unshare"):
        pytest.skip("needs unshare (util-linux)")
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs root that may mount, to have a checkout that can't be written to")
    return before


def test_whoever_may_not_write_uses_what_is_there(checkout: Checkout) -> None:
    before = read_only(checkout)
    assert checkout.run(*before).said == []
    (checkout.folder / "pyproject.toml").open("a").write("# a remark\n")
    assert checkout.run(*before).said == []
    checkout.wants("trifle", "another")
    done = checkout.run(*before)
    assert (done.status, len(done.said)) == (0, 1)
    assert done.said[0].startswith(f"{WARNING}不能准备 .venv：{checkout.folder}/.venv 不能写入")


@takes_long
@pytest.mark.parametrize("half", ["no environment", "half an environment"])
def test_where_none_can_be_made_that_is_said(checkout: Checkout, half: str) -> None:
    shutil.rmtree(checkout.folder / ".venv")
    if half == "half an environment":
        (checkout.folder / ".venv/bin").mkdir(parents=True)
    done = checkout.run(*read_only(checkout))
    assert (done.status, len(done.said)) == (2, 1)
    assert "不能准备 .venv：" in done.said[0]
    assert str(checkout.folder) in done.said[0]
    assert "venv 模块" not in done.said[0]


def test_a_file_in_its_place_is_named(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / ".venv")
    (checkout.folder / ".venv").touch()
    done = checkout.run()
    assert (done.status, done.said) == (2, [f"{checkout.folder}/.venv 不是文件夹：请移走它"])


@takes_long
def test_an_environment_of_others_that_a_link_leads_to_is_left_alone(checkout: Checkout) -> None:
    theirs = checkout.folder.with_name("theirs")
    shutil.rmtree(theirs, ignore_errors=True)
    (checkout.folder / ".venv").rename(theirs)
    (theirs / STAMP).unlink()
    (theirs / "lib").rename(theirs / "else")
    (checkout.folder / ".venv").symlink_to(theirs)
    assert checkout.run().said == [ANEW]
    assert (theirs / "else").exists()
    assert not (checkout.folder / ".venv").is_symlink()
