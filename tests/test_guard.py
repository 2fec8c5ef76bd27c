"""The guard finds a test that writes into the project's folder, whichever way it does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli import unmeasured
from conftest import TESTS, everything_in

if TYPE_CHECKING:
    from pathlib import Path

CONFTEST = """\
from pathlib import Path
from guard import Guard

def pytest_configure(config):
    config.pluginmanager.register(Guard(Path(__file__).parent), "guard")
"""
DEEDS = """\
import os, shutil, subprocess, sys
from pathlib import Path
import pytest

ROOT = Path(__file__).parent

def child(code):
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)

{deeds}
"""
BAD = {
    "writes": '(ROOT / "new.txt").write_text("x")',
    "writes_into_output": '(ROOT / "output/index.html").write_text("x")',
    "appends": 'open(ROOT / "content/a.md", "a").close()',
    "writes_and_clears_up": '(ROOT / "content/t").write_text("x"); (ROOT / "content/t").unlink()',
    "deletes": '(ROOT / "content/b.md").unlink()',
    "deletes_a_folder": 'shutil.rmtree(ROOT / "content/folder")',
    "renames": '(ROOT / "content/c.md").rename(ROOT / "content/d.md")',
    "takes_away": '(ROOT / "content/e.md").rename(Path(os.environ["ELSEWHERE"]) / "e.md")',
    "links": '(ROOT / "content/link").symlink_to("a.md")',
    "makes_a_folder": '(ROOT / "output/site").mkdir()',
    "changes_rights": '(ROOT / "content/a.md").chmod(0o600)',
    "writes_where_it_stands": 'os.chdir(ROOT); open("here.txt", "w").close(); os.chdir("/")',
    "has_a_child_that_writes": "child(\"open('output/child.html', 'w').close()\")",
    "has_a_child_that_deletes": "child(\"import os; os.remove('content/f.md')\")",
    "has_a_child_that_clears_up": "child(\"import os; open('content/t', 'w').close(); os.remove('content/t')\")",
    "has_a_child_that_makes_folders": "child(\"import os; os.makedirs('output/deep/er')\")",
}
GOOD = {
    "reads": '(ROOT / "content/a.md").read_text(); list(ROOT.rglob("*"))',
    "writes_elsewhere": '(Path(os.environ["ELSEWHERE"]) / "x").write_text("x")',
    "writes_to_the_cache": '(ROOT / ".cache").mkdir(exist_ok=True); (ROOT / ".cache/x").write_text("x")',
    "has_a_child_beside_whom_somebody_edits": "child(\"open('theirs.py', 'w').close()\")",
    "compiles": '(ROOT / "__pycache__").mkdir(exist_ok=True); (ROOT / "__pycache__/x.pyc").write_text("x")',
    "makes_what_is_there": '(ROOT / "content").mkdir(exist_ok=True)',
    "has_a_child_that_uses_the_cache": "child(\"import os; os.makedirs('.cache/y', exist_ok=True); open('.cache/y/z', 'w').close()\")",
}
IN_PLACE = "child(\"open('content/a.md', 'r+').write('changed')\")"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder with a guard, and files to spoil."""
    for name in "abcef":
        file = tmp_path / f"project/content/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("as it was", "utf-8")
    for folder in ("project/content/folder", "project/output", "elsewhere"):
        (tmp_path / folder).mkdir()
    (tmp_path / "project/output/index.html").write_text("as it was", "utf-8")
    (tmp_path / "project/conftest.py").write_text(CONFTEST, "utf-8")
    return tmp_path / "project"


def run(project: Path, deeds: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    tests = "".join(f"def test_{name}():\n    {deed}\n\n" for name, deed in deeds.items())
    (project / "test_deeds.py").write_text(DEEDS.format(deeds=tests), "utf-8")
    plain = {key: value for key, value in unmeasured().items() if not key.startswith("PYTEST")}
    plain["PYTEST_DEBUG_TEMPROOT"] = str(project.parent)  # no old run's folders are cleared here
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rA",
            "-c",
            os.devnull,
            "--rootdir",
            project,
            *options,
            project,
        ],
        cwd=project.parent,
        env={**plain, "PYTHONPATH": str(TESTS), "ELSEWHERE": str(project.parent / "elsewhere")},
        capture_output=True,
        text=True,
        check=False,
    )


def _good(number: int) -> tuple[str, str]:
    """A test that comes after a bad one, and is not to be taken for it."""
    return f"comes_after_{number}", GOOD["reads"]


def failed(done: subprocess.CompletedProcess[str]) -> set[str]:
    return set(re.findall(r"^(?:ERROR|FAILED) \S*::test_(\w+)", done.stdout, re.MULTILINE))


def test_whoever_writes_into_the_project_fails_and_nobody_else(project: Path) -> None:
    mixed = [pair for turn in enumerate(BAD.items()) for pair in (turn[1], _good(turn[0]))]
    done = run(project, {**GOOD, **dict(mixed)})
    assert failed(done) == set(BAD), done.stdout
    assert done.stdout.count(" passed") == 1
    assert done.returncode == 1
    assert f"wrote below the project's folder: open {project}/new.txt" in done.stdout


def test_in_a_parallel_run_too(project: Path) -> None:
    done = run(project, BAD, "-n", "2")
    assert failed(done) == set(BAD), done.stdout
    assert done.returncode == 1


def test_a_run_after_which_a_file_is_another_fails(project: Path) -> None:
    for options in ((), ("-n", "1")):
        done = run(project, {"child": IN_PLACE, **GOOD}, *options)
        assert done.returncode == 1, done.stdout
        assert f"wrote below the project's folder: {project}/content/a.md" in done.stdout


def test_a_run_that_harms_nobody_is_green(project: Path) -> None:
    before = everything_in(project / "content")
    for options in ((), ("-n", "2")):
        done = run(project, GOOD, *options)
        assert done.returncode == 0, done.stdout
    assert everything_in(project / "content") == before


def test_these_tests_are_guarded(request: pytest.FixtureRequest) -> None:
    assert request.config.pluginmanager.has_plugin("guard")
