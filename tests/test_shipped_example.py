"""The example is found wherever it is, so that an own federation in content/ spoils no test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, SITES, everything_in
from shipped_example import ID, find_example

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git: apt install git")


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(project), *who, *arguments], check=True, capture_output=True)


def commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "x")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose content/ is the example, committed."""
    project = tmp_path / "project"
    (project / "content/x").mkdir(parents=True)
    (project / "content/federation.toml").write_text(f'id = "{ID}"\n', "utf-8")
    (project / "content/x/site.toml").write_text("x", "utf-8")
    git(tmp_path, "init", "-q", str(project))
    commit(project)
    return project


def replace_content(project: Path) -> None:
    shutil.rmtree(project / "content")
    shutil.copytree(SITES / "valid", project / "content")


def found(project: Path, into: Path) -> dict[str, bytes]:
    example = find_example(project, into)
    assert isinstance(example, Path), example
    return everything_in(example)


EXAMPLE = {"federation.toml": f'id = "{ID}"\n'.encode(), "x/site.toml": b"x"}


def test_the_example_is_what_stands_in_content(project: Path, tmp_path: Path) -> None:
    (project / "content/x/site.toml").write_text("changed", "utf-8")
    assert find_example(project, tmp_path / "into") == project / "content"
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize("is_committed", [False, True])
def test_with_an_own_federation_it_is_found_in_the_history(
    project: Path, tmp_path: Path, is_committed: bool
) -> None:
    replace_content(project)
    if is_committed:
        commit(project)
    before = everything_in(project)
    assert found(project, tmp_path / "into") == EXAMPLE
    assert everything_in(project) == before


def test_also_where_content_is_gone_or_broken(project: Path, tmp_path: Path) -> None:
    (project / "content/federation.toml").write_text("[[[", "utf-8")
    assert found(project, tmp_path / "one") == EXAMPLE
    shutil.rmtree(project / "content")
    commit(project)
    assert found(project, tmp_path / "two") == EXAMPLE


def test_the_newest_example_is_taken(project: Path, tmp_path: Path) -> None:
    (project / "content/x/site.toml").write_text("newer", "utf-8")
    commit(project)
    (project / "content/federation.toml").write_text(f'# x\nid = "{ID}"\n', "utf-8")
    commit(project)
    replace_content(project)
    commit(project)
    assert found(project, tmp_path / "into")["x/site.toml"] == b"newer"


def test_without_the_history_the_reason_is_said(project: Path, tmp_path: Path) -> None:
    replace_content(project)
    commit(project)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project}", str(tmp_path / "shallow"))
    assert "--unshallow" in str(find_example(tmp_path / "shallow", tmp_path / "into"))
    shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    assert "git says" in str(find_example(tmp_path / "copy", tmp_path / "into"))


def test_the_projects_own_example_is_known(example_content: Path) -> None:
    """Its id is the one that is looked for, and a second name would hide it."""
    assert f'id = "{ID}"' in (example_content / "federation.toml").read_text("utf-8")
    assert example_content.is_relative_to(ROOT) == (f'id = "{ID}"' in _federation())


def _federation() -> str:
    file = ROOT / "content/federation.toml"
    return file.read_text("utf-8") if file.exists() else ""
