"""Names for exported files: Windows can hold them, and each says whose it is."""

from __future__ import annotations

import unicodedata

_WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in '<>:"/\\|?*'}
"""What no file on Windows may have in its name (Naming Files, Paths, and Namespaces), as its
full-width form: a reader sees the same sign."""
_UNIT_BYTES, _TITLE_BYTES = 60, 120
"""UTF-8 bytes of the parts: 20 and 40 Chinese characters. File systems end at 255 bytes a name,
Windows at 260 characters for a whole path (MAX_PATH)."""


def folder_name(number: int, of: int, unit: str, title: str) -> str:
    """Return the name of an entry's folder, as 07-长沙市妇联-标题: `number` of at most `of`.

    The number makes it unlike every other, in whatever case or Unicode form, and no device (CON).
    """
    parts = (safe(unit, _UNIT_BYTES), safe(title, _TITLE_BYTES))
    return "-".join(filter(None, (numbered(number, of), *parts))).rstrip(". ")


def numbered(number: int, of: int) -> str:
    """Return a number with as many digits as the last one has, and two at least: names sort."""
    return f"{number:0{max(2, len(str(of)))}}"


def safe(text: str, most_bytes: int) -> str:
    """Return what of a text can stand in a name: one line, no sign that is forbidden or unseen.

    It is cut between two characters, and ends with no dot or blank, which Windows would drop.
    """
    composed = unicodedata.normalize("NFC", text).translate(_WIDE)
    seen = "".join(char if _is_seen(char) else " " for char in composed)
    cut = " ".join(seen.split()).encode()[:most_bytes].decode(errors="ignore")
    return cut.strip(". ")


def _is_seen(char: str) -> bool:
    """Whether a character is seen: no control, no sign that turns text around, no half of one."""
    return unicodedata.category(char)[0] not in "CZ"
