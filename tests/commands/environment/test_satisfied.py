"""What an environment lacks of what pyproject.toml asks for."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.commands.environment.satisfied import LACKING, lacking

if TYPE_CHECKING:
    from collections.abc import Iterable


ANOTHER = 'another-of-no-name; extra == "more"'


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that this process sees."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(folder: Path, name: str, version: str = "1.0", requires: Iterable[str] = ()) -> None:
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    needs = "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
    (info / "METADATA").write_text(f"{head}Provides-Extra: more\n{needs}", "utf-8")
    (folder / f"{name}.py").touch()
    files = (f"{name}.py", f"__pycache__/{name}.pyc", "../../../bin/x", f"{info.name}/RECORD")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files), "utf-8")


def lacks(folder: Path, *wanted: str, extras: Iterable[str] = ()) -> list[str]:
    """What is missing for a project that wants this, `lianzhan` itself apart."""
    quoted = ", ".join(f"'{requirement}'" for requirement in wanted)
    optional = "[project.optional-dependencies]\ndev = ['tool-of-ours']\n"
    text = f"[project]\nname = 'x'\ndependencies = [{quoted}]\n{optional}"
    (folder / "pyproject.toml").write_text(text, "utf-8")
    return [name for name in lacking(folder, extras) if name != "lianzhan"]


def test_a_missing_module_is_noticed_where_python_lists_only_what_is_there(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.12 does, and so does importlib_metadata, which takes over once it is imported."""
    install(packages, "trifle")
    (packages / "trifle.py").unlink()
    found = distribution("trifle")
    there = [file for file in found.files or () if Path(str(file.locate())).exists()]
    monkeypatch.setattr(type(found), "files", there)
    assert lacks(tmp_path, "trifle") == ["trifle"]


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        ("trifle", []),
        ("Trifle", []),
        ("trifle>=1,<2", []),
        ("trifle>=2", ["trifle>=2"]),
        ("nothing-of-this-name", ["nothing-of-this-name"]),
        ('nothing-of-this-name; python_version < "3"', []),
        ("candidate>=1", []),
        ("needy", ["nothing-of-this-name>=3"]),
        ("needy[more]", [ANOTHER, "nothing-of-this-name>=3"]),
        ("round-a", []),
        ("without-list", ["without-list"]),
        ("without-module", ["without-module"]),
    ],
)
def test_a_requirement_is_met_by_a_whole_package_and_all_that_it_requires(
    packages: Path, tmp_path: Path, wanted: str, missing: list[str]
) -> None:
    install(packages, "trifle")
    install(packages, "candidate", "1.5rc1")
    install(packages, "round_a", requires=["round-b"])
    install(packages, "round_b", requires=["round-a"])
    needs = ["nothing-of-this-name>=3", ANOTHER]
    install(packages, "needy", requires=[*needs, 'never; python_version < "3"'])
    install(packages, "without_list")
    (packages / "without_list-1.0.dist-info/RECORD").unlink()
    install(packages, "without_module")
    (packages / "without_module.py").unlink()
    assert sorted(lacks(tmp_path, wanted)) == missing


def test_the_tools_count_where_they_are_asked_for(tmp_path: Path) -> None:
    assert lacks(tmp_path) == []
    assert lacks(tmp_path, extras=["dev"]) == ["tool-of-ours"]


@pytest.mark.parametrize("text", ["[[[", "", "[project]\ndependencies = ['a b c']\n", "[project]"])
def test_a_pyproject_that_says_nothing_sensible_lacks(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert list(lacking(tmp_path, []))


def test_the_project_itself_has_to_come_from_where_it_stands(tmp_path: Path) -> None:
    assert "lianzhan" not in list(lacking(ROOT, []))
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert list(lacking(tmp_path, [])) == ["lianzhan"]


def test_the_status_tells_what_is_lacking_from_what_does_not_work(tmp_path: Path) -> None:
    script = str(ROOT / "plugins/lianzhan/commands/environment/satisfied.py")
    command = [sys.executable, "-I", script, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (LACKING, "lianzhan\n")
