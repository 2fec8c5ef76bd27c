"""What a Dask worker must match to be accepted: the folders it sees, and the code that it runs."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from lianzhan.runtime.digests import package_digest, tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SharedFolders:
    """What is at the same path, and the same, for this process and all workers.

    The cache (if it is used) and the output folder are written to by all; the others are only read.
    `marker` is the name of the file that makes an output folder ours.
    """

    settings_file: Path
    content: Path
    theme: Path
    cache: Path | None
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
    """Return all but content that decides what is rendered: Python, packages, code, theme."""
    declared = (re.split(r"[^\w.-]", line) for line in metadata.requires("lianzhan") or ())
    names = sorted({name for name, *rest in declared if "extra" not in rest})
    return repr(
        (
            sys.version_info[:2],
            [(name, metadata.version(name)) for name in names],
            package_digest(),
            tree_digest(shared.theme),
            shared.settings_file.read_bytes(),
        )
    )


@contextmanager
def laid_tokens(shared: SharedFolders, name: str) -> Iterator[tuple[Path, ...]]:
    """Lay a file of that name into each folder that all write to, for all to see.

    None into an output folder that is not ours: the build will refuse it. An empty one is made ours
    as the build would, and one that was not there goes again if nothing was built.
    """
    made, marker = not shared.output.exists(), shared.output / shared.marker
    folders = [folder for folder in (shared.cache, shared.output) if folder]
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
