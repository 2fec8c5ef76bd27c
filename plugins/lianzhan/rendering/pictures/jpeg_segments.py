"""A JPEG file without what is no picture: its notes are cut out, and no pixel is coded anew.

In: the bytes of a file. Out: those of the same picture without EXIF (where a phone writes the
place), XMP, profiles, comments, and without what cameras append behind its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length (ITU-T T.81, table B.1): TEM, and RST within a scan."""
_NOTES = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""APP1 to APP13, APP15, and COM. APP0 (JFIF) and APP14 (Adobe) say how colours are to be read."""


class NoJpegError(ValueError):
    """The bytes do not follow one another as those of a JPEG do."""


def without_notes(raw: bytes) -> bytes:
    """Return a JPEG without its notes; the same bytes where it has none. Raises NoJpegError."""
    if raw[:2] != bytes((0xFF, _START)):
        raise NoJpegError("no start")
    return b"".join((raw[:2], *_kept(raw)))


def _kept(raw: bytes) -> Iterator[bytes]:
    """Yield the segments that stay, until the picture ends."""
    place = 2
    while True:
        start, place = place, _marker(raw, place)
        marker = raw[place]
        end = place + 1
        if marker == _END:
            yield raw[start:end]
            return
        if marker not in _ALONE:
            length = int.from_bytes(raw[end : end + 2], "big")
            end += length
            if length < 2 or end > len(raw):
                raise NoJpegError("a segment without its end")
        if marker == _SCAN:
            end = _end_of_scan(raw, end)
        if marker not in _NOTES:
            yield raw[start:end]
        place = end


def _marker(raw: bytes, place: int) -> int:
    """Return where a marker's code stands: behind one 0xFF or several (B.1.1.2)."""
    if raw[place : place + 1] != b"\xff":
        raise NoJpegError("no marker")
    while raw[place : place + 1] == b"\xff":
        place += 1
    if place >= len(raw):
        raise NoJpegError("no end")
    return place


def _end_of_scan(raw: bytes, place: int) -> int:
    """Return where coded data ends: at the first marker that may not stand within it (B.1.1.5)."""
    while (place := raw.find(b"\xff", place)) >= 0:
        code = raw[place + 1 : place + 2]
        if not code:
            break
        if code[0] and code[0] != 0xFF and not 0xD0 <= code[0] <= 0xD7:
            return place
        place += 1 if code[0] == 0xFF else 2
    raise NoJpegError("no end")
