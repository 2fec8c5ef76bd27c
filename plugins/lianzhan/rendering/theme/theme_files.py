"""The theme's static files: named after their content as a whole, standing once a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.runtime.digests import digest_of_files, paths_below

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.runtime.cache import Cache

STATIC = "static"
"""The theme's folder of files that are served."""
_NOTED = "theme"
"""The cache's entry: what the theme was made from when last looked at, and its folder's name."""
_MADE: dict[tuple[Path, str, str], bytes] = {}
"""Sheets and scripts as they are served, by theme, path and version."""


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
    made = {path: _served(theme, path) for path in files}
    version = f"theme-{digest_of_files(made.items())[:16]}"
    _MADE.clear()
    _MADE.update({(theme, path, version): data for path, data in made.items() if _is_made(path)})
    cache.save(_NOTED, (made_from, version))
    return version, files


def served_file(theme: Path, version: str, path: str) -> bytes:
    """Return a theme's static file as it is served. Raises ThemeFaultsError, and OSError.

    A sheet or a script is put together once a version, however many sites have theme files of
    their own.
    """
    if not _is_made(path):
        return (theme / STATIC / path).read_bytes()
    made = theme, path, version
    if made not in _MADE:
        _MADE[made] = _served(theme, path)
    return _MADE[made]


def _is_made(path: str) -> bool:
    return path.endswith((".css", ".js"))


def _served(theme: Path, path: str) -> bytes:
    from lianzhan.rendering.theme.sheets import served

    return served(theme, path)
