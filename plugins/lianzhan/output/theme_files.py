"""The theme's static files: named after their content as a whole, standing once a host."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lianzhan.output.manifest import files_below

if TYPE_CHECKING:
    from pathlib import Path


def theme_files(theme: Path) -> tuple[str, dict[str, bytes]]:
    """Return the name of the folder of theme files, and its files by path.

    The folder's name carries the content of all of them: links between them stay as written.
    """
    static = theme / "static"
    files = {path: (static / path).read_bytes() for path in files_below(static)}
    digest = hashlib.blake2b(digest_size=8)
    for path, data in files.items():
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return f"theme-{digest.hexdigest()}", files


def tree_digest(*folders: Path, suffixes: tuple[str, ...] = ()) -> str:
    """Return a digest of all files below some folders: of a theme, of our own code."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in files_below(folder):
            if not suffixes or path.endswith(suffixes):
                data = (folder / path).read_bytes()
                digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
