"""One JPEG for another system: nothing cut off, nothing told, as good as its bytes allow."""

from __future__ import annotations

import io
from hashlib import shake_256
from typing import Any

import pytest
from PIL import Image, ImageCms

from lianzhan.kinds.article.rules.pictures import fits_ratio
from lianzhan.model.catalog import Picture
from lianzhan.model.federation import ImageProfile
from lianzhan.rendering.pictures.files import ChangedPictureError
from lianzhan.rendering.pictures.submitted import (
    AS_IT_WAS,
    BARE,
    CODED,
    SMALLER,
    MisfitError,
    Submitted,
    submitted,
)
from lianzhan.runtime.digests import digest_of_bytes

NATIONAL = ImageProfile("national", ("jpeg",), 1_048_576, 750, 445, 0.01)


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), shake_256(b"noise").digest(width * height * 3))


def saved(image: Image.Image, kind: str = "jpeg", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def picture(raw: bytes, *, turned: bool = False) -> Picture:
    with Image.open(io.BytesIO(raw)) as opened:
        size = opened.size[::-1] if turned else opened.size
        kind = (opened.format or "").lower()
        is_animated = getattr(opened, "is_animated", False)
    return Picture("a/x", digest_of_bytes(raw), kind, len(raw), *size, is_animated=is_animated)


def made(raw: bytes, profile: ImageProfile | None = NATIONAL, *, turned: bool = False) -> Submitted:
    done = submitted(raw, picture(raw, turned=turned), profile)
    with Image.open(io.BytesIO(done.data)) as opened:
        opened.load()
        assert (opened.format, opened.mode in ("RGB", "L")) == ("JPEG", True)
        assert opened.size == (done.width, done.height)
        assert {*opened.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        assert not opened.getexif()
    return done


def mean(data: bytes) -> tuple[float, ...]:
    with Image.open(io.BytesIO(data)) as opened:
        small = opened.convert("RGB").resize((1, 1), Image.Resampling.BOX)
        return tuple(small.tobytes())


def test_one_that_fits_keeps_its_bytes() -> None:
    raw = saved(Image.new("RGB", (750, 445), "teal"))
    done = made(raw)
    assert (done.data, done.change) == (raw, AS_IT_WAS)


def test_the_place_of_a_phone_goes_and_the_pixels_stay() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    raw = saved(noise(75, 44), exif=exif)
    done = made(raw)
    assert done.change == BARE
    assert b"Exif" not in done.data
    with Image.open(io.BytesIO(raw)) as one, Image.open(io.BytesIO(done.data)) as other:
        assert one.tobytes() == other.tobytes()


def test_one_that_lies_on_its_side_is_stood_up() -> None:
    image = Image.new("RGB", (445, 750), "white")
    image.paste("red", (0, 0, 445, 375))
    exif = Image.Exif()
    exif[0x0112] = 8  # its right side is the top
    done = made(saved(image, exif=exif), turned=True)
    assert (done.width, done.height, done.change) == (750, 445, CODED)
    with Image.open(io.BytesIO(done.data)) as opened:
        left = opened.convert("RGB").getpixel((10, 200))
        right = opened.convert("RGB").getpixel((740, 200))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert (left[1] < 60, right[1] > 200) == (True, True)


def test_colours_of_another_profile_become_those_of_srgb() -> None:
    image = Image.new("RGB", (75, 44), (200, 60, 60))
    lab = ImageCms.createProfile("LAB")
    with_srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert made(saved(image, icc_profile=with_srgb)).change == BARE
    assert made(saved(image, icc_profile=b"broken")).change == BARE
    other = ImageCms.ImageCmsProfile(lab).tobytes()
    assert made(saved(image, icc_profile=other)).change == CODED


@pytest.mark.parametrize("kind", ["png", "webp", "gif"])
def test_other_formats_become_jpeg_on_white(kind: str) -> None:
    clear = Image.new("RGBA", (75, 44), (0, 0, 0, 0))
    done = made(saved(clear, kind))
    assert done.change == CODED
    assert min(mean(done.data)) > 250


def test_inks_become_colours() -> None:
    done = made(saved(Image.new("CMYK", (75, 44), (0, 255, 255, 0))))
    assert done.change == CODED
    red, green, blue = mean(done.data)
    assert red > 150 > max(green, blue)


def test_one_that_is_too_large_loses_quality_before_it_loses_size() -> None:
    raw = saved(noise(750, 445), quality=100)
    profile = ImageProfile("p", ("jpeg",), len(raw) * 2 // 3, 750, 445, 0.01)
    done = made(raw, profile)
    assert (done.width, done.height, done.change) == (750, 445, CODED)
    assert len(done.data) <= profile.max_bytes


@pytest.mark.parametrize("size", [(1500, 890), (1508, 886), (1493, 894)])
def test_one_that_no_quality_fits_gets_smaller_and_keeps_its_ratio(size: tuple[int, int]) -> None:
    raw = saved(noise(*size), quality=95)
    profile = ImageProfile("p", ("jpeg",), 500_000, 750, 445, 0.01)
    done = made(raw, profile)
    assert done.change == SMALLER
    assert len(done.data) <= profile.max_bytes
    assert 750 <= done.width < 1500
    assert fits_ratio(picture(done.data), profile)


def test_one_that_fits_in_no_size_is_told() -> None:
    raw = saved(noise(1500, 890))
    with pytest.raises(MisfitError) as told:
        made(raw, ImageProfile("p", ("jpeg",), 10_000, 750, 445, 0.01))
    assert (told.value.width, told.value.height) == (750, 445)


def test_without_a_profile_it_is_coded_in_its_own_size() -> None:
    assert made(saved(noise(90, 30), "png"), None)[1:] == (90, 30, CODED)


def test_bytes_that_nobody_judged_are_not_taken() -> None:
    raw = saved(Image.new("RGB", (75, 44)))
    known = picture(raw)
    with pytest.raises(ChangedPictureError):
        submitted(raw + b"x", known, NATIONAL)
