"""The output folder onto a branch of a git repository, for hosts that publish such a branch.

In: an output folder as a build left it. Out: one commit that holds the files that the manifests
name, and what the host needs of the branch; markers and manifests stay behind, and where anything
else stands nothing is committed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.host_files import MAX_BYTES, is_host_file
from lianzhan.output.output_lock import MARKER, claim, is_preview
from lianzhan.output.public_files import (
    PublicFiles,
    StrangeFilesError,
    copy_public_files,
    public_files,
)
from lianzhan.runtime.git import Git, GitError

_SIGN = ".nojekyll"
"""Keeps GitHub from running Jekyll over the files; here it also shows whose branch this is."""
_SUBJECT = "Deploy"
_BROUGHT = "Host-file: "
"""Begins the lines of a commit's message that name what came from content/public/."""


class NotBuiltError(Exception):
    """The output folder holds no finished build; the text is the folder."""


class PreviewError(Exception):
    """The output folder is one of `serve`; the text is the folder."""


class ForeignBranchError(Exception):
    """The branch is checked out, or holds what no deploy has put there; the text is the branch."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where the output goes: a branch of the repository around `repository`, and of its remote.

    `single_commit`: the branch has no history, so that nothing that was withdrawn stays in it.
    """

    output: Path
    repository: Path
    branch: str = "gh-pages"
    remote: str = "origin"
    push: bool = False
    single_commit: bool = False


@dataclass(frozen=True, slots=True)
class Deployed:
    """What a deploy did: the new commit's hash, and how many files of the output it holds.

    `unused` are files below assets/ that stayed behind, since no site shows them; `kept` those of
    the branch that the host needs.
    """

    commit: str
    files: int
    unused: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def deploy(deployment: Deployment) -> Deployed:
    """Commit the output to the branch, and push it if asked.

    History is kept and never forced, unless the branch is to be a single commit: then it is forced
    where the remote's branch is still the one that was looked at.

    Raises NotBuiltError, PreviewError, StrangeFilesError, ForeignBranchError, GitError;
    BusyFolderError while a build holds the output folder; OSError where git is missing.
    """
    branch, remote = deployment.branch, deployment.remote
    git = Git(deployment.repository)
    _check_branch(deployment, git)
    tip = _tip(deployment, git)
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        found = _copy_public(deployment.output, public)
        brought = sorted(filter(is_host_file, found.named))
        kept = _keep(git, tip, public, brought)
        message = "\n".join((_SUBJECT, "", *(f"{_BROUGHT}{name}" for name in brought))).rstrip()
        git.commit(public, branch, remote, message)
    if deployment.single_commit:
        git.drop_history(branch)
    if deployment.push:
        _push(deployment, git)
    commit = git.run("rev-parse", f"refs/heads/{branch}")
    return Deployed(commit, len(found.named), found.unused, kept)


def _check_branch(deployment: Deployment, git: Git) -> None:
    """A deploy replaces all that a branch holds, so it must be ours or new, and not checked out."""
    branch, remote = deployment.branch, deployment.remote
    git.run("rev-parse", "--git-dir")
    # ghp-import would make a commit by nobody, which hosts refuse.
    git.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    for name in (branch, remote):
        if name.startswith("-") or not git.succeeds("check-ref-format", f"refs/heads/{name}"):
            raise GitError(f"fatal: '{name}' is not a valid branch or remote name")
    tracking = _tracking(deployment)
    if deployment.push:  # where the remote has no such branch yet, there is nothing to fetch
        git.succeeds("fetch", remote, f"+refs/heads/{branch}:{tracking}")
    if git.run("branch", "--show-current") == branch:
        raise ForeignBranchError(branch)
    for tip in (f"refs/heads/{branch}", tracking):
        if git.has(tip) and not git.has(f"{tip}:{_SIGN}"):
            raise ForeignBranchError(branch)


def _tracking(deployment: Deployment) -> str:
    return f"refs/remotes/{deployment.remote}/{deployment.branch}"


def _tip(deployment: Deployment, git: Git) -> str:
    """Return what the new commit will follow: the remote's branch as it is known, or our own."""
    tips = (_tracking(deployment), f"refs/heads/{deployment.branch}")
    return next(filter(git.has, tips), "")


def _copy_public(output: Path, public: Path) -> PublicFiles:
    """Copy what readers may see, while no build can swap anything; return what was found."""
    marker = output / MARKER
    if (output / ASSETS).is_symlink():
        raise StrangeFilesError(ASSETS)
    if marker.is_symlink() or not marker.is_file():
        raise NotBuiltError(str(output))
    with claim(output, wait_seconds=0):
        if is_preview(output):
            raise PreviewError(str(output))
        found = public_files(output)
        if found.strange:
            raise StrangeFilesError(*found.strange)
        if not found.named:
            raise NotBuiltError(str(output))
        copy_public_files(output, found.named, public)
    return found


def _keep(git: Git, tip: str, public: Path, brought: list[str]) -> tuple[str, ...]:
    """Add what the host needs and the branch alone holds, such as a CNAME that GitHub committed.

    What an earlier deploy brought from content/public/, and is there no more, is not kept.
    """
    if not tip:
        return ()
    before = git.run("log", "-1", f"--grep=^{_SUBJECT}$", "--format=%b", tip).splitlines()
    named = {line.removeprefix(_BROUGHT) for line in before if line.startswith(_BROUGHT)}
    kept = []
    for path, size in git.files_of(tip):
        is_wanted = is_host_file(path) and path not in named.union(brought, {_SIGN})
        if is_wanted and size <= MAX_BYTES:
            file = public / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(git.bytes_of(f"{tip}:{path}"))
            kept.append(path)
    return tuple(kept)


def _push(deployment: Deployment, git: Git) -> None:
    branch, tracking = f"refs/heads/{deployment.branch}", _tracking(deployment)
    force = []
    if deployment.single_commit:
        seen = git.run("rev-parse", tracking) if git.has(tracking) else ""
        force = [f"--force-with-lease={branch}:{seen}"]
    git.run("push", *force, deployment.remote, branch)
