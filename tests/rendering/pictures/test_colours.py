"""Colours and transparency of every mode come out as they were meant."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from lianzhan.rendering.pictures.colours import direct, in_srgb

SIZE = (8, 4)


def profile(space: bytes, gamma: float, primaries: dict[bytes, tuple[float, ...]]) -> bytes:
    """An ICC profile of matrix and curve, or of a curve alone (ICC.1:2001-04)."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    white = b"XYZ \0\0\0\0" + b"".join(map(number, (0.9642, 1.0, 0.8249)))
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + b"\0" * 78
    tags = {b"desc": text, b"wtpt": white, b"cprt": b"text\0\0\0\0x\0\0\0"}
    for name, xyz in primaries.items():
        tags[name + b"XYZ"] = b"XYZ \0\0\0\0" + b"".join(map(number, xyz))
        tags[name + b"TRC"] = curve
    if not primaries:
        tags[b"kTRC"] = curve
    table, body, at = b"", b"", 132 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)  # noqa: PLW2901
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", 0x02400000, b"mntr", space, b"XYZ ")
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + b"".join(map(number, (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


GREY_LINEAR = profile(b"GRAY", 1.0, {})
GREY_18 = profile(b"GRAY", 1.8, {})
WIDE = profile(
    b"RGB ", 2.2,
    {b"r": (0.6097, 0.3111, 0.0195), b"g": (0.2053, 0.6257, 0.0609), b"b": (0.1492, 0.0632, 0.7446)},
)  # fmt: skip
"""Adobe RGB (1998): its orange is more than sRGB's."""


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def seen(raw: bytes) -> Image.Image:
    with Image.open(io.BytesIO(raw)) as opened:
        return in_srgb(direct(opened, raw), dict(opened.info))


def pixel(raw: bytes, x: int = 0) -> Any:
    return seen(raw).getpixel((x, 0))


def is_near(colour: tuple[int, ...], *wanted: int) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(colour, wanted, strict=True))


ORANGE = (200, 100, 50)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_profile_holds_in_every_mode_of_colour(mode: str) -> None:
    image = Image.new("RGB", SIZE, ORANGE)
    image.putpixel((7, 3), (0, 0, 0))
    image = image.quantize(2) if mode == "P" else image.convert(mode)
    shown = pixel(saved(image, icc_profile=WIDE))
    assert is_near(shown, 227, 100, 42)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize(("profiled", "wanted"), [(GREY_LINEAR, 188), (GREY_18, 146)])
def test_grey_is_as_light_as_its_profile_says(kind: str, profiled: bytes, wanted: int) -> None:
    raw = saved(Image.new("L", SIZE, 128), kind, icc_profile=profiled)
    assert is_near(pixel(raw), wanted, wanted, wanted)


@pytest.mark.parametrize("mode", ["LA", "I;16"])
def test_grey_with_transparency_or_more_bits_is_so_too(mode: str) -> None:
    image = Image.new(mode, SIZE, (128, 255) if mode == "LA" else 128 * 257)
    assert is_near(pixel(saved(image, icc_profile=GREY_LINEAR)), 188, 188, 188)


def test_grey_with_a_profile_of_colours_is_read_by_it() -> None:
    raw = saved(Image.new("L", SIZE, 128), "JPEG", icc_profile=profile(
        b"RGB ", 1.0, {b"r": (0.436, 0.2225, 0.0139), b"g": (0.3851, 0.7169, 0.0971), b"b": (0.1431, 0.0606, 0.7139)},
    ))  # fmt: skip
    assert is_near(pixel(raw), 188, 188, 188)


@pytest.mark.parametrize(("mode", "wrong"), [("RGB", GREY_18), ("CMYK", WIDE), ("RGB", b"acsp")])
def test_a_profile_of_another_kind_is_left_out(mode: str, wrong: bytes) -> None:
    image = Image.new("RGB", SIZE, ORANGE).convert(mode)
    assert is_near(pixel(saved(image, "JPEG", icc_profile=wrong, quality=100)), *ORANGE)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(depth: int, colour: int, row: bytes, *chunks: bytes) -> bytes:
    """A PNG of two pixels beside one another."""
    head = struct.pack(">IIBBBBB", 2, 1, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *chunks, chunk(b"IDAT", zlib.compress(b"\0" + row)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


GREY, COLOUR, PALETTE = 0, 2, 3


@pytest.mark.parametrize(
    ("depth", "colour", "row", "key", "other"),
    [
        (1, GREY, b"\x40", b"\0\0", 255),
        (1, GREY, b"\x80", b"\0\1", 0),
        (2, GREY, b"\x60", b"\0\1", 170),
        (4, GREY, b"\x3c", b"\0\3", 204),
        (8, GREY, b"\x30\xc0", b"\0\x30", 192),
        (16, GREY, b"\x30\x31\x30\x32", b"\x30\x31", 48),
        (8, COLOUR, b"\x30\x40\x50\x30\x30\x30", b"\0\x30\0\x40\0\x50", 48),
        (16, COLOUR, b"\x30\0\x40\1\x50\2\x60\0\x60\0\x60\0", b"\x30\0\x40\1\x50\2", 96),
    ],
)
def test_the_one_colour_that_a_png_calls_transparent_is(
    depth: int, colour: int, row: bytes, key: bytes, other: int
) -> None:
    image = seen(png(depth, colour, row, chunk(b"tRNS", key)))
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert image.getpixel((1, 0)) == (other, other, other, 255)


def test_entries_of_a_palette_keep_their_transparency_and_their_profile() -> None:
    palette = chunk(b"PLTE", bytes((*ORANGE, *ORANGE)))
    raw = png(8, PALETTE, b"\0\1", palette, chunk(b"tRNS", b"\x80"))
    assert seen(raw).getpixel((0, 0)) == (*ORANGE, 128)
    profiled = chunk(b"iCCP", b"x\0\0" + zlib.compress(WIDE))
    shown = seen(png(8, PALETTE, b"\0\1", profiled, palette, chunk(b"tRNS", b"\x80")))
    assert is_near(shown.getpixel((0, 0)), 227, 100, 42, 128)  # type: ignore[arg-type]
    assert is_near(shown.getpixel((1, 0)), 227, 100, 42, 255)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_that_hides_nothing_is_dropped(mode: str) -> None:
    image = Image.new(mode, SIZE, (9, 9, 9, 255) if mode == "RGBA" else (9, 255))
    assert seen(saved(image)).mode == "RGB"
    image.putpixel((1, 0), (9, 9, 9, 254) if mode == "RGBA" else (9, 254))
    assert seen(saved(image)).mode == "RGBA"


def test_a_png_without_a_profile_is_read_by_its_gamma() -> None:
    row = bytes((128, 128, 128, 0, 0, 0))

    def shown(*chunks: bytes) -> Any:
        return pixel(png(8, COLOUR, row, *chunks))

    assert is_near(shown(chunk(b"gAMA", struct.pack(">I", 100_000))), 188, 188, 188)
    assert is_near(shown(chunk(b"gAMA", struct.pack(">I", 55_556))), 146, 146, 146)
    assert shown(chunk(b"gAMA", struct.pack(">I", 45_455))) == (128, 128, 128)
    assert shown(chunk(b"gAMA", struct.pack(">I", 0))) == (128, 128, 128)
    srgb = chunk(b"sRGB", b"\0")
    assert shown(srgb, chunk(b"gAMA", struct.pack(">I", 100_000))) == (128, 128, 128)


def test_nothing_of_the_file_but_pixels_is_left() -> None:
    profiled = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert seen(saved(Image.new("RGB", SIZE), icc_profile=profiled)).info == {}
