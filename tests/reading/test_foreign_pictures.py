"""Files that no page shows are called what they are, whatever their names say."""

from __future__ import annotations

import gzip
import io
import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from lianzhan.reading.foreign_pictures import named
from lianzhan.texts.language import help_of, message_of

if TYPE_CHECKING:
    from conftest import House

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>x</script></svg>'


def saved(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def boxed(*brands: bytes) -> bytes:
    body = b"ftyp" + brands[0] + b"\0\0\0\0" + b"".join(brands[1:])
    return struct.pack(">I", 4 + len(body)) + body + b"\0\0\1\0meta"


@pytest.mark.parametrize(
    ("raw", "code", "kind"),
    [
        (boxed(b"heic", b"mif1", b"heic"), "image-heic", None),
        (boxed(b"mif1", b"heic"), "image-heic", None),
        (boxed(b"msf1", b"hevc"), "image-heic", None),
        (boxed(b"xxxx", b"heix"), "image-heic", None),
        (boxed(b"avif", b"mif1"), "image-unsupported", "AVIF"),
        (boxed(b"mif1", b"avif"), "image-unsupported", "AVIF"),
        (boxed(b"crx "), "image-unsupported", "CR3"),
        (SVG, "image-svg", None),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE svg>\n" + SVG, "image-svg", None),
        (SVG.replace(b"svg", b"svg:svg", 1), "image-svg", None),
        (b"\xff\xfe" + SVG.decode().encode("utf-16-le"), "image-svg", None),
        (gzip.compress(SVG, mtime=0), "image-svg", None),
        (saved("TIFF"), "image-unsupported", "TIFF"),
        (b"MM\0*\0\0\0\x08", "image-unsupported", "TIFF"),
        (saved("BMP"), "image-unsupported", "BMP"),
        (saved("ICO"), "image-unsupported", "ICO"),
        (saved("PCX"), "image-unsupported", "PCX"),
        (saved("PDF"), "image-unsupported", "PDF"),
        (saved("EPS"), "image-unsupported", "EPS"),
        (b"8BPS\0\1", "image-unsupported", "PSD"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "image-unsupported", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "image-unsupported", "JPEG 2000"),
    ],
)  # fmt: skip
def test_a_format_is_known_by_its_bytes(raw: bytes, code: str, kind: str | None) -> None:
    found = named(raw)
    assert found
    assert (found[0].name, found[1].get("kind")) == (code, kind)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0" * 99, "文字".encode(), b"<html><svg></svg></html>", b"I like <svg>", b"BMW",
        b"\x1f\x8b\x08damaged", b"\0\0\0\x08ftyp", boxed(b"isom", b"mp42"), b"PK\3\4",
    ],
)  # fmt: skip
def test_what_is_no_picture_at_all_has_no_name(raw: bytes) -> None:
    assert named(raw) is None


def test_a_packed_bomb_is_opened_for_a_few_bytes_only() -> None:
    assert named(gzip.compress(b"\0" * 50_000_000)) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [(boxed(b"heic"), "image-heic"), (SVG, "image-svg"), (saved("TIFF"), "image-unsupported")],
)
def test_a_wrong_ending_deceives_nobody_and_the_help_says_how_to_convert(
    house: House, raw: bytes, code: str
) -> None:
    path = house.article("hunan/articles/news/a.md", "![照片](photo.jpg)")
    house.write("hunan/articles/news/photo.jpg", raw)
    (found,) = house.check().problems
    assert (found.path, found.line, found.code) == (path, house.line(path, "photo.jpg"), code)
    assert "photo.jpg" in message_of(found, "zh")
    assert "PNG" in help_of(found, "zh") or "JPEG" in help_of(found, "zh")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "JPEG"])
def test_a_picture_under_the_ending_of_another_is_taken_as_it_is(house: House, kind: str) -> None:
    house.article("hunan/articles/news/a.md", "![照片](photo.jpg)")
    house.write("hunan/articles/news/photo.jpg", saved(kind))
    assert house.check().problems == ()
