"""Picture files to values: opened once, decoded once to be sure, never trusted."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lianzhan.model.catalog import Picture
from lianzhan.model.codes import N_, Code, error
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import classify
from lianzhan.reading import foreign_pictures
from lianzhan.reading.bounds import MAX_FRAMES, MAX_PICTURE_BYTES, MAX_PIXELS
from lianzhan.reading.looking import OF_SYSTEM
from lianzhan.reading.opening import TooLargeError, read_seen
from lianzhan.reading.text import FILE_TOO_LARGE
from lianzhan.runtime.digests import digest_of_bytes
from lianzhan.runtime.job import is_want_of_memory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.ImageFile import ImageFile

    from lianzhan.model.body import Image
    from lianzhan.reading.looking import Seen
    from lianzhan.reading.read_job import ReadJob

IMAGE_UNREADABLE = error(
    "image-unreadable",
    N_("图片“{src}”打不开：它损坏了、没有传完，或者不是图片"),
    N_("找到原图，重新导出为 JPEG、PNG、WebP 或 GIF"),
)
IMAGE_TOO_LARGE = error(
    "image-too-large",
    N_("图片“{src}”有 {pixels} 像素，超过上限 {limit} 像素"),
    N_("缩小图片后再提交"),
)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What Pillow may try (MPO comes with JPEG): its other decoders are many, old, and of no use."""
_MOVING = ("PNG", "WEBP", "GIF")
"""Formats of animations that every browser shows; the photographs of an MPO are none."""
_TURNED = (5, 6, 7, 8)
"""EXIF orientations (tag 0x0112) that swap width and height."""
_MEMORY, _MEMORY_OF_A_PIXEL = 32 * 1024 * 1024, 16
"""Bytes with which every picture can be decoded: Pillow's, the decoder's, and as much again."""
_NONE: Mapping[str, Picture] = MappingProxyType({})


def is_remote(src: str) -> bool:
    """Whether a source lies on another web site (or is written like that)."""
    return classify(src).is_web


def may_be_file(src: str) -> bool:
    """Whether a source may mean a file of the content tree, there or not."""
    target = classify(src)
    return not target.is_web and not target.is_refused


def probe(
    seen: Seen, job: ReadJob, image: Image, path: str, known: Mapping[str, Picture] = _NONE
) -> tuple[Picture | Problem, Seen]:
    """Read and decode a picture file once; return it, and how it was seen when it was opened.

    The problem, if any, stands at the image's line of `path`. `known` holds pictures that were
    decoded before, by the digest of their bytes.
    """

    def fault(code: Code, **details: object) -> Problem:
        return problem(path, image.line, code, src=image.src, **details)

    try:
        raw, seen = read_seen(job.content, seen, MAX_PICTURE_BYTES)
    except TooLargeError as error:
        details = {"size": error.size, "limit": MAX_PICTURE_BYTES}
        return problem(path, image.line, FILE_TOO_LARGE, **details), seen
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return fault(IMAGE_UNREADABLE), seen
    if same := known.get(digest_of_bytes(raw)):
        return replace(same, path=seen.place), seen
    return decode_picture(raw, seen.place, fault, job.moving_bytes), seen


def decode_picture(raw: bytes, path: str, fault: _Fault, moving_bytes: int) -> Picture | Problem:
    """Return the facts of a picture's bytes; all its data is decoded, so truncation shows.

    Of an animation all frames are, where it is no larger than may move.

    Raises MemoryError, ImportError or OSError where that may be no fault of the picture's.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    width = height = 0
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Pillow.open(io.BytesIO(raw), formats=FORMATS) as opened,
        ):
            width, height = opened.size
            if width * height > MAX_PIXELS:
                return fault(IMAGE_TOO_LARGE, pixels=width * height, limit=MAX_PIXELS)
            orientation = opened.getexif().get(0x0112)
            if orientation in _TURNED:
                width, height = height, width
            kind = (opened.format or "").lower().replace("mpo", "jpeg")
            opened.draft("RGB", (1, 1))
            opened.load()
            is_animated = opened.format in _MOVING and getattr(opened, "is_animated", False)
            may_move = is_animated and len(raw) <= moving_bytes and orientation in (None, 1)
            moves = may_move and _decodes_to_the_end(opened, width * height)
    except Pillow.DecompressionBombError:
        return fault(IMAGE_TOO_LARGE, pixels=f"> {MAX_PIXELS}", limit=MAX_PIXELS)
    except Exception as error:
        _blame_the_picture(error, width * height)
        unknown = isinstance(error, UnidentifiedImageError)
        if unknown and (format_ := foreign_pictures.named(raw)):
            return fault(format_[0], **format_[1])
        return fault(IMAGE_UNREADABLE)
    digest = digest_of_bytes(raw)
    return Picture(path, digest, kind, len(raw), width, height, is_animated, moves)


def _decodes_to_the_end(opened: ImageFile, pixels: int) -> bool:
    """Whether an animation is short enough to move; each of its frames is decoded, then."""
    for frame in range(1, min(MAX_FRAMES, MAX_PIXELS // pixels) + 1):
        try:
            opened.seek(frame)
        except EOFError:
            return True
        opened.load()
    return False


def _blame_the_picture(error: Exception, pixels: int) -> None:
    """Return if a picture itself can't be decoded; raise if something is wanting here.

    Decoders that get no memory call the file damaged, and Pillow calls a format unknown whose
    library could not be loaded. Taken for a fault of the file, that would withhold an article.
    """
    from PIL import WebPImagePlugin

    if is_want_of_memory(error) or getattr(error, "errno", None) in OF_SYSTEM:
        raise error
    if not WebPImagePlugin.SUPPORTED:
        raise ImportError("PIL._webp") from error
    bytearray(_MEMORY + _MEMORY_OF_A_PIXEL * pixels)


if TYPE_CHECKING:
    from typing import Protocol

    class _Fault(Protocol):
        def __call__(self, code: Code, **details: object) -> Problem: ...
