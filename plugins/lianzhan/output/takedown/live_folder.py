"""A live folder, and which of its files a take-down must look at, as far as they can be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.portal_files import PORTAL_FILES, SERVER_FILES
from lianzhan.output.manifest import NAME
from lianzhan.runtime.no_links import is_link, walk

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lianzhan.output.manifest import Manifest


@dataclass(frozen=True)
class LiveFolder:
    """A site's folder, or the output folder itself with the portal's files (slug "")."""

    slug: str
    path: Path
    manifest: Manifest | None


@dataclass(frozen=True)
class FoundFiles:
    """The files of a folder, sorted, and the folders in it that can't be listed, each with why."""

    files: tuple[str, ...]
    unlisted: tuple[tuple[str, OSError], ...] = ()


def files_to_free(folder: LiveFolder, planned: Collection[str]) -> FoundFiles:
    """Return the files to look at: all of a site's folder; of the root, the portal's alone.

    In folders that can't be listed, those that are `planned`: known by name.
    """
    if not folder.slug:
        known = (*PORTAL_FILES, *SERVER_FILES)
        own = sorted(folder.manifest.files if folder.manifest else known)
        return FoundFiles(tuple(name for file in own for name in (file, f"{file}.gz")))
    unlisted: list[tuple[str, OSError]] = []

    def note(path: str, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            unlisted.append((path, error))

    found = {path for path, _ in walk(folder.path, note) if path != NAME}
    hidden = tuple(path for path, _ in unlisted)
    within = (path for path in planned if path.startswith(hidden))
    files = found.union(path for path in within if _is_direct(folder.path, path))
    return FoundFiles(tuple(sorted(files)), tuple(unlisted))


def _is_direct(root: Path, file: str) -> bool:
    """Whether no folder between is a link, as far as can be seen."""
    parts = file.split("/")
    above = (root.joinpath(*parts[:count]) for count in range(1, len(parts)))
    return not any(is_link(folder) for folder in above)
