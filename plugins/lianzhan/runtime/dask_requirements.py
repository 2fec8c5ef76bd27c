"""What a Dask worker must match to be accepted: the folders it sees, and the code that it runs."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from importlib import metadata
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.digests import package_digest, tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SharedFolders:
    """What is at the same path, and the same, for this process and all workers.

    All write to the folders `written` and to the output folder; the others are only read. Files and
    folders that are `compared` decide what the workers' tasks make. `marker` is the name of the
    file that makes an output folder ours.
    """

    read: tuple[Path, ...]
    compared: tuple[Path, ...]
    written: tuple[Path, ...]
    output: Path
    marker: str


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a Dask worker must match to be accepted: visible paths, and the digest of its code."""

    shared: SharedFolders
    paths: tuple[Path, ...]
    digest: str

    def unmet(self) -> str:
        """Return what is wrong here: "folders", "version" or nothing."""
        if not all(path.exists() for path in self.paths):
            return "folders"
        try:
            return "" if digest_of_place(self.shared) == self.digest else "version"
        except (OSError, metadata.PackageNotFoundError):
            return "version"


def digest_of_place(shared: SharedFolders) -> str:
    """Return what decides what tasks make of what they read: Python, packages, code, `compared`."""
    declared = (re.split(r"[^\w.-]", line) for line in metadata.requires("lianzhan") or ())
    names = sorted({name for name, *rest in declared if "extra" not in rest})
    return repr(
        (
            sys.version_info[:2],
            [(name, metadata.version(name)) for name in names],
            package_digest(),
            [tree_digest(p) if p.is_dir() else p.read_bytes() for p in shared.compared],
        )
    )


@contextmanager
def laid_tokens(shared: SharedFolders, name: str) -> Iterator[tuple[Path, ...]]:
    """Lay a file of that name into each folder that all write to, for all to see.

    None into an output folder that is not ours: the build will refuse it. An empty one is made ours
    as the build would, and one that was not there goes again if nothing was built.
    """
    made, marker = not shared.output.exists(), shared.output / shared.marker
    folders = [*shared.written, shared.output]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    if not any(shared.output.iterdir()):
        marker.touch()
    if not marker.exists():
        folders.remove(shared.output)
    tokens = tuple(folder / f".{name}" for folder in folders)
    try:
        for token in tokens:
            token.touch()
        yield tokens
    finally:
        for token in tokens:
            token.unlink(missing_ok=True)
        if made and [entry.name for entry in shared.output.iterdir()] == [marker.name]:
            marker.unlink()
            shared.output.rmdir()
