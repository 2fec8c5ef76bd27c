"""A picture's bytes to those of its files: upright, in sRGB, and with nothing but their pixels."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from lianzhan.reading.pictures import FORMATS
from lianzhan.rendering.pictures.animations import seek_shown_frame, without_notes
from lianzhan.rendering.pictures.colours import direct, in_srgb
from lianzhan.rendering.pictures.files import SQUARE, ChangedPictureError, files_of
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

    from lianzhan.model.catalog import Picture

_QUALITY = {"jpeg": 82, "square": 65}
_WEBP_QUALITIES = (78, 64, 50)
"""The first in which a file is light enough, or the last: below it, faces and letters blur."""
_LIGHT = {240: 6 * 1024, 375: 8 * 1024, 750: 30 * 1024, 1100: 56 * 1024}
"""Most bytes of a WebP file up to so many pixels wide: 6 KiB for a row's picture and 8 for the
strip of the masthead on a phone (the readers' design), so that a home stays below 60."""
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation (tag 0x0112) to the value of Pillow's Transpose that undoes it."""
_REDUCING_GAP = 2.0
"""How much larger than wanted a picture is still to be when Lanczos begins (Pillow, `resize`)."""
_SAME_SIZE, _DRAFT_GAP = 1.02, 4 / 3
"""How much larger than wanted a JPEG may be decoded: hardly, or by a third and more. Then its files
are those made from all of its pixels (SSIM 0.997 and 0.998), which they are not between (0.986)."""


def make_files(raw: bytes, picture: Picture) -> dict[str, bytes]:
    """Return the bytes of each of a picture's files by its name, each from the next wider one.

    EXIF orientation is applied, colours are brought to sRGB, and nothing but pixels is kept: no
    EXIF (a phone writes where it was), no profile, no comment. Raises ChangedPictureError when the
    bytes are no longer those of the picture.
    """
    if digest_of_bytes(raw) != picture.digest:
        raise ChangedPictureError(f"{picture.path} changed during the build")
    files = files_of(picture)
    made: dict[str, bytes] = {}
    if files.moving:
        made[files.moving.name] = without_notes(raw, files.moving.format)
    stills = sorted((*files.webp, *files.plain), key=lambda variant: -variant.width)
    image = upright(raw, picture, (stills[0].width, stills[0].height))
    if files.square:
        made[files.square.name] = _encoded(_squared(image), "square")
    for variant in stills:
        image = resized(image, (variant.width, variant.height))
        made[variant.name] = _encoded(image, variant.format)
    return made


def upright(raw: bytes, picture: Picture, size: tuple[int, int]) -> Image.Image:
    """Return the picture, or the frame of it that is shown, upright, in sRGB, in a certain size."""
    with (
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(raw), formats=FORMATS) as opened,
    ):
        orientation = opened.getexif().get(0x0112)
        turn = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
        is_turned = (opened.width, opened.height) != (picture.width, picture.height)
        size = size[::-1] if is_turned else size
        _open_small(opened, size[0])
        if picture.is_animated:
            seek_shown_frame(opened)
        info = dict(opened.info)
        image = in_srgb(resized(direct(opened, raw), size), info)
    return image if turn is None else image.transpose(Image.Transpose(turn))


def _open_small(opened: ImageFile, width: int) -> None:
    """Have a JPEG decoded in an eighth, quarter or half of its size, where that is enough."""
    for scale in (8, 4, 2):
        larger = opened.width / scale / width
        if 1 <= larger <= _SAME_SIZE or larger >= _DRAFT_GAP:
            opened.draft(None, (opened.width // scale, max(1, opened.height // scale)))
            return


def resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an image in a size."""
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def _squared(image: Image.Image) -> Image.Image:
    """Return the middle of a picture, as 微信 cuts it itself."""
    return ImageOps.fit(image, (SQUARE, SQUARE), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "png":
        image.save(out, "png", optimize=False, compress_level=3)
    elif kind == "webp":
        return _light_webp(image)
    else:
        on_white(image).save(out, "jpeg", quality=_QUALITY[kind], optimize=True, progressive=True)
    return out.getvalue()


def _light_webp(image: Image.Image) -> bytes:
    most = next(size for width, size in _LIGHT.items() if image.width <= width)
    for quality in _WEBP_QUALITIES:
        out = io.BytesIO()
        image.save(out, "webp", quality=quality, method=2)
        if out.tell() <= most:
            break
    return out.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """JPEG has no transparency: what shines through is paper."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")
