"""The output goes onto a branch of a real repository: what readers may see, and nothing of ours."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.claim import BusyFolderError, claim
from lianzhan.output.deploy import (
    Deployment,
    ForeignBranchError,
    GitError,
    NotBuiltError,
    deploy,
)

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git: apt install git")
SITE = {
    "index.html": "总入口",
    "changsha/index.html": "长沙",
    "changsha/news/读书会.html": "读书会",
    "assets/theme-1/a.css": "a{}",
}
OURS = {
    ".lianzhan": "",
    ".lianzhan-holder": "host",
    ".staging/changsha/index.html": "half",
    "changsha/.lianzhan.json": "{}",
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def fill(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def files_on(repository: Path, branch: str) -> set[str]:
    listed = git(repository, "-c", "core.quotePath=off", "ls-tree", "-r", "--name-only", branch)
    return set(listed.splitlines())


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A project's repository with one commit on main, an empty remote, and a built output."""
    repository, output = tmp_path / "project", tmp_path / "project" / "output"
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(tmp_path, "init", "-q", "-b", "main", "project")
    git(repository, "config", "user.name", "甲")
    git(repository, "config", "user.email", "a@example.org")
    git(repository, "remote", "add", "origin", str(tmp_path / "remote.git"))
    fill(repository, {"README.md": "源码", ".gitignore": "output/"})
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "源码")
    fill(output, SITE | OURS)
    return Deployment(output, repository)


def test_the_branch_holds_what_readers_may_see_and_the_project_stays_as_it_was(
    deployment: Deployment,
) -> None:
    before = git(deployment.repository, "rev-parse", "main")
    done = deploy(deployment)
    repository = deployment.repository
    assert files_on(repository, "gh-pages") == {*SITE, ".nojekyll"}
    assert git(repository, "show", "gh-pages:changsha/news/读书会.html") == "读书会"
    assert (done.files, done.commit) == (len(SITE), git(repository, "rev-parse", "gh-pages"))
    assert git(repository, "rev-parse", "main") == before
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "ls-remote", "origin") == ""


def test_what_leaves_the_output_leaves_the_branch_and_history_is_kept(
    deployment: Deployment,
) -> None:
    first = deploy(deployment)
    (deployment.output / "changsha/news/读书会.html").unlink()
    second = deploy(deployment)
    assert "changsha/news/读书会.html" not in files_on(deployment.repository, "gh-pages")
    assert git(deployment.repository, "rev-parse", "gh-pages^") == first.commit
    assert second.files == len(SITE) - 1


def test_a_push_goes_on_from_what_others_have_pushed(
    deployment: Deployment, tmp_path: Path
) -> None:
    pushed = deploy(replace(deployment, push=True))
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages") == pushed.commit
    git(tmp_path, "clone", "-q", "-b", "gh-pages", "remote.git", "colleague")
    git(tmp_path / "colleague", "-c", "user.name=乙", "-c", "user.email=b@example.org",
        "commit", "-q", "--allow-empty", "-m", "乙")  # fmt: skip
    git(tmp_path / "colleague", "push", "-q")
    theirs = git(tmp_path / "remote.git", "rev-parse", "gh-pages")
    again = deploy(replace(deployment, push=True))
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages") == again.commit
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages^") == theirs


def test_a_remote_that_is_not_there_is_said_by_git(deployment: Deployment) -> None:
    with pytest.raises(GitError, match="elsewhere"):
        deploy(replace(deployment, remote="elsewhere", push=True))


def test_while_a_build_holds_the_folder_nothing_is_deployed(deployment: Deployment) -> None:
    with claim(deployment.output, 0), pytest.raises(BusyFolderError):
        deploy(deployment)
    assert git(deployment.repository, "branch", "--list", "gh-pages") == ""


def test_a_folder_that_no_build_has_made_or_finished_is_not_deployed(
    deployment: Deployment, tmp_path: Path
) -> None:
    fill(tmp_path / "foreign", SITE)
    fill(tmp_path / "unfinished", OURS)
    (tmp_path / "empty").mkdir()
    for name in ("foreign", "unfinished", "empty", "gone"):
        with pytest.raises(NotBuiltError, match=name):
            deploy(replace(deployment, output=tmp_path / name))
    assert not (tmp_path / "gone").exists()
    assert git(deployment.repository, "branch", "--list", "gh-pages") == ""


def test_a_branch_that_is_checked_out_or_holds_something_else_is_left_alone(
    deployment: Deployment,
) -> None:
    repository = deployment.repository
    git(repository, "branch", "feature")
    git(repository, "push", "-q", "origin", "main:theirs")
    git(repository, "fetch", "-q")
    before = git(repository, "for-each-ref")
    for branch in ("main", "feature", "theirs"):
        with pytest.raises(ForeignBranchError, match=branch):
            deploy(replace(deployment, branch=branch))
    assert git(repository, "for-each-ref") == before


@pytest.mark.parametrize("change", [{"branch": "-f"}, {"branch": "a b"}, {"remote": "--all"}])
def test_names_that_git_would_misread_are_refused(
    deployment: Deployment, change: dict[str, str]
) -> None:
    with pytest.raises(GitError):
        deploy(replace(deployment, **change))


def test_a_folder_outside_any_repository_is_said_by_git(
    deployment: Deployment, tmp_path: Path
) -> None:
    with pytest.raises(GitError, match="repository"):
        deploy(replace(deployment, repository=tmp_path))


def test_a_commit_by_nobody_is_not_made(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git(deployment.repository, "config", "--unset", "user.email")
    with pytest.raises(GitError, match="email"):
        deploy(deployment)
    assert git(deployment.repository, "branch", "--list", "gh-pages") == ""


def test_a_commit_that_git_can_not_make_is_said(deployment: Deployment) -> None:
    # A branch may not be named below another one.
    git(deployment.repository, "branch", "pages")
    with pytest.raises(GitError):
        deploy(replace(deployment, branch="pages/live"))


def test_a_real_build_is_deployed(house: House, deployment: Deployment) -> None:
    house.build()
    deploy(replace(deployment, output=house.output))
    files = files_on(deployment.repository, "gh-pages")
    assert {"index.html", "hunan/index.html", ".nojekyll"} <= files
    assert not any(part.startswith(".lianzhan") for path in files for part in path.split("/"))
