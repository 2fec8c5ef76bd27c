"""PDF: what is in it besides its pages. Scanned within bounds, not parsed: no page is looked at.

Scripts and actions must name themselves in objects outside streams, or in object streams, which are
unpacked. Names may be written with "#" and two digits (ISO 32000-1, 7.3.5).
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from lianzhan.reading.attachments.findings import (
    ATTACHMENT_MACRO,
    ATTACHMENT_PROGRAM,
    ATTACHMENT_UNEXAMINED,
    EMBEDDED,
    HIDDEN_AUTHOR,
    HIDDEN_COMMENTS,
    LARGE,
    LOCKED,
    UNKNOWN,
    RefusedError,
    found,
    listed,
    parts,
)
from lianzhan.reading.attachments.metadata import Metadata, metadata_of
from lianzhan.reading.attachments.programs import executable
from lianzhan.reading.bounds import MAX_PDF_STREAMS, MAX_PDF_TEXT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import Finding


def _name(word: str) -> str:
    """Return a pattern for a PDF name, each letter of which may be written as its number."""
    letters = "".join(f"(?:{char}|#{ord(char):02x}|#{ord(char):02X})" for char in word)
    return f"/{letters}(?![A-Za-z0-9#_-])"


def _pattern(text: str) -> re.Pattern[bytes]:
    return re.compile(text.encode(), re.DOTALL)


_STREAM = _pattern(r">>\s{0,20}stream\r?\n")
_END = b"endstream"
_DICTIONARY = 4_096
"""Bytes before a stream in which its dictionary stands."""
_OBJECTS, _FILE = _pattern(_name("ObjStm")), _pattern(_name("EmbeddedFile"))
_FLATE = _pattern(_name("FlateDecode"))
_OTHER_FILTER = _pattern("|".join(map(_name, ("LZWDecode", "ASCIIHexDecode", "ASCII85Decode"))))
_SCRIPT = _pattern(_name("JavaScript") + "|" + _name("JS") + r"\s{0,20}(?:\(|<|\d{1,10}\s)")
"""Four bytes alone stand in pictures by chance: what follows tells."""
_ACTION = _pattern("|".join(map(_name, ("Launch", "ImportData"))))
_CRYPT = _pattern(_name("Encrypt") + r"\s{0,20}(?:\d{1,10}\s{1,20}\d|<<)")
_NOTE = _pattern(
    _name("Subtype")
    + r"\s{0,20}(?:"
    + "|".join(map(_name, ("Text", "Highlight", "StrikeOut", "Caret")))
    + ")"
)
_AUTHOR = _pattern(
    f"(?:{_name('Author')}|{_name('Company')}|{_name('Manager')})"
    r"\s{0,20}(\((?:\\.|[^\\()]|\([^\\()]{0,100}\)){1,400}\)|<[0-9A-Fa-f\s]{2,800}>)"
)
_LINEAR = _pattern(_name("Linearized"))
_MOST_AUTHORS = 100
_START = 16
_ESCAPE = _pattern(r"\\([0-7]{1,3}|.)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_findings(raw: bytes) -> Iterator[Finding]:
    """Yield what is hidden in a PDF. Raises RefusedError for one with scripts or programs."""
    scan = _Scan(raw)
    text = b"\n".join(scan.texts)
    if _SCRIPT.search(text) or b"/JavaScript" in raw:
        raise RefusedError(found(ATTACHMENT_MACRO, found="JavaScript"))
    if action := _ACTION.search(text):
        raise RefusedError(found(ATTACHMENT_PROGRAM, found=action[0].decode()))
    is_locked = _CRYPT.search(text) is not None
    if is_locked or not scan.is_whole:
        yield found(ATTACHMENT_UNEXAMINED, what=LOCKED if is_locked else LARGE)
    known = metadata_of(raw)
    written = [] if is_locked else _AUTHOR.findall(text)[:_MOST_AUTHORS]
    authors = [name for name in (*map(_string, written), *known.authors) if name]
    if authors:
        saved = raw.count(b"%%EOF") - bool(_LINEAR.search(raw[:_DICTIONARY]))
        revision = saved if saved > 1 else UNKNOWN
        yield found(HIDDEN_AUTHOR, names=listed(authors), revision=revision)
    if notes := len(_NOTE.findall(text)):
        yield found(HIDDEN_COMMENTS, count=notes, names=UNKNOWN)
    if scan.files:
        yield parts(EMBEDDED, scan.files)
    yield from Metadata(places=known.places).findings()


class _Scan:
    """A PDF's text outside its streams, and in its object streams; how many files it carries."""

    def __init__(self, raw: bytes) -> None:
        self.texts: list[bytes] = []
        self.files = 0
        self.is_whole = True
        self._left = MAX_PDF_TEXT_BYTES
        place = 0
        for _ in range(MAX_PDF_STREAMS):
            stream = _STREAM.search(raw, place)
            if stream is None or self._left == 0:
                break
            self._add(raw[place : stream.start() + 2])
            end = raw.find(_END, stream.end())
            end = len(raw) if end < 0 else end
            before = raw[max(place, stream.start() - _DICTIONARY) : stream.start()]
            self._look(before, raw[stream.end() : end])
            place = end + len(_END)
        else:
            self.is_whole = False
        self._add(raw[place : place + self._left + 1])

    def _add(self, text: bytes) -> None:
        """Keep text to be searched, as far as there is room for it."""
        self.is_whole = self.is_whole and len(text) <= self._left
        self.texts.append(text[: self._left])
        self._left -= len(self.texts[-1])

    def _look(self, before: bytes, data: bytes) -> None:
        """Look at one stream; `before` ends with its dictionary."""
        dictionary = before[before.rfind(b"endobj") + 1 :]
        if _FILE.search(dictionary):
            self.files += 1
            start = _inflated(data, _START) if _FLATE.search(dictionary) else data[:_START]
            if what := executable(start):
                raise RefusedError(found(ATTACHMENT_PROGRAM, found=what))
        elif _OBJECTS.search(dictionary):
            text = _inflated(data, self._left + 1) if _FLATE.search(dictionary) else data
            self.is_whole = self.is_whole and not _OTHER_FILTER.search(dictionary)
            self._add(text)


def _inflated(data: bytes, limit: int) -> bytes:
    """Return the first bytes of deflated data; of what is damaged, none."""
    try:
        return zlib.decompressobj().decompress(data, max(limit, 1))
    except zlib.error:
        return b""


def _string(written: bytes) -> str:
    """Return a PDF string (ISO 32000-1, 7.9.2): UTF-16, UTF-8, else GBK or Latin."""
    if written.startswith(b"<"):
        digits = re.sub(rb"\s", b"", written[1:-1])
        plain = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        plain = _ESCAPE.sub(_unescaped, written[1:-1])
    if plain.startswith((b"\xfe\xff", b"\xff\xfe")):
        return plain.decode("utf-16", "replace").strip()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return plain.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    return plain.decode("latin-1").strip()


def _unescaped(match: re.Match[bytes]) -> bytes:
    written = match[1]
    if written.isdigit() and written[:1] < b"8":
        return bytes([int(written, 8) & 0xFF])
    return _ESCAPES.get(written, written)
