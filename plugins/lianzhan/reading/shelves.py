"""Where the pictures of an article may stand, and where the file that a source means is looked for.

They stand beside the article, in its site's images folder, or in that of a site above. All else
belongs to others: to another site, another column, another article's bundle; or it is hidden.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.frozen import dataclass
from lianzhan.model.names import composed
from lianzhan.reading.looking import LEADS_OUT, OF_SYSTEM, Seen, glance
from lianzhan.reading.paths import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.reading.looking import Look

_LONGEST = 1000
"""Characters of a source: no path of that length can be opened."""


@dataclass(frozen=True, slots=True)
class Search:
    """The file that a source means, or None; what was looked at for it, in order.

    It `is_elsewhere` if there is such a file, but not where a picture of this article may stand.
    """

    found: Seen | None
    looked: tuple[tuple[str, Look], ...]
    is_elsewhere: bool = False

    @property
    def meant(self) -> str | None:
        """The path that was looked at first; sources of one meaning have the same."""
        return self.looked[0][0] if self.looked else None


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where the pictures of one article may stand; all paths are below content/.

    `beside` is the article's folder, all its own if it `is_bundle`. `sites` are the folders of its
    site and of those above, the nearest first.
    """

    content: Path
    beside: str
    is_bundle: bool
    sites: tuple[str, ...]

    @property
    def images(self) -> tuple[str, ...]:
        """The images folders, the site's own first."""
        return tuple(f"{site}/images" for site in self.sites)

    def find(self, src: str) -> Search:
        """Look for the file that a source means."""
        looked: list[tuple[str, Look]] = []
        is_elsewhere = False
        for path in candidates(src, self):
            found = glance(self.content, path)
            looked.append((path, found))
            if found == LEADS_OUT:
                is_elsewhere = True
            elif isinstance(found, Seen) and found.is_file:
                if self.may_hold(path) and self.may_hold(found.place):
                    return Search(found, tuple(looked))
                is_elsewhere = True
        return Search(None, tuple(looked), is_elsewhere)

    def may_hold(self, path: str) -> bool:
        """Whether a picture of this article may stand there."""
        if path.startswith(".") or "/." in path:
            return False
        if any(_is_below(path, folder) for folder in self.images):
            return True
        return _is_below(path, self.beside) and not self._is_in_a_bundle(path)

    def _is_in_a_bundle(self, path: str) -> bool:
        """Whether a path below the article's folder belongs to another article."""
        if self.is_bundle:
            return False
        parts = path.split("/")[self.beside.count("/") + 1 : -1]
        folders = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        return any(_is_bundle(self.content / self.beside / folder) for folder in folders)


def _is_below(path: str, folder: str) -> bool:
    """Whether a path begins with a folder's, whichever way Unicode writes either."""
    return composed(path).startswith(f"{composed(folder)}/")


def _is_bundle(folder: Path) -> bool:
    try:
        return any(entry.name.lower() in INDEX for entry in folder.iterdir())
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return False


def candidates(src: str, shelves: Shelves) -> list[str]:
    """Return the paths where the file that a source means may stand, in the order to look.

    `{static}` and `{attach}` before it are allowed; `/…` counts from content/, all else from the
    article's folder, then from the site's folder (`images/x.jpg`), then from its images folder,
    then from those of the sites above. `%20` may stand for a space, where there is no such name.
    """
    name = src.removeprefix("{static}").removeprefix("{attach}").removeprefix("{filename}")
    if os.sep != "/":
        name = name.replace(os.sep, "/")
        if ":" in name:  # a drive, or a stream of a file
            return []
    names = (name, unquote(name)) if "%" in name else (name,)
    paths = (
        posixpath.normpath(f"{base}/{name}".lstrip("/"))
        for name in names
        if name and "\0" not in name and len(name) <= _LONGEST
        for base in _bases(name, shelves)
    )
    return list(dict.fromkeys(path for path in paths if path.split("/")[0] not in (".", "..")))


def _bases(name: str, shelves: Shelves) -> list[str]:
    """Return the folders that a name may count from."""
    if name.startswith("/"):
        return [""]
    return [shelves.beside, *(base for pair in _pairs(shelves) for base in pair)]


def _pairs(shelves: Shelves) -> Iterator[tuple[str, str]]:
    return zip(shelves.sites, shelves.images, strict=True)
