"""Calendars and cards as lines (RFC 5545, 3.1; RFC 6350, 3.2): long ones are folded into several.

In: a file's bytes. Out: its lines whole, as those who read them see them. They are folded again by
`kinds.folded_lines`.
"""

from __future__ import annotations

import re

from lianzhan.output.file_kinds import ending

_ENDINGS = ("ics", "ifb", "vcf")
_FOLD = re.compile(rb"\r?\n[ \t]")


def has_content_lines(file: str) -> bool:
    """Whether a file is a calendar or a card, by its ending."""
    return ending(file) in _ENDINGS


def unfolded(file: str, data: bytes) -> bytes:
    """Return a file's bytes as programs read them: a calendar or card with whole lines."""
    return _FOLD.sub(b"", data) if has_content_lines(file) else data
