"""Animations move as they were made, without notes; a frame with something on it stands for them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from lianzhan.rendering.pictures.animations import seek_shown_frame, without_notes

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

KINDS = ["gif", "png", "webp"]


def frame(colour: str, dot: bool = True) -> Image.Image:
    image = Image.new("RGB", (60, 40), colour)
    if dot:
        ImageDraw.Draw(image).rectangle((5, 5, 20, 20), "black")
    return image


def animation(kind: str, *frames: Image.Image, **how: Any) -> bytes:
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100, loop=0, **how)
    return out.getvalue()


THREE = [frame("red"), frame("green"), frame("blue")]


def opened(raw: bytes) -> ImageFile:
    return Image.open(io.BytesIO(raw))


def frames_of(raw: bytes) -> list[bytes]:
    image, found = opened(raw), []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        found.append(image.convert("RGBA").tobytes())
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_an_animation_without_notes_stays_byte_for_byte(kind: str) -> None:
    raw = animation(kind, *THREE)
    assert without_notes(raw, kind) == raw


def with_notes(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "SecretPlace"
    if kind == "gif":
        raw = animation(kind, *THREE, comment="SecretPlace")
        xmp = b"\x21\xff\x0bXMP DataXMP\x0bSecretPlace\0"
        return raw[:-1] + xmp + b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0;" + b"SecretPlace after the end"
    if kind == "png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "SecretPlace")
        info.add_itxt("XML:com.adobe.xmp", "SecretPlace")
        return animation(kind, *THREE, pnginfo=info, exif=exif) + b"SecretPlace"
    return animation(kind, *THREE, exif=exif, xmp=b"SecretPlace") + b"SecretPlace"


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_program_noted_in_an_animation_is_not_published(kind: str) -> None:
    raw = with_notes(kind)
    assert b"SecretPlace" in raw
    bare = without_notes(raw, kind)
    assert b"SecretPlace" not in bare
    assert kind != "webp" or not bare[20] & 0x0C, "EXIF or XMP is still promised"
    assert frames_of(bare) == frames_of(raw)
    assert opened(bare).info.get("loop") == 0
    assert without_notes(bare, kind) == bare


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_any_bytes_breaks_nothing(kind: str) -> None:
    raw = with_notes(kind)
    for end in range(20, len(raw), 7):
        without_notes(raw[:end], kind)
    for at in range(13, len(raw), 5):
        without_notes(raw[:at] + b"\xff" + raw[at + 1 :], kind)


def shown(raw: bytes) -> Any:
    image = opened(raw)
    seek_shown_frame(image)
    return image.convert("RGBA")


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_frame_with_something_on_it_stands_for_all(kind: str) -> None:
    assert shown(animation(kind, *THREE, lossless=True)).getpixel((50, 30))[:3] == (255, 0, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("colour", ["white", "black", "red"])
def test_an_empty_first_frame_does_not_stand_for_an_animation(kind: str, colour: str) -> None:
    raw = animation(kind, frame(colour, dot=False), frame("blue"), lossless=True)
    assert shown(raw).getpixel((50, 30))[:3] == (0, 0, 255)


def test_nor_does_one_that_nobody_sees() -> None:
    clear = Image.new("RGBA", (60, 40), (9, 9, 9, 0))
    clear.putpixel((3, 3), (200, 0, 0, 0))
    raw = animation("webp", clear, frame("blue").convert("RGBA"), lossless=True)
    assert shown(raw).getpixel((50, 30)) == (0, 0, 255, 255)


@pytest.mark.parametrize("first", [(255, 255, 255, 255), (9, 9, 9, 0)])
def test_one_colour_is_more_than_none(first: tuple[int, ...]) -> None:
    frames = [Image.new("RGBA", (60, 40), colour) for colour in (first, (200, 0, 0, 255))]
    assert shown(animation("png", *frames)).getpixel((0, 0)) == (200, 0, 0, 255)


def test_where_all_frames_are_empty_it_is_the_first() -> None:
    raw = animation("gif", *(frame(colour, dot=False) for colour in ("red", "blue")))
    assert shown(raw).getpixel((0, 0)) == (255, 0, 0, 255)


def test_where_the_rest_can_not_be_decoded_it_is_the_first() -> None:
    raw = animation("png", frame("red", dot=False), *THREE)
    at = raw.index(b"fdAT") + 8
    broken = raw[:at] + b"\xff" * 20 + raw[at + 20 :]
    size = struct.unpack(">I", raw[at - 12 : at - 8])[0]
    check = struct.pack(">I", zlib.crc32(broken[at - 8 : at - 4 + size]))
    broken = broken[: at - 4 + size] + check + broken[at + size :]
    assert shown(broken).getpixel((0, 0)) == (255, 0, 0, 255)
