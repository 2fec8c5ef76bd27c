"""What comes with the program besides its code: the theme, and the pages that messages name.

They stand beside the code: in the clone that it is run from, or in the package, where a wheel
brought it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
CLONE = _PACKAGE.parents[1]
"""The folder of the project, where the program is run from a clone of it."""


def is_installed() -> bool:
    """Whether a wheel brought the program: then there is no clone around it."""
    return (_PACKAGE / "themes").is_dir()


def shipped_theme() -> Path:
    """Return the folder of the program's own theme."""
    return (_PACKAGE if is_installed() else CLONE) / "themes" / "lianzhan"


def shipped_pages() -> str:
    """Return what stands before the name of a page, such as docs/codes.md, in what users read."""
    return f"{_PACKAGE}/" if is_installed() else ""
