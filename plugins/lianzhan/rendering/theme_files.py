"""The theme's static files: named after their content as a whole, standing once a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.runtime.digests import paths_below, tree_digest

if TYPE_CHECKING:
    from pathlib import Path


STATIC = "static"
"""The theme's folder of files that are served as they are."""


def theme_files(theme: Path) -> tuple[str, tuple[str, ...]]:
    """Return the name of the folder of theme files, and the files' paths in it.

    The folder's name carries the content of all of them: links between them stay as written.
    """
    static = theme / STATIC
    return f"theme-{tree_digest(static)[:16]}", tuple(paths_below(static))
