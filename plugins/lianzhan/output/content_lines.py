"""Calendars and cards as lines (RFC 5545, 3.1; RFC 6350, 3.2): long ones are folded into several.

In: a file's bytes. Out: its lines whole, as those who read them see them, and folded again.
"""

from __future__ import annotations

import re

from lianzhan.output.file_kinds import ending

_ENDINGS = ("ics", "ifb", "vcf")
_FOLD = re.compile(rb"\r?\n[ \t]")
_LONGEST = 75
"""Octets of a line, without its end."""


def has_content_lines(file: str) -> bool:
    """Whether a file is a calendar or a card, by its ending."""
    return ending(file) in _ENDINGS


def unfolded(file: str, data: bytes) -> bytes:
    """Return a file's bytes as programs read them: a calendar or card with whole lines."""
    return _FOLD.sub(b"", data) if has_content_lines(file) else data


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, each after the first begun by a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8", "surrogateescape"))
        if size + octets > _LONGEST:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += octets
    return "\r\n ".join((*pieces, piece))
