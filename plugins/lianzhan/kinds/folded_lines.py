"""Lines of calendars and cards in pieces, as RFC 5545, 3.1, and RFC 2426, 2.6, want long ones.

In: a line without its end. Out: the same line, folded. Nothing of it is Lianzhan's own.
"""

from __future__ import annotations

_LONGEST = 75
"""Octets of a line in UTF-8, without its end."""


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, each after the first begun by a space.

    No character is torn.
    """
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))  # what was no UTF-8 is an octet each
        if size + octets > _LONGEST:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += octets
    return "\r\n ".join((*pieces, piece))
