"""Notes are cut out of a JPEG: its pixels stay, bit by bit, and nothing else does."""

from __future__ import annotations

import io
from hashlib import shake_256

import pytest
from PIL import Image

from lianzhan.rendering.pictures.jpeg_segments import NoJpegError, without_notes


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    image = Image.frombytes("RGB", (64, 48), shake_256(b"noise").digest(64 * 48 * 3))
    image.save(out, "jpeg", **options)  # type: ignore[arg-type]
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_one_without_notes_stays_as_it_is(options: dict[str, object]) -> None:
    plain = jpeg(**options)
    assert without_notes(plain) == plain


@pytest.mark.parametrize("more", [{}, {"progressive": True}])
def test_places_comments_and_profiles_go_and_pixels_stay(more: dict[str, object]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "相机"
    exif.get_ifd(0x8825)[1] = "N"
    noted = jpeg(exif=exif, comment=b"secret", icc_profile=b"profile" * 20_000, **more)
    assert b"secret" in noted
    bare = without_notes(noted)
    assert b"secret" not in bare
    assert b"profile" not in bare
    assert b"Exif" not in bare
    assert pixels(bare) == pixels(noted)
    assert without_notes(bare) == bare


def test_what_a_camera_appends_goes() -> None:
    plain = jpeg()
    assert without_notes(plain + b"\xff\xd8 a second picture") == plain


def test_filling_before_a_marker_is_no_marker() -> None:
    plain = jpeg()
    filled = plain[:2] + b"\xff\xff" + plain[2:]
    assert pixels(without_notes(filled)) == pixels(plain)


@pytest.mark.parametrize("end", [0, 1, 2, 3, 5, 30, 300, -2, -1])
def test_one_that_ends_too_early_is_none(end: int) -> None:
    with pytest.raises(NoJpegError):
        without_notes(jpeg()[:end])


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe1\x00\x00", b"\xff\xd8\xff\xe1\x00\x01", b"\xff\xd8abc", b"\x89PNG"]
)
def test_what_is_no_jpeg_is_told(data: bytes) -> None:
    with pytest.raises(NoJpegError):
        without_notes(data)
