"""Paths below content/: how problems name them, and which links stay inside."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

INSIDE = ("articles", "pages", "images")
"""Folders of a site that hold no other sites."""
DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices: no file or folder can be called so."""
INDEX = ("index.md", "index.markdown")
"""The text of a bundle, whatever the case of its letters."""


def identity(file: Path, content: Path) -> str:
    """Return a file's path below content/, printable also where its name is no UTF-8."""
    return printable(file.relative_to(content).as_posix())


def printable(name: str) -> str:
    """Return a file's name or path as text that can be written: what is no UTF-8 becomes "?"."""
    return name.encode("utf-8", "replace").decode()


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of these folders or stands below one; "." stands for all of them."""
    return any(path == f or path.startswith(f"{f}/") or f == "." for f in folders)


def stays_inside(link: Path, content: Path) -> bool:
    """Whether a path, all links followed, is there, inside content/, and no folder.

    The system has to agree: it follows no more than 40 links, where `resolve` knows no end.
    """
    try:
        real = link.resolve(strict=True)
        is_folder = stat.S_ISDIR(link.stat().st_mode)
    except (OSError, RuntimeError):
        return False
    return real.is_relative_to(content.resolve()) and not is_folder
