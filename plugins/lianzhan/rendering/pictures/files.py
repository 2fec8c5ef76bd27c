"""Which files are made of a picture: their names, formats and sizes, from its facts alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.federation import PICTURES
from lianzhan.model.frozen import dataclass
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from lianzhan.model.catalog import Picture

WIDTHS = (240, 375, 750, 1100)
"""Pixels, as the pages are designed: a row's small picture at 2x, a phone at 1x, a phone at 2x (and
the campaign's own 750), a desk."""
PLAIN_WIDTH = 750
"""Pixels of the one file for whoever can't choose, where the picture is as wide."""
SQUARE = 300
"""Pixels of a side of the square that stands for a page where it is passed on in 微信."""
_APART = 10
"""A picture must be wider than a step by a tenth for both to be worth a file."""
_RECIPE = 4
"""Part of every file name: raise it when the making changes, so that no browser keeps old files."""
_DIGITS = 14
"""Hexadecimal digits of a file's name, 56 bits: of a million pictures, two have one name with a
chance of 1 in 144,000 (n²/2 to 2⁵⁶). Each digit weighs half a byte on every page that shows it."""
_WEBP_LIMIT = 16_383
"""Pixels of a side: WEBP_MAX_DIMENSION of libwebp."""
_PLAIN = {"png": "png", "gif": "png", "webp": "jpeg", "jpeg": "jpeg"}
"""The format beside WebP that every reader understands, by the original's."""
_ENDINGS = {"jpeg": "jpg"}


class ChangedPictureError(ValueError):
    """A picture file no longer has the bytes that were judged."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One file to make of a picture; `name` is its path below the assets folder."""

    name: str
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """The files of one picture: WebP in all widths, narrowest first, and JPEG or PNG in one.

    A picture too long for WebP (长图) has its JPEG or PNG in all widths. `moving` is the file of an
    animation that moves; the others then show one frame of it. `square` is the middle of a picture
    that is large enough.
    """

    webp: tuple[Variant, ...]
    plain: tuple[Variant, ...]
    moving: Variant | None = None
    square: Variant | None = None

    @property
    def every(self) -> tuple[Variant, ...]:
        """All of them."""
        return (*self.plain, *self.webp, *filter(None, (self.moving, self.square)))

    @property
    def shown(self) -> Variant:
        """The file for whoever can't choose: old browsers, feed readers. It is no WebP."""
        return _up_to(self.plain, PLAIN_WIDTH)[-1]

    @property
    def widest(self) -> Variant:
        """The file of most pixels of those that stand still."""
        return (self.webp or self.plain)[-1]

    @property
    def in_feeds(self) -> Variant:
        """The file that feeds show: the animation, where it is in a format of that kind."""
        return self.moving if self.moving and self.moving.format != "webp" else self.shown

    def up_to(self, width: int) -> PictureFiles:
        """Return the files with none wider than the narrowest that is so many pixels wide."""
        return replace(self, webp=_up_to(self.webp, width), plain=_up_to(self.plain, width))


def files_of(picture: Picture) -> PictureFiles:
    """Return the files to make of a picture."""
    stem = f"{PICTURES}/{digest_of((picture.digest, _RECIPE))[:_DIGITS]}"
    wanted = widths(picture.width)
    is_long = _height(picture, wanted[-1]) > _WEBP_LIMIT

    def variant(kind: str, width: int) -> Variant:
        name = f"{stem}-{width}.{_ENDINGS.get(kind, kind)}"
        return Variant(name, kind, width, _height(picture, width))

    plain = tuple(variant(_PLAIN[picture.format], width) for width in wanted)
    moving = Variant(
        f"{stem}-moving.{picture.format}", picture.format, picture.width, picture.height
    )
    square = Variant(f"{stem}-square.jpg", "jpeg", SQUARE, SQUARE)
    return PictureFiles(
        webp=() if is_long else tuple(variant("webp", width) for width in wanted),
        plain=plain if is_long else _up_to(plain, PLAIN_WIDTH)[-1:],
        moving=moving if picture.moves else None,
        square=square if min(picture.width, picture.height) >= SQUARE else None,
    )


def widths(own: int) -> tuple[int, ...]:
    """Return the widths in which a picture is published, none of them blown up.

    They are the steps below its own width and this itself, which is the widest step at most: lines
    and letters of a screenshot stay sharp in their own width alone.
    """
    widest = min(own, WIDTHS[-1])
    return (*(width for width in WIDTHS if width + width // _APART <= widest), widest)


def _up_to(files: tuple[Variant, ...], width: int) -> tuple[Variant, ...]:
    narrower = sum(file.width < width for file in files)
    return files[: narrower + 1]


def _height(picture: Picture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))
