"""Pelican plugin: pictures in the sizes that screens need, without what a camera adds.

Widths 375, 750 and 1500 as far as the original has them, WebP beside the original's kind. Each file
is named after the original's content and made once, whoever shows the picture.
"""

from __future__ import annotations

import html
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup
from pelican import signals

from lianzhan.reading.pictures import FORMATS
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.runtime.digests import digest_of, digest_of_bytes

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from PIL import Image as Pillow

    from lianzhan.model.catalog import Picture
    from lianzhan.rendering.pelican.types import Generator

WIDTHS = (375, 750, 1500)
"""Pixels: a phone at 1x, a phone at 2x (and the campaign's own 750), a desk at 2x."""
_QUALITY = {"jpeg": 82, "webp": 78}
_RECIPE = 1
"""Part of every file name: raise it when the making changes, so that no browser keeps old files."""
_FOLDER = "pictures"
_WEBP_LIMIT = 16_383
"""Pixels of a side: WEBP_MAX_DIMENSION of libwebp."""
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation (tag 0x0112) to the value of Pillow's Transpose that undoes it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One file to make of a picture; `name` is its path below the assets folder."""

    name: str
    format: str
    width: int
    height: int


def variants(picture: Picture) -> tuple[Variant, ...]:
    """Return the files to make: for every width the original's kind, then WebP; widest last.

    A picture too long for WebP (长图) goes without.
    """
    widths = [width for width in WIDTHS if width <= picture.width] or [picture.width]
    tall = _height(picture, widths[-1]) > _WEBP_LIMIT
    plain = "png" if picture.format in ("png", "gif") else "jpeg"
    stem = digest_of((picture.digest, _RECIPE))[:20]
    return tuple(
        Variant(f"{_FOLDER}/{stem}-{width}.{end}", kind, width, _height(picture, width))
        for width in widths
        for kind, end in ((plain, "jpg" if plain == "jpeg" else plain), ("webp", "webp"))
        if not (tall and kind == "webp")
    )


def _height(picture: Picture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def largest(picture: Picture) -> Variant:
    """Return the widest file that every reader understands (JPEG or PNG)."""
    return [variant for variant in variants(picture) if variant.format != "webp"][-1]


def picture_html(picture: Picture, base: str, *, alt: str, sizes: str, lazy: bool) -> str:
    """Return the `picture` element; `base` is the link to the assets folder, ending in "/"."""
    made = variants(picture)
    plain = [variant for variant in made if variant.format != "webp"]
    webp = [variant for variant in made if variant.format == "webp"]
    shown = plain[min(1, len(plain) - 1)]
    loading = ' loading="lazy" decoding="async"' if lazy else ""
    wanted = f' sizes="{html.escape(sizes)}"'
    source = f'<source type="image/webp" srcset="{_srcset(webp, base)}"{wanted}>' if webp else ""
    return (
        f"<picture>{source}"
        f'<img src="{base}{shown.name}" srcset="{_srcset(plain, base)}"{wanted}'
        f' width="{shown.width}" height="{shown.height}" alt="{html.escape(alt)}"{loading}>'
        "</picture>"
    )


def _srcset(made: list[Variant], base: str) -> str:
    return ", ".join(f"{base}{variant.name} {variant.width}w" for variant in made)


class ChangedPictureError(ValueError):
    """A picture file no longer has the bytes that were judged."""


def make_variants(raw: bytes, picture: Picture) -> dict[str, bytes]:
    """Return each variant's bytes by its name.

    EXIF orientation is applied, colours are brought to sRGB, and nothing but pixels is kept: no
    EXIF (a phone writes where it was), no profile, no comment. Raises ChangedPictureError when the
    bytes are no longer those of the picture.
    """
    from PIL import Image

    if digest_of_bytes(raw) != picture.digest:
        raise ChangedPictureError(f"{picture.path} changed during the build")
    with warnings.catch_warnings(), Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
        warnings.simplefilter("ignore")
        upright = _in_srgb(_turned(opened))
    made: dict[str, bytes] = {}
    for variant in variants(picture):
        resized = upright.resize((variant.width, variant.height), Image.Resampling.LANCZOS)
        made[variant.name] = _encoded(resized, variant.format)
    return made


def _turned(image: Pillow.Image) -> Pillow.Image:
    """Return the picture as it is meant to be seen.

    `ImageOps.exif_transpose` would also write the EXIF data anew, which fails on what cameras wrote
    badly, and which nobody keeps here.
    """
    from PIL import Image

    orientation = image.getexif().get(0x0112)
    turn = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
    return image if turn is None else image.transpose(Image.Transpose(turn))


def _in_srgb(image: Pillow.Image) -> Pillow.Image:
    """Return the pixels alone: sRGB with 8 bits a colour, with transparency where there is any."""
    from PIL import ImageCms

    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        image = converted or image
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.info = {}  # Pillow would copy a profile found here into PNG files
    return image


def _encoded(image: Pillow.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "png":
        image.save(out, "png", optimize=False, compress_level=6)
    elif kind == "webp":
        image.save(out, "webp", quality=_QUALITY["webp"], method=2)
    else:
        _on_white(image).save(
            out, "jpeg", quality=_QUALITY["jpeg"], optimize=True, progressive=True
        )
    return out.getvalue()


def _on_white(image: Pillow.Image) -> Pillow.Image:
    """JPEG has no transparency: what shines through is paper."""
    if image.mode != "RGBA":
        return image
    from PIL import Image

    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")


@pass_context
def picture_filter(
    context: Context,
    picture: Picture | None,
    alt: str = "",
    sizes: str = "100vw",
    *,
    lazy: bool = True,
) -> Markup:
    """Jinja filter: `{{ article.cover | picture(sizes="…") }}`; nothing where there is none."""
    if picture is None:
        return Markup("")
    given = context.parent
    base = given["host"].assets_link(given["output_file"])
    return Markup(picture_html(picture, base, alt=alt, sizes=sizes, lazy=lazy))  # noqa: S704 - escaped


def _offer_filter(generator: Generator) -> None:
    if PLAN in generator.settings:
        generator.env.filters["picture"] = picture_filter


def register() -> None:
    """Offer the filter to every template."""
    signals.generator_init.connect(_offer_filter)
