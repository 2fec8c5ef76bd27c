"""The output goes onto a branch of a real repository: what readers may see, and nothing of ours."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cli import run_task
from conftest import House, everything_in

from lianzhan.output.deploy.gh_pages import (
    Deployment,
    ForeignBranchError,
    NotBuiltError,
    PreviewError,
    deploy,
)
from lianzhan.output.output_lock import BusyFolderError, claim
from lianzhan.output.public_files import StrangeFilesError
from lianzhan.runtime.git import Git, GitError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git: apt install git")
SITE = {
    "index.html": "总入口",
    "changsha/index.html": "长沙",
    "changsha/news/读书会.html": "读书会",
    "assets/theme-1/a.css": "a{}",
}


def manifest(*files: str, assets: tuple[str, ...] = ()) -> str:
    names = dict.fromkeys(files, "digest")
    return json.dumps({"made_from": [], "files": names, "articles": [], "assets": assets})


OURS = {
    ".lianzhan": "",
    ".lianzhan-holder": "host",
    ".staging/changsha/index.html": "half",
    ".lianzhan.json": manifest("index.html"),
    "changsha/.lianzhan.json": manifest(
        "index.html", "news/读书会.html", assets=("theme-1/a.css",)
    ),
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
    fill(tmp_path / "unfinished", {".lianzhan": "", ".staging/changsha/index.html": "half"})
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


@pytest.mark.parametrize("address", ["https://example.org/{slug}/", "https://{slug}.example.org/"])
def test_a_real_build_is_deployed_whole(house: House, deployment: Deployment, address: str) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    assert "https://example.org/{slug}/" in text
    file.write_text(text.replace("https://example.org/{slug}/", address), "utf-8")
    house.build()
    done = deploy(replace(deployment, output=house.output))
    files = files_on(deployment.repository, "gh-pages")
    public = {p for p in everything_in(house.output) if ".lianzhan" not in p}
    assert {"index.html", "hunan/index.html"} <= public
    assert files == {*public, ".nojekyll"}
    assert (done.files, done.unused) == (len(public), ())


HIDDEN = "祖传秘方"


def link(name: str, target: str) -> Callable[[Path], object]:
    return lambda output: (output / name).symlink_to(target)


def page(name: str) -> Callable[[Path], object]:
    return lambda output: fill(output, {name: HIDDEN})


def pipe(output: Path) -> None:
    os.mkfifo(output / "changsha" / "pipe")


def bound(output: Path) -> None:
    """Bound from where it stands: a socket has room for a short path alone."""
    folder = output / "changsha"
    with contextlib.chdir(folder), socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")


def in_place(name: str, plant: Callable[[Path], object]) -> Callable[[Path], object]:
    """In the place of a file that a manifest names."""
    return lambda output: ((output / name).unlink(), plant(output))


def broken_manifest(text: str) -> Callable[[Path], object]:
    return lambda output: (output / "changsha/.lianzhan.json").write_text(text, "utf-8")


STRANGE: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a link to a file": (link("x.txt", "/etc/passwd"), ("x.txt",)),
    "a link to a folder": (link("etc", "/etc"), ("etc",)),
    "a link to nothing": (link("x", "nowhere"), ("x",)),
    "a link to itself": (link("x", "x"), ("x",)),
    "a link in a site": (link("changsha/news/x", "/etc/passwd"), ("changsha/news/x",)),
    "a link in assets": (link("assets/theme-1/x", "/etc/passwd"), ("assets/theme-1/x",)),
    "a link in the place of a page": (
        in_place("changsha/index.html", link("changsha/index.html", "../../secret")),
        ("changsha/index.html",),
    ),
    "a link in the place of a picture": (
        in_place("assets/theme-1/a.css", link("assets/theme-1/a.css", "/etc/passwd")),
        ("assets/theme-1/a.css",),
    ),
    "a link in the place of the portal": (
        in_place("index.html", link("index.html", "../secret")),
        ("index.html",),
    ),
    "a link in the place of assets": (
        lambda output: (
            (output / "assets").rename(output.parent / "away"),
            (output / "assets").symlink_to("../away"),
        ),
        ("assets",),
    ),
    "a link in the place of a site": (
        lambda output: (
            (output / "changsha").rename(output.parent / "away"),
            (output / "changsha").symlink_to("../away"),
        ),
        ("changsha",),
    ),
    "a link in the place of a manifest": (
        lambda output: (
            (output / "changsha/.lianzhan.json").rename(output.parent / "away"),
            (output / "changsha/.lianzhan.json").symlink_to("../../away"),
        ),
        ("changsha/.lianzhan.json", "changsha/"),
    ),
    "a link in the place of the portal's manifest": (
        in_place(".lianzhan.json", link(".lianzhan.json", "../secret")),
        (".lianzhan.json", "index.html"),
    ),
    "a link in the place of what was staged": (link(".staging-x", "/etc"), (".staging-x",)),
    "a link that has a name of ours": (link(".lianzhan-x", "/etc/passwd"), (".lianzhan-x",)),
    "a pipe": (pipe, ("changsha/pipe",)),
    "a pipe in the place of a manifest": (
        in_place("changsha/.lianzhan.json", lambda o: os.mkfifo(o / "changsha/.lianzhan.json")),
        ("changsha/.lianzhan.json", "changsha/"),
    ),
    "a pipe in the place of a page": (
        in_place("changsha/index.html", lambda o: os.mkfifo(o / "changsha/index.html")),
        ("changsha/index.html",),
    ),
    "a socket": (bound, ("changsha/socket",)),
    "a page beside the portal": (page("evil.html"), ("evil.html",)),
    "a domain": (page("CNAME"), ("CNAME",)),
    "a hidden file": (page(".htaccess"), (".htaccess",)),
    "a folder": (page("secret/a/x.html"), ("secret/",)),
    "a repository": (page(".git/config"), (".git/",)),
    "a page in a site": (page("changsha/news/x.html"), ("changsha/news/x.html",)),
    "a hidden file in a site": (page("changsha/.htaccess"), ("changsha/.htaccess",)),
    "a hidden folder in a site": (page("changsha/.git/config"), ("changsha/.git/config",)),
    "another site's staging": (page("changsha/.staging/x"), ("changsha/.staging/x",)),
    "a manifest deep in a site": (
        lambda o: fill(o, {"changsha/x/.lianzhan.json": manifest("y"), "changsha/x/y": HIDDEN}),
        ("changsha/x/.lianzhan.json", "changsha/x/y"),
    ),
    "a manifest that names files elsewhere": (
        lambda o: fill(
            o, {"x/.lianzhan.json": manifest("../secret", "/etc/passwd"), "x/y": HIDDEN}
        ),
        ("x/",),
    ),
    "a site without a manifest": (page("yiyang/index.html"), ("yiyang/",)),
    "a site whose manifest is none": (broken_manifest("{}"), ("changsha/",)),
    "a site whose manifest is too deep": (broken_manifest("[" * 100_000), ("changsha/",)),
    "a name that is no text": (
        lambda output: (output / os.fsdecode(b"x\xff\n.html")).write_text(HIDDEN, "utf-8"),
        (os.fsdecode(b"x\xff\n.html"),),
    ),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes are POSIX")
@pytest.mark.parametrize("kind", STRANGE)
def test_what_no_build_leaves_is_named_and_nothing_deployed(
    deployment: Deployment, kind: str
) -> None:
    fill(deployment.repository, {"secret": HIDDEN})
    plant, paths = STRANGE[kind]
    plant(deployment.output)
    with pytest.raises(StrangeFilesError) as refused:
        deploy(deployment)
    assert set(refused.value.paths) == {*paths}
    assert git(deployment.repository, "branch", "--list", "gh-pages") == ""


def test_a_marker_that_is_a_link_shows_no_build(deployment: Deployment) -> None:
    fill(deployment.repository, {"secret": HIDDEN})
    in_place(".lianzhan", link(".lianzhan", "../secret"))(deployment.output)
    with pytest.raises(NotBuiltError):
        deploy(deployment)
    assert (deployment.repository / "secret").read_text("utf-8") == HIDDEN


def test_pictures_that_no_site_shows_stay_behind_and_are_named(deployment: Deployment) -> None:
    """A build of one site leaves what it does not use any more."""
    fill(deployment.output, {"assets/pictures/old.webp": HIDDEN, "assets/.hidden": HIDDEN})
    done = deploy(deployment)
    assert done.unused == ("assets/.hidden", "assets/pictures/old.webp")
    assert files_on(deployment.repository, "gh-pages") == {*SITE, ".nojekyll"}


def test_the_domain_that_the_branch_names_is_kept(deployment: Deployment, tmp_path: Path) -> None:
    """GitHub commits it to the branch where a domain is set, and the domain is lost without it."""
    deploy(replace(deployment, push=True))
    git(tmp_path, "clone", "-q", "-b", "gh-pages", "remote.git", "host")
    fill(tmp_path / "host", {"CNAME": "nvlian.example.org\n"})
    git(tmp_path / "host", "add", ".")
    git(tmp_path / "host", "-c", "user.name=乙", "-c", "user.email=b@example.org",
        "commit", "-q", "-m", "domain")  # fmt: skip
    git(tmp_path / "host", "push", "-q")
    for push in (True, False):
        deploy(replace(deployment, push=push))
        files = files_on(deployment.repository, "gh-pages")
        assert files == {*SITE, ".nojekyll", "CNAME"}
        assert git(deployment.repository, "show", "gh-pages:CNAME") == "nvlian.example.org"


def deploy_by_command(deployment: Deployment) -> subprocess.CompletedProcess[str]:
    """Into the test's own repository, wherever the project is."""
    git_folder = str(deployment.repository / ".git")
    folder = House(deployment.repository)
    return run_task(folder, "deploy", "--output", "output", GIT_DIR=git_folder)


def test_the_command_says_in_one_line_what_it_refuses(deployment: Deployment) -> None:
    for number in range(7):
        (deployment.output / f"x{number}").symlink_to("/etc/passwd")
    done = deploy_by_command(deployment)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "x0, x1, x2, x3, x4, … (7)" in line
    assert git(deployment.repository, "branch", "--list", "gh-pages") == ""


def test_the_command_names_what_stays_behind(deployment: Deployment) -> None:
    fill(deployment.output, {"assets/pictures/\x1bold.webp": HIDDEN})
    done = deploy_by_command(deployment)
    assert (done.returncode, done.stderr) == (
        0,
        "没有站点用到，未部署：assets/pictures/\\x1bold.webp\n",
    )
    assert f"{len(SITE)} 个文件已提交到分支 gh-pages" in done.stdout
    assert files_on(deployment.repository, "gh-pages") == {*SITE, ".nojekyll"}


def on_the_host(tmp_path: Path, message: str, **files: str) -> None:
    """Commit to the remote's branch, as GitHub or a colleague does."""
    if not (tmp_path / "host").exists():
        git(tmp_path, "clone", "-q", "-b", "gh-pages", "remote.git", "host")
        git(tmp_path / "host", "config", "user.name", "乙")
        git(tmp_path / "host", "config", "user.email", "b@example.org")
    git(tmp_path / "host", "pull", "-q", "--rebase")
    fill(tmp_path / "host", files)
    git(tmp_path / "host", "add", "-f", ".")
    git(tmp_path / "host", "commit", "-q", "-m", message)
    git(tmp_path / "host", "push", "-q")


NEEDED = {
    "CNAME": "nvlian.example.org\n",
    ".well-known/acme-challenge/x": "code",
    "google1a2b3c4d5e6f7081.html": "google-site-verification: google1a2b3c4d5e6f7081.html",
    "MP_verify_a1B2c3D4e5F6g7H8.txt": "a1B2c3D4e5F6g7H8",
}


def test_what_the_host_needs_stays_on_the_branch_byte_for_byte(
    deployment: Deployment, tmp_path: Path
) -> None:
    deploy(replace(deployment, push=True))
    strange = {"about.html": HIDDEN, "news/x.html": HIDDEN, ".well-known/x.html": HIDDEN}
    on_the_host(tmp_path, "Deploy a certificate", **NEEDED, **strange)
    for push in (True, False):
        done = deploy(replace(deployment, push=push))
        assert done.kept == tuple(sorted(NEEDED))
        assert files_on(deployment.repository, "gh-pages") == {*SITE, ".nojekyll", *NEEDED}
    for name, text in NEEDED.items():
        assert git(deployment.repository, "show", f"gh-pages:{name}") == text.strip()
    sizes = git(deployment.repository, "ls-tree", "-r", "-l", "gh-pages", "CNAME").split()
    assert sizes[3] == str(len(NEEDED["CNAME"]))


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX")
def test_a_link_and_a_large_file_on_the_branch_are_not_kept(
    deployment: Deployment, tmp_path: Path
) -> None:
    deploy(replace(deployment, push=True))
    git(tmp_path, "clone", "-q", "-b", "gh-pages", "remote.git", "host")
    (tmp_path / "host/CNAME").symlink_to("/etc/passwd")
    (tmp_path / "host/.well-known").symlink_to("/etc")
    git(tmp_path / "host", "config", "user.name", "乙")
    git(tmp_path / "host", "config", "user.email", "b@example.org")
    on_the_host(tmp_path, "links", **{"sogousiteverification.txt": "x" * 70_000})
    done = deploy(replace(deployment, push=True))
    assert done.kept == ()
    assert files_on(deployment.repository, "gh-pages") == {*SITE, ".nojekyll"}


def brought(output: Path, **files: str) -> None:
    """Have the portal's manifest name files of content/public/, as a build does."""
    fill(output, files)
    (output / ".lianzhan.json").write_text(manifest("index.html", *files), "utf-8")


def test_what_content_has_no_more_leaves_the_branch_and_what_the_host_put_there_stays(
    deployment: Deployment, tmp_path: Path
) -> None:
    names = ("sogousiteverification.txt", ".well-known/security.txt")
    brought(deployment.output, **dict.fromkeys(names, "code"))
    deploy(replace(deployment, push=True))
    assert files_on(deployment.repository, "gh-pages") == {*SITE, ".nojekyll", *names}
    on_the_host(tmp_path, "domain", CNAME="nvlian.example.org")
    (deployment.output / names[0]).unlink()
    brought(deployment.output, **{names[1]: "code"})
    for single in (False, True, True, False):
        deploy(replace(deployment, push=True, single_commit=single))
        files = files_on(deployment.repository, "gh-pages")
        assert files == {*SITE, ".nojekyll", "CNAME", names[1]}


def test_a_domain_of_content_goes_before_that_of_the_branch(
    deployment: Deployment, tmp_path: Path
) -> None:
    deploy(replace(deployment, push=True))
    on_the_host(tmp_path, "domain", CNAME="old.example.org")
    brought(deployment.output, CNAME="new.example.org")
    done = deploy(replace(deployment, push=True))
    assert done.kept == ()
    assert git(deployment.repository, "show", "gh-pages:CNAME") == "new.example.org"


def history(folder: Path, branch: str = "gh-pages") -> list[str]:
    return git(folder, "rev-list", branch).splitlines()


def test_a_branch_of_a_single_commit_holds_nothing_that_was_withdrawn(
    deployment: Deployment, tmp_path: Path
) -> None:
    page = "changsha/news/读书会.html"
    deploy(replace(deployment, push=True))
    (deployment.output / page).unlink()
    done = deploy(replace(deployment, push=True, single_commit=True))
    for folder in (deployment.repository, tmp_path / "remote.git"):
        assert history(folder) == [done.commit]
        assert page not in files_on(folder, "gh-pages")
    again = deploy(replace(deployment, push=True, single_commit=True))
    assert history(tmp_path / "remote.git") == [again.commit]
    after = deploy(replace(deployment, push=True))
    assert history(tmp_path / "remote.git") == [after.commit, again.commit]


@pytest.mark.parametrize("has_remote", [True, False])
def test_a_single_commit_needs_no_push_and_leaves_the_remote_alone(
    deployment: Deployment, tmp_path: Path, has_remote: bool
) -> None:
    first = deploy(replace(deployment, push=has_remote))
    done = deploy(replace(deployment, single_commit=True))
    assert history(deployment.repository) == [done.commit]
    if has_remote:
        assert history(tmp_path / "remote.git") == [first.commit]


def test_a_branch_that_someone_else_moved_meanwhile_is_not_forced(
    deployment: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(replace(deployment, push=True))
    drop = Git.drop_history

    def meanwhile(self: Git, branch: str) -> None:
        on_the_host(tmp_path, "theirs", CNAME="nvlian.example.org")
        drop(self, branch)

    monkeypatch.setattr(Git, "drop_history", meanwhile)
    with pytest.raises(GitError, match=r"stale info|rejected"):
        deploy(replace(deployment, push=True, single_commit=True))
    assert git(tmp_path / "remote.git", "show", "gh-pages:CNAME") == "nvlian.example.org"


def test_a_branch_of_someone_elses_is_not_forced_either(deployment: Deployment) -> None:
    git(deployment.repository, "push", "-q", "origin", "main:gh-pages")
    before = git(deployment.repository, "ls-remote", "origin")
    with pytest.raises(ForeignBranchError):
        deploy(replace(deployment, push=True, single_commit=True))
    assert git(deployment.repository, "ls-remote", "origin") == before


def test_a_preview_is_not_deployed_until_a_build_has_been_there(
    house: House, deployment: Deployment
) -> None:
    wanted = replace(deployment, output=house.output)
    house.build(is_preview=True)
    with pytest.raises(PreviewError):
        deploy(wanted)
    report = house.build()
    assert {site.status for site in report.sites} == {"unchanged"}
    assert deploy(wanted).files > 0
    assert house.build(is_preview=True).exit_status == 0
    with pytest.raises(PreviewError):
        deploy(wanted)
    assert (
        git(deployment.repository, "show", "gh-pages:index.html")
        == house.page("index.html").strip()
    )


def test_files_of_content_public_are_deployed_with_the_rest(
    house: House, deployment: Deployment
) -> None:
    for name, text in NEEDED.items():
        house.write(f"public/{name}", text)
    assert house.build().problems == ()
    deploy(replace(deployment, output=house.output))
    files = files_on(deployment.repository, "gh-pages")
    assert {*NEEDED, "404.html", ".nojekyll"} <= files


def test_the_command_takes_the_folder_and_the_place_of_the_settings_file(
    deployment: Deployment,
) -> None:
    """It once committed a stale output/ of the project, wherever the build had gone."""
    repository = deployment.repository
    deployment.output.rename(repository / "public")
    fill(
        repository,
        {
            "output/.lianzhan": "",
            "output/.lianzhan.json": manifest("robots.txt"),
            "output/robots.txt": HIDDEN,
        },
    )
    lines = 'OUTPUT_PATH, DEPLOY_BRANCH, DEPLOY_REMOTE, DEPLOY_SINGLE_COMMIT = "public", "live", "origin", True\n'
    fill(repository, {"own.py": lines})
    variables = {"GIT_DIR": str(repository / ".git")}
    for _ in range(2):
        done = run_task(House(repository), "deploy", "--settings", "own.py", **variables)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{repository / 'public'} 里的 {len(SITE)} 个文件已提交到分支 live" in done.stdout
        assert files_on(repository, "live") == {*SITE, ".nojekyll"}
        assert len(history(repository, "live")) == 1
    options = ("--output", "output", "--branch", "other", "--settings", "own.py")
    assert run_task(House(repository), "deploy", *options, **variables).returncode == 0
    assert files_on(repository, "other") == {"robots.txt", ".nojekyll"}


def test_a_broken_settings_file_holds_nothing_up_that_is_named(deployment: Deployment) -> None:
    """A page that was taken down has to leave the branch, too, whatever is broken."""
    repository = deployment.repository
    fill(repository, {"own.py": "1 /"})
    variables = {"GIT_DIR": str(repository / ".git")}
    for options in ((), ("--output", "output"), ("--branch", "live")):
        done = run_task(House(repository), "deploy", *options, "--settings", "own.py", **variables)
        assert (done.returncode, done.stdout) == (2, "")
    both = ("--output", "output", "--branch", "live", "--settings", "own.py")
    done = run_task(House(repository), "deploy", *both, **variables)
    assert done.returncode == 0
    assert "own.py 不能使用" in done.stderr
    assert files_on(repository, "live") == {*SITE, ".nojekyll"}


def test_the_command_says_that_a_preview_is_one(deployment: Deployment) -> None:
    (deployment.output / ".lianzhan-preview").touch()
    done = deploy_by_command(deployment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{deployment.output} 是 serve 的预览，不能部署，请先运行 build\n"


def test_the_command_names_what_it_kept(deployment: Deployment, tmp_path: Path) -> None:
    deploy(replace(deployment, push=True))
    on_the_host(tmp_path, "domain", CNAME="nvlian.example.org")
    git(deployment.repository, "fetch", "-q")
    done = deploy_by_command(deployment)
    assert done.stdout.endswith("分支上原有的主机文件已保留：CNAME\n")
