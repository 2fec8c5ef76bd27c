"""The theme's static files: named after their content as a whole, standing once a host."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.runtime.digests import digest_of_files, paths_below

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.runtime.cache import Cache

STATIC = "static"
"""The theme's folder of files that are served."""
_NOTED = "theme"
"""The cache's entry: what the theme was made from when last looked at, and its folder's name."""


def theme_files(theme: Path, made_from: str, cache: Cache) -> tuple[str, tuple[str, ...]]:
    """Return the name of the folder of theme files, and the files' paths in it.

    The folder's name carries the content of all of them, as served: links between them stay as
    written. `made_from` is a digest of the whole theme and of the code: while it is the same,
    nothing is put together. Raises ThemeFaultsError, and OSError.
    """
    files = tuple(paths_below(theme / STATIC))
    noted = cache.load(_NOTED)
    if isinstance(noted, tuple) and noted[:1] == (made_from,):
        return noted[1], files
    version = f"theme-{_digest(theme, files)[:16]}"
    cache.save(_NOTED, (made_from, version))
    return version, files


def served_file(theme: Path, version: str, path: str) -> bytes:
    """Return a theme's static file as it is served. Raises ThemeFaultsError, and OSError."""
    is_made = path.endswith((".css", ".js"))
    return _made(theme, path, version) if is_made else (theme / STATIC / path).read_bytes()


@lru_cache(maxsize=16)
def _made(theme: Path, path: str, _version: str) -> bytes:
    """Make a sheet or a script once a version, however many sites have theme files of their own."""
    from lianzhan.rendering.theme.sheets import served

    return served(theme, path)


def _digest(theme: Path, files: tuple[str, ...]) -> str:
    from lianzhan.rendering.theme.sheets import served

    return digest_of_files((path, served(theme, path)) for path in files)
