"""Properties of Office files of before 2007: who wrote them ([MS-OLEPS])."""

from __future__ import annotations

import struct
from dataclasses import field

from lianzhan.model.frozen import dataclass

_SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
_DOCUMENT = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")
"""Which set of properties follows: FMTID_SummaryInformation, FMTID_DocSummaryInformation."""
_HEADER = 28
"""Bytes before the first of them."""
_CODE_PAGE, _AUTHOR, _LAST_AUTHOR, _REVISION = 1, 4, 8, 9
_MANAGER, _COMPANY = 14, 15
_MOST = 100
_LONGEST = 500
_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_ENCODINGS = {936: "gb18030", 65001: "utf-8", 1200: "utf-16-le", 950: "big5", 1252: "cp1252"}


@dataclass
class Summary:
    """The persons and units that a file names, and how often it was saved."""

    names: list[str] = field(default_factory=list)
    revision: str = ""


def summary_of(raw: bytes) -> Summary:
    """Return what the property sets of a file say; they stand whole in it nearly always."""
    summary = Summary()
    first, second = _properties(raw, _SUMMARY), _properties(raw, _DOCUMENT)
    names = (
        first.get(_AUTHOR),
        first.get(_LAST_AUTHOR),
        second.get(_MANAGER),
        second.get(_COMPANY),
    )
    summary.names += (name for name in names if name)
    summary.revision = first.get(_REVISION, "")[:9]
    return summary


def _properties(raw: bytes, which: bytes) -> dict[int, str]:
    """Return the texts of one set of properties by their numbers."""
    place = raw.find(which)
    if place < 0:
        return {}
    try:
        return _texts(raw, place)
    except (struct.error, LookupError):
        return {}


def _texts(raw: bytes, place: int) -> dict[int, str]:
    (offset,) = struct.unpack_from("<I", raw, place + 16)
    start = place - _HEADER + offset
    _, count = struct.unpack_from("<II", raw, start)
    rows = [struct.unpack_from("<II", raw, start + 8 + 8 * n) for n in range(min(count, _MOST))]
    places = {number: start + at for number, at in rows}
    page = 936
    if _CODE_PAGE in places:
        (page,) = struct.unpack_from("<H", raw, places[_CODE_PAGE] + 4)
    found: dict[int, str] = {}
    for number, at in places.items():
        kind, length = struct.unpack_from("<II", raw, at)
        size = min(length, _LONGEST) * (2 if kind == _WIDE_TEXT else 1)
        text = raw[at + 8 : at + 8 + size]
        if kind in (_TEXT, _WIDE_TEXT):
            wide = kind == _WIDE_TEXT
            encoding = "utf-16-le" if wide else _ENCODINGS.get(page, "gb18030")
            found[number] = text.decode(encoding, "replace").partition("\0")[0].strip()
    return found
