"""Names: of files, whichever way Unicode writes them, and of units."""

from __future__ import annotations

import unicodedata

_OFFICES = ("妇女联合会", "妇联")
"""What an office's name ends with, behind the name of its area."""


def composed(name: str) -> str:
    """Return a name or path in the one form that all its spellings have in common: Unicode's NFC.

    macOS may take é apart into e and its accent; to a reader, and in an address, both are one.
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def area_of(office: str) -> str:
    """Return the area that an office is named for; "" where its name ends otherwise."""
    found = (office.removesuffix(end) for end in _OFFICES if office.endswith(end))
    return next(found, "")
