"""Pixels of every mode to sRGB with 8 bits a colour; what shines through goes on doing so.

In two steps: `direct` gives each pixel its own colour and transparency, so that it can be made
smaller; `in_srgb` reads these colours by the profile, which takes the less time the fewer they are.
"""

from __future__ import annotations

import io
from contextlib import suppress
from functools import reduce
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageCms

if TYPE_CHECKING:
    from collections.abc import Sequence

_PNG_DEPTH = 24
"""Where a PNG says how many bits a sample has (PNG, 11.2.2: IHDR is the first chunk)."""
_WHITE_16 = 65_535
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""Colour spaces of profiles (ICC.1, 7.2.8), and the mode that each is for."""
_DISPLAY_GAMMA = 1 / 2.2
_CLOSE = 0.05


def direct(image: Image.Image, raw: bytes) -> Image.Image:
    """Return an image in mode L, RGB, CMYK, LA or RGBA: no palette, no colour that is a key.

    `raw` is its file: only that says how many bits a sample has.
    """
    key = image.info.get("transparency")
    if image.mode in ("P", "PA"):
        return image.convert("RGB" if key is None and image.mode == "P" else "RGBA")
    depth = raw[_PNG_DEPTH] if image.format == "PNG" else 8
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        deep = image.convert("I")
        grey = deep.point([value >> 8 for value in range(_WHITE_16 + 1)], "L")
        return grey if not isinstance(key, int) else _with_key(grey, [(deep, key)])
    if image.mode in ("1", "L"):
        grey = image.convert("L")
        level = min(255, key * 255 // (2**depth - 1)) if isinstance(key, int) else None
        return grey if level is None else _with_key(grey, [(grey, level)])
    if image.mode == "RGB" and isinstance(key, tuple):
        levels = [level >> 8 for level in key] if depth > 8 else key
        return _with_key(image, [*zip(image.split(), levels, strict=True)])
    return image if image.mode in ("RGB", "RGBA", "LA", "CMYK") else image.convert("RGB")


def _with_key(image: Image.Image, bands: Sequence[tuple[Image.Image, int]]) -> Image.Image:
    """Return an image in which pixels whose bands all have a certain value are transparent."""
    differing = [
        band.point([255 * (value != key) for value in range(_levels(band))], "L")
        for band, key in bands
    ]
    image = image.copy()
    image.putalpha(reduce(ImageChops.lighter, differing))
    return image


def _levels(band: Image.Image) -> int:
    return _WHITE_16 + 1 if band.mode == "I" else 256


def in_srgb(image: Image.Image, info: dict[str | tuple[int, int], object]) -> Image.Image:
    """Return a direct image as RGB, or RGBA where anything shines through; without its info.

    `info` is that of the file. A profile that does not fit, or can't be read, is left out.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert({"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode))
    colours = _by_profile(colours, info.get("icc_profile")) or _by_gamma(colours, info)
    if alpha is not None and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    colours.info = {}  # Pillow would copy a profile found here into PNG files
    return colours


def _by_profile(image: Image.Image, profile: object) -> Image.Image | None:
    if not isinstance(profile, bytes):
        return None
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _MODES.get(source.profile.xcolor_space.strip())
        if (image.mode, mode) == ("L", "RGB"):
            image = image.convert("RGB")
        if image.mode == mode:
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    return None


def _by_gamma(image: Image.Image, info: dict[str | tuple[int, int], object]) -> Image.Image:
    """Return RGB, read as a PNG without a profile says by its gamma (PNG, 11.3.2.2)."""
    gamma = info.get("gamma")
    image = image.convert("RGB")
    if not isinstance(gamma, float) or gamma <= 0 or "srgb" in info or "icc_profile" in info:
        return image
    if abs(gamma / _DISPLAY_GAMMA - 1) < _CLOSE:
        return image
    table = [round(255 * _encoded((value / 255) ** (1 / gamma))) for value in range(256)]
    return image.point(table * 3)


def _encoded(light: float) -> float:
    """Return light, 0 to 1, as sRGB writes it (IEC 61966-2-1)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
