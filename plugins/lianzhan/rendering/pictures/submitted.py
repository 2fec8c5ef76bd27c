"""A picture as another system takes it: one upright JPEG in sRGB, and nothing but its pixels.

What is seen is never changed: nothing is cut off. Where the original will do, its bytes are taken,
or its bytes without notes; else it is coded anew, in the best quality that fits, and smaller only
where no quality does.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageCms

from lianzhan.model.codes import N_
from lianzhan.reading.pictures import FORMATS
from lianzhan.rendering.pictures.files import ChangedPictureError
from lianzhan.rendering.pictures.jpeg_segments import NoJpegError, without_notes
from lianzhan.rendering.pictures.making import on_white, resized, upright
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import ImageProfile

AS_IT_WAS, BARE, CODED, SMALLER = "", N_("去掉附带信息"), N_("转为 JPEG"), N_("缩小")
"""What was done to a picture."""
_QUALITIES = (92, 88, 84, 80, 75)
"""From where no eye sees a difference to Pillow's own default."""
_SHRINKING = 0.85
_SAME_COLOURS = ("L", "RGB")


class Submitted(NamedTuple):
    """A JPEG, its size in pixels, and what was done to make it."""

    data: bytes
    width: int
    height: int
    change: str


class MisfitError(ValueError):
    """A picture takes more bytes than the profile allows, in its smallest size, too."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width}×{height}")
        self.width, self.height = width, height


def submitted(raw: bytes, picture: Picture, profile: ImageProfile | None) -> Submitted:
    """Return a picture as a JPEG that fits a profile's bytes; any number where there is none.

    It is made no smaller than the profile's width and height. Raises ChangedPictureError when the
    bytes are no longer those of the picture, MisfitError.
    """
    if digest_of_bytes(raw) != picture.digest:
        raise ChangedPictureError(f"{picture.path} changed during the export")
    most = profile.max_bytes if profile else None
    if (bare := _bare(raw, picture)) is not None and _is_within(bare, most):
        change = AS_IT_WAS if bare == raw else BARE
        return Submitted(bare, picture.width, picture.height, change)
    return _coded(raw, picture, profile, most)


def _bare(raw: bytes, picture: Picture) -> bytes | None:
    """Return a JPEG without notes; None where its pixels can't stay as they are."""
    if picture.format != "jpeg":
        return None
    with (
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(raw), formats=FORMATS) as opened,
    ):
        is_turned = opened.getexif().get(0x0112, 1) not in (0, 1)
        if is_turned or opened.mode not in _SAME_COLOURS or not _is_srgb(opened.info):
            return None
    try:
        return without_notes(raw)
    except NoJpegError:  # one that Pillow reads all the same
        return None


def _is_srgb(info: dict[str | tuple[int, int], object]) -> bool:
    """Whether colours mean what they do without a profile: they are sRGB's."""
    profile = info.get("icc_profile")
    if not isinstance(profile, bytes):
        return True
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return True  # one that can't be read is left out, as on pages
    return "srgb" in name.lower()


def _coded(
    raw: bytes, picture: Picture, profile: ImageProfile | None, most: int | None
) -> Submitted:
    """Return the first coding that fits: the quality is let go first, then the size."""
    image = on_white(upright(raw, picture, (picture.width, picture.height)))
    for size in _sizes(picture, profile):
        smaller = resized(image, size)
        for quality in _QUALITIES:
            out = io.BytesIO()
            smaller.save(out, "jpeg", quality=quality, optimize=True)
            if _is_within(out.getvalue(), most):
                change = CODED if size == image.size else SMALLER
                return Submitted(out.getvalue(), *size, change)
    raise MisfitError(*size)


def _sizes(picture: Picture, profile: ImageProfile | None) -> Iterator[tuple[int, int]]:
    """Yield sizes of the same ratio, the picture's own first, down to the profile's."""
    width = picture.width
    yield width, picture.height
    while profile and width > profile.width:
        width = max(profile.width, round(width * _SHRINKING))
        yield width, _height(width, picture, profile)


def _height(width: int, picture: Picture, profile: ImageProfile) -> int:
    """Return the height for a width: of the two nearest, that which is nearer to the profile's."""
    below = max(1, picture.height * width // picture.width)
    wanted = profile.width / profile.height
    return min((below, below + 1), key=lambda height: abs(width / height - wanted))


def _is_within(data: bytes, most: int | None) -> bool:
    return most is None or len(data) <= most
