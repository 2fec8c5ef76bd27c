"""Bytes of a foreign file to its text: UTF-8, or what offices in China wrote before."""

from __future__ import annotations

from lianzhan.desk.importing.results import Note, note
from lianzhan.reading.text import CONTROL_CHARACTER, decode

_SOUND = 0.5
"""Share of non-ASCII characters that read as UTF-8 above which a text is damaged UTF-8.

In GB18030 text about one in seven pairs of bytes happens to be a UTF-8 character.
"""


def decoded(raw: bytes) -> tuple[str, tuple[Note, ...]]:
    """Return a file's text, UTF-8 or else GB18030, and what was done to it; "" if there is none.

    Line ends become LF; a byte order mark and control characters go, as in `reading.text`.
    """
    notes = []
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        converted = _from_gb18030(raw)
        if converted is None:
            return "", (note("damaged-text", offset=error.start + 1),)
        raw = converted.encode()
        notes.append(note("gb18030"))
    text = decode(raw, "")
    if not text.text.strip():
        return "", (note("empty"),)
    codes = (dict(fault.details) for fault in text.problems if fault.code == CONTROL_CHARACTER.name)
    found = {details["character"] for details in codes}
    if found:
        notes.append(note("control-characters", characters=", ".join(sorted(found))))
    return text.text, tuple(notes)


def _from_gb18030(raw: bytes) -> str | None:
    """Return the text, or None for UTF-8 with a few broken bytes: that reads as nonsense here."""
    attempt = [char for char in raw.decode("utf-8", "replace") if not char.isascii()]
    if len(attempt) - attempt.count("\ufffd") > _SOUND * len(attempt):
        return None
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
