"""A revision of the repository: what differs from it, and what people.toml and the tree said there.

The edge to Git. Names are taken as bytes between NULs, so none can pass for another; a revision's
name is never an option.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.reading.federation import read_federation
from lianzhan.reading.people import FILE as PEOPLE
from lianzhan.runtime.git import Git, GitError
from lianzhan.runtime.no_links import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import SiteTree
    from lianzhan.model.problem import Problem

_CONFIGURATION = ("federation.toml", "site.toml", PEOPLE)
_DIFF = (
    "--raw", "-z", "--no-abbrev", "--find-renames", "-l0", "--no-ext-diff", "--no-relative",
    "--ignore-submodules=none",
)  # fmt: skip
_PLAIN = frozenset({"000000", "100644", "100755"})
"""Modes of what is not there, and of plain files; all others are links and other repositories."""


class RevisionError(Exception):
    """A revision can't be compared with.

    `fault` says why: it is unknown, there is no-commit here, no-federation there, the two are
    unrelated, or the repository too shallow to know.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class FileChange:
    """A file that differs: its path before and after, as seen from the repository's root.

    "" is where there is none: it is new, or gone. `is_plain`: what is there now is no link and no
    other repository. `blob` is the object of what was there before.
    """

    before: str
    after: str
    blob: str
    is_plain: bool

    @property
    def paths(self) -> tuple[str, ...]:
        """Both paths, each once, the new one first."""
        return tuple(dict.fromkeys(path for path in (self.after, self.before) if path))


@dataclass(frozen=True)
class Revision:
    """A revision that a working tree is compared with.

    `git` is at the repository's root; `prefix` is the content folder as seen from there, with "/"
    at its end. `commit` is the revision itself, `start` where the working tree's history left it.
    """

    git: Git
    prefix: str
    commit: str
    start: str

    @classmethod
    def named(cls, name: str, git: Git, prefix: str) -> Revision:
        """Return the revision with a name. Raises RevisionError, GitError."""
        commit = _commit(name, git)
        if not git.has("HEAD^{commit}"):
            raise RevisionError("no-commit")
        try:
            start = git.run("merge-base", commit, "HEAD")
        except GitError:
            raise RevisionError("shallow" if git.is_shallow else "unrelated") from None
        return cls(git, prefix, commit, start)

    @cached_property
    def changes(self) -> tuple[FileChange, ...]:
        """All files that the working tree has changed since `start`, new ones too.

        Of files that Git does not know yet, those of the content alone: tools leave others behind.
        They are made known in a copy of the index, so that one which was renamed is seen to be.
        """
        with TemporaryDirectory() as folder:
            index = Path(folder, "index")
            mine = self.git.repository / self.git.run("rev-parse", "--git-path", "index")
            if mine.is_file():
                shutil.copyfile(mine, index)
            git = replace(self.git, index=index)
            git.run("add", "--intent-to-add", "--", f":(literal){self.prefix or '.'}")
            return tuple(_changes(git.names("diff", *_DIFF, self.start, "--")))

    def tree(self) -> SiteTree | tuple[Problem, ...]:
        """Return the site tree and people of the revision, or what is wrong with them there.

        Raises RevisionError where it has no federation.toml at this place, GitError.
        """
        with TemporaryDirectory() as folder:
            content = Path(folder).resolve()
            for path, raw in self._configuration():
                (content / path).parent.mkdir(parents=True, exist_ok=True)
                (content / path).write_bytes(raw)
            return read_federation(content)

    def before(self, change: FileChange) -> bytes:
        """Return the bytes of a file that was there. Raises GitError."""
        return self.git.blobs([change.blob])[change.blob]

    def after(self, change: FileChange) -> bytes:
        """Return the bytes of a file as they are now; none where it can't be read."""
        try:
            return read_file(self.git.repository / change.after) or b""
        except OSError:
            return b""

    def _configuration(self) -> Iterator[tuple[str, bytes]]:
        names = self.git.names("ls-tree", "-r", "-z", "--full-tree", self.commit)
        found = {}
        for row in names:
            about, _, path = row.partition("\t")
            mode, _kind, blob = about.split(" ")
            is_inside = path.startswith(self.prefix)
            if mode in _PLAIN and is_inside and PurePosixPath(path).name in _CONFIGURATION:
                found[path[len(self.prefix) :]] = blob
        if "federation.toml" not in found:
            raise RevisionError("no-federation")
        raw = self.git.blobs(found.values())
        yield from ((path, raw[blob]) for path, blob in found.items())


def _commit(name: str, git: Git) -> str:
    if name.startswith("-"):  # never an option of git
        raise RevisionError("unknown")
    try:
        return git.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except GitError:
        raise RevisionError("unknown") from None


def _changes(rows: list[str]) -> Iterator[FileChange]:
    """Read what `git diff --raw -z` says: facts, then one path, or two of a renamed file."""
    fields = iter(rows)
    for about in fields:
        _old_mode, new_mode, blob, _new, status = about.removeprefix(":").split(" ")
        first = next(fields)
        second = next(fields) if status[0] in "RC" else first
        yield FileChange(
            before="" if status[0] in "AC" else first,
            after="" if status[0] == "D" else second,
            blob=blob,
            is_plain=new_mode in _PLAIN,
        )
