"""Where a photo or film was taken, and by whom, is found wherever it stands in a file."""

from __future__ import annotations

import pytest
from made_files import photo

from lianzhan.reading.attachments.metadata import metadata_of
from reading.attachments.looked_through import codes_of, said_of

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator><rdf:Seq><rdf:li>\xe5\xbc\xa0&amp;a</rdf:li>'
    b'</rdf:Seq></dc:creator><a exif:GPSLatitude="28,13.6N" exif:GPSLongitude="112,56E"/></x:xmpmeta>'
)


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG")])
def test_a_photo_says_where_and_by_whom(name: str, kind: str) -> None:
    found = said_of(name, photo(artist="Wang", has_place=True, kind=kind))
    assert found == [
        ("hidden-author", {"names": "Wang", "revision": "—"}),
        ("hidden-location", {"places": "28.23°N, 112.94°E"}),
    ]


def test_xmp_is_read_too() -> None:
    found = metadata_of(b"%PDF-" + XMP)
    assert (found.authors, found.places) == (("张&a",), ("28,13.6N, 112,56E",))


def test_a_film_says_where_it_was_taken() -> None:
    film = b"\0\0\0\x18ftypisom" + bytes(50) + b"\xa9xyz\0\x12\x15\xc7+28.2282+112.9388/"
    assert said_of("a.mp4", film) == [("hidden-location", {"places": "+28.2282+112.9388"})]
    assert codes_of("a.mp4", film.replace(b"\xa9xyz", b"text")) == []


def test_exif_that_leads_nowhere_says_nothing() -> None:
    raw = photo(artist="Wang", has_place=True)
    place = raw.index(b"Exif")
    for offset in range(6, 120):
        metadata_of(raw[: place + offset] + b"\xff\xff" + raw[place + offset + 2 :])
