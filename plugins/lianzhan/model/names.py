"""Names of files, whichever way Unicode writes them."""

from __future__ import annotations

import unicodedata


def composed(name: str) -> str:
    """Return a name or path in the one form that all its spellings have in common: Unicode's NFC.

    macOS may take é apart into e and its accent; to a reader, and in an address, both are one.
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)
