"""Git, by way of ghp-import: what a deploy needs, and what files were in earlier commits."""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import ghp_import

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class GitError(Exception):
    """Git could not do it; the text is what git says."""


@dataclass(frozen=True, slots=True)
class Git:
    """Git as ghp-import calls it: in the process's own folder, so that is the repository here.

    `index` is a file to keep the index in, in the place of the repository's own.
    """

    repository: Path
    index: Path | None = None

    def succeeds(self, *arguments: str) -> bool:
        """Whether a git command ends well."""
        with chdir(self.repository):
            return bool(ghp_import.Git().call(*arguments) == 0)

    def has(self, thing: str) -> bool:
        """Whether the repository has a commit, or a file of one."""
        return self.succeeds("cat-file", "-e", thing)

    def run(self, *arguments: str) -> str:
        """Return what a git command says. Raises GitError."""
        return self._output(*arguments).decode("utf-8", "replace").strip()

    def _output(self, *arguments: str, **how: object) -> bytes:
        git = ghp_import.Git()
        if self.index:
            how["env"] = {**os.environ, "GIT_INDEX_FILE": str(self.index)}
        with chdir(self.repository):
            status = git.call(*arguments, **how)
        if status:
            raise GitError(git.stderr.decode("utf-8", "replace").strip())
        return bytes(git.stdout)

    @property
    def root(self) -> Path:
        """The folder of the whole working tree. Raises GitError."""
        said = self._output("rev-parse", "--show-toplevel").removesuffix(b"\n")
        return Path(os.fsdecode(said))

    @property
    def prefix(self) -> str:
        """The folder as seen from the root, with "/" at its end; "" is the root."""
        return os.fsdecode(self._output("rev-parse", "--show-prefix").removesuffix(b"\n"))

    @property
    def is_shallow(self) -> bool:
        """Whether older commits are missing here. Raises GitError."""
        return self.run("rev-parse", "--is-shallow-repository") == "true"

    def names(self, *arguments: str) -> list[str]:
        """Return what a git command lists with `-z`, whatever the names hold. Raises GitError."""
        said = self._output(*arguments)
        return [os.fsdecode(name) for name in said.split(b"\0")[:-1]]

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of files by their object ids, all asked for at once. Raises GitError."""
        wanted = [*dict.fromkeys(ids)]
        with TemporaryFile() as asked:
            asked.write("".join(f"{one}\n" for one in wanted).encode("ascii"))
            asked.seek(0)
            said = self._output("cat-file", "--batch", stdin=asked)
        found = {}
        for one in wanted:
            head, _, said = said.partition(b"\n")
            if head.endswith(b" missing"):
                raise GitError(head.decode("utf-8", "replace"))
            size = int(head.split()[-1])
            found[one], said = said[:size], said[size + 1 :]
        return found

    def files_of(self, commit: str) -> Iterator[tuple[str, int]]:
        """Yield the plain files of a commit by their paths, with their bytes; no links."""
        for row in self._output("ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0"):
            about, _, path = row.partition(b"\t")
            mode, _, rest = about.partition(b" ")
            if mode.startswith(b"100"):
                yield os.fsdecode(path), int(rest.split()[-1])

    def bytes_of(self, file: str) -> bytes:
        """Return the bytes of a commit's file. Raises GitError."""
        return self._output("cat-file", "blob", file)

    def commit(self, folder: Path, branch: str, remote: str, message: str) -> None:
        """Put a folder onto a branch, after what the remote has of it. Raises GitError."""
        options = {"branch": branch, "remote": remote, "mesg": message, "nojekyll": True}
        try:
            with chdir(self.repository):
                ghp_import.ghp_import(str(folder), **options)
        except (ghp_import.GhpError, TypeError) as error:
            # ghp-import 2.1.0 ends in a TypeError of its own where `git fast-import` fails.
            raise GitError(str(error)) from None

    def drop_history(self, branch: str) -> None:
        """Have a branch's last commit follow none: the branch moves once the new one is there."""
        tip = f"refs/heads/{branch}"
        name, address, message = (
            self.run("log", "-1", f"--format={what}", tip) for what in ("%cn", "%ce", "%B")
        )
        author = ("-c", f"author.name={name}", "-c", f"author.email={address}")
        alone = self.run(*author, "commit-tree", f"{tip}^{{tree}}", "-m", message)
        self.run("update-ref", tip, alone)
