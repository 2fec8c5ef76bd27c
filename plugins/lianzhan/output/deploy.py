"""The output folder onto a branch of a git repository, for hosts that publish such a branch.

In: an output folder as a build left it. Out: one commit that holds the files that the manifests
name; markers and manifests stay behind, and where anything else stands nothing is committed.
"""

from __future__ import annotations

import tempfile
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import ghp_import

from lianzhan.model.federation import ASSETS
from lianzhan.output.claim import MARKER, claim
from lianzhan.output.public_files import (
    PublicFiles,
    StrangeFilesError,
    copy_public_files,
    public_files,
)

_SIGN = ".nojekyll"
"""Keeps GitHub from running Jekyll over the files; here it also shows whose branch this is."""
_DOMAIN = "CNAME"
"""The branch's own: GitHub commits it where a domain is set, and loses the domain without it."""


class NotBuiltError(Exception):
    """The output folder holds no finished build; the text is the folder."""


class ForeignBranchError(Exception):
    """The branch is checked out, or holds what no deploy has put there; the text is the branch."""


class GitError(Exception):
    """Git could not do it; the text is what git says."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where the output goes: a branch of the repository around `repository`, and of its remote."""

    output: Path
    repository: Path
    branch: str = "gh-pages"
    remote: str = "origin"
    push: bool = False


@dataclass(frozen=True, slots=True)
class Deployed:
    """What a deploy did: the new commit's hash, and how many files of the output it holds.

    `unused` are files below assets/ that stayed behind, since no site shows them.
    """

    commit: str
    files: int
    unused: tuple[str, ...] = ()


def deploy(deployment: Deployment) -> Deployed:
    """Commit the output to the branch, and push it if asked. History is kept, never forced.

    Raises NotBuiltError, StrangeFilesError, ForeignBranchError, GitError; BusyFolderError while a
    build holds the output folder; OSError where git is missing.
    """
    branch, remote = deployment.branch, deployment.remote
    git = _Git(deployment.repository)
    _check_branch(deployment, git)
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        found = _copy_public(deployment.output, public)
        git.commit(public, branch, remote)
    if deployment.push:
        git.run("push", remote, f"refs/heads/{branch}")
    commit = git.run("rev-parse", f"refs/heads/{branch}")
    return Deployed(commit, len(found.named), found.unused)


def _check_branch(deployment: Deployment, git: _Git) -> None:
    """A deploy replaces all that a branch holds, so it must be ours or new, and not checked out."""
    branch, remote = deployment.branch, deployment.remote
    git.run("rev-parse", "--git-dir")
    # ghp-import would make a commit by nobody, which hosts refuse.
    git.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    for name in (branch, remote):
        if name.startswith("-") or not git.succeeds("check-ref-format", f"refs/heads/{name}"):
            raise GitError(f"fatal: '{name}' is not a valid branch or remote name")
    tracking = f"refs/remotes/{remote}/{branch}"
    if deployment.push:  # where the remote has no such branch yet, there is nothing to fetch
        git.succeeds("fetch", remote, f"+refs/heads/{branch}:{tracking}")
    if git.run("branch", "--show-current") == branch:
        raise ForeignBranchError(branch)
    for tip in (f"refs/heads/{branch}", tracking):
        if git.has(tip) and not git.has(f"{tip}:{_SIGN}"):
            raise ForeignBranchError(branch)


def _copy_public(output: Path, public: Path) -> PublicFiles:
    """Copy what readers may see, while no build can swap anything; return what was found."""
    marker = output / MARKER
    if (output / ASSETS).is_symlink():
        raise StrangeFilesError(ASSETS)
    if marker.is_symlink() or not marker.is_file():
        raise NotBuiltError(str(output))
    with claim(output, wait_seconds=0):
        found = public_files(output)
        if found.strange:
            raise StrangeFilesError(*found.strange)
        if not found.named:
            raise NotBuiltError(str(output))
        copy_public_files(output, found.named, public)
    return found


@dataclass(frozen=True, slots=True)
class _Git:
    """Git as ghp-import calls it: in the process's own folder, so that is the repository here."""

    repository: Path

    def succeeds(self, *arguments: str) -> bool:
        """Whether a git command ends well."""
        with chdir(self.repository):
            return bool(ghp_import.Git().call(*arguments) == 0)

    def has(self, thing: str) -> bool:
        """Whether the repository has a commit, or a file of one."""
        return self.succeeds("cat-file", "-e", thing)

    def run(self, *arguments: str) -> str:
        """Return what a git command says. Raises GitError."""
        git = ghp_import.Git()
        with chdir(self.repository):
            status = git.call(*arguments)
        if status:
            raise GitError(git.stderr.decode("utf-8", "replace").strip())
        return str(git.stdout.decode("utf-8", "replace").strip())

    def domain(self, branch: str, remote: str) -> str | None:
        """Return the domain that the branch names, which every commit has to name again."""
        tip = next(
            filter(self.has, (f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}")), ""
        )
        file = f"{tip}:{_DOMAIN}"
        return self.run("cat-file", "blob", file) if tip and self.has(file) else None

    def commit(self, folder: Path, branch: str, remote: str) -> None:
        """Put a folder onto a branch, after what the remote has of it. Raises GitError."""
        options = {"branch": branch, "remote": remote, "mesg": "Deploy", "nojekyll": True}
        options |= {"cname": self.domain(branch, remote)}
        try:
            with chdir(self.repository):
                ghp_import.ghp_import(str(folder), **options)
        except (ghp_import.GhpError, TypeError) as error:
            # ghp-import 2.1.0 ends in a TypeError of its own where `git fast-import` fails.
            raise GitError(str(error)) from None
