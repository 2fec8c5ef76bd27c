"""What cameras and programs write into pictures: who made them, and where. EXIF and XMP.

They are looked for anywhere in a file: pictures inside a PDF keep theirs.
"""

from __future__ import annotations

import html
import re
import warnings
from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.reading.attachments.findings import (
    HIDDEN_AUTHOR,
    HIDDEN_LOCATION,
    UNKNOWN,
    found,
    listed,
)
from lianzhan.reading.bounds import MAX_METADATA_BLOCKS
from lianzhan.runtime.job import is_want_of_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.attachments import Finding

_EXIF = re.compile(
    rb"Exif\0\0(?=II\*\0|MM\0\*)|eXIf(?=II\*\0|MM\0\*)|EXIF....(?=II\*\0|MM\0\*)", re.DOTALL
)
"""Where EXIF begins in a JPEG (and within a PDF), in a PNG, in WebP."""
_XMP = re.compile(rb"<x:xmpmeta\b")
_BLOCK = 65_536
"""Bytes of one block: a JPEG segment has no more."""
_ARTIST, _XP_AUTHOR, _GPS = 0x013B, 0x9C9D, 0x8825
_LATITUDE, _LONGITUDE = (1, 2), (3, 4)
_CREATOR = re.compile(
    rb"<(?:dc:creator|photoshop:AuthorsPosition)\b[^>]{0,200}>\s{0,200}"
    rb"(?:<rdf:Seq>\s{0,200}<rdf:li[^>]{0,100}>)?([^<]{1,200})"
)
_XMP_PLACE = re.compile(rb"exif:GPSL(?:at|ong)itude(?:=\"|>)([^\"<]{1,40})")
_FILM_PLACE = re.compile(rb"[+-]\d{2}\.\d{2,8}[+-]\d{3}\.\d{2,8}(?=[+/-])")
"""A place as phones write it into films (ISO 6709)."""
_FILM_MARKS = (b"\xa9xyz", b"location.ISO6709")


@dataclass(frozen=True)
class Metadata:
    """The authors and places that a file names."""

    authors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of them."""
        if self.authors:
            yield found(HIDDEN_AUTHOR, names=listed(self.authors), revision=UNKNOWN)
        if self.places:
            yield found(HIDDEN_LOCATION, places=listed(self.places))


def metadata_of(raw: bytes) -> Metadata:
    """Return what the EXIF and XMP blocks of a file say."""
    authors: list[str] = []
    places: list[str] = []
    for match in islice(_EXIF.finditer(raw), MAX_METADATA_BLOCKS):
        _read_exif(raw[match.end() : match.end() + _BLOCK], authors, places)
    for match in islice(_XMP.finditer(raw), MAX_METADATA_BLOCKS):
        block = raw[match.start() : match.start() + _BLOCK].partition(b"</x:xmpmeta>")[0]
        authors += (_plain(name) for name in _CREATOR.findall(block))
        if place := _XMP_PLACE.findall(block)[:2]:
            places.append(", ".join(map(_plain, place)))
    unique = dict.fromkeys(name.strip() for name in authors if name.strip())
    return Metadata(tuple(unique), tuple(dict.fromkeys(places)))


def film_findings(raw: bytes) -> Iterator[Finding]:
    """A film does not say where it was taken."""
    has_mark = any(mark in raw for mark in _FILM_MARKS)
    places = _FILM_PLACE.findall(raw) if has_mark else []
    known = metadata_of(raw)
    named = (*known.places, *(place.decode() for place in places[:MAX_METADATA_BLOCKS]))
    yield from Metadata(known.authors, named).findings()


def _plain(written: bytes) -> str:
    return html.unescape(written.decode("utf-8", "replace"))


def _read_exif(block: bytes, authors: list[str], places: list[str]) -> None:
    """Note what one EXIF block says; one that can't be read says nothing."""
    from PIL.Image import Exif

    exif = Exif()
    try:
        with warnings.catch_warnings(action="ignore"):
            exif.load(b"Exif\0\0" + block)
            artist, position = exif.get(_ARTIST), exif.get_ifd(_GPS)
            wide = exif.get(_XP_AUTHOR)
    except Exception as error:  # whatever Pillow raises for what cameras wrote badly
        if is_want_of_memory(error):
            raise
        return
    if isinstance(artist, str):
        authors.append(_as_utf8(artist))
    if isinstance(wide, bytes):
        authors.append(wide.decode("utf-16-le", "replace").rstrip("\0"))
    degrees = [_degrees(position, *keys) for keys in (_LATITUDE, _LONGITUDE)]
    if any(degrees):
        places.append(", ".join(text or "?" for text in degrees))


def _as_utf8(text: str) -> str:
    """Return a text that Pillow took for Latin, though most programs write UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _degrees(position: dict[int, object], side: int, value: int) -> str:
    """Return a latitude or longitude in degrees, to a kilometre; "" where there is none."""
    parts = position.get(value)
    if not isinstance(parts, tuple) or not parts:
        return ""
    try:
        whole = sum(float(part) / 60**power for power, part in enumerate(parts[:3]))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return "?"
    return f"{whole:.2f}°{str(position.get(side, ''))[:1]}"
