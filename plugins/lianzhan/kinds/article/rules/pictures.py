"""The rule of an article's pictures: they fit its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.pictures import first_of_each
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Federation, ImageProfile, Site

IMAGE_FORMAT = error(
    "image-format",
    N_("图片“{src}”是 {format} 格式，栏目“{column}”只收 {formats}"),
    N_("另存为 {formats}"),
)
IMAGE_BYTES = error(
    "image-bytes",
    N_("图片“{src}”有 {size} 字节，栏目“{column}”的上限是 {limit} 字节"),
    N_("降低图片质量或尺寸，使其不超过 {limit} 字节"),
)
IMAGE_RATIO = error(
    "image-ratio",
    N_("图片“{src}”是 {width}×{height}，栏目“{column}”要求 {wanted} 或相同比例"),
    N_("裁成 {wanted} 或相同比例"),
)


CODES = {code.name: code for code in (IMAGE_FORMAT, IMAGE_BYTES, IMAGE_RATIO)}
"""What is said of a picture that does not fit its column, by the names of the codes."""


def image_profile(article: Article, site: Site, _federation: Federation) -> Iterator[Problem]:
    """A picture has a format, size in bytes and ratio that its column's image profile allows.

    The national profile is JPEG, at most 1 MB (1,048,576 bytes), 750×445 or the same ratio
    (巾帼文明岗网上行, 2020-04-27). Entries of campaigns are judged once those are known.
    """
    column = site.column(article.column) if article.column else None
    if column is None or column.image_profile is None or article.campaign:
        return
    pictures = dict(article.pictures)
    for image in first_of_each({src: p.digest for src, p in pictures.items()}, article):
        details = {"src": image.src, "column": column.title}
        for code, more in misfits(pictures[image.src], column.image_profile):
            yield problem(article.path, image.line, CODES[code], **details, **more)


def misfits(picture: Picture, profile: ImageProfile) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what keeps a picture from fitting a profile: the name of a code, and its details."""
    if picture.format not in profile.formats:
        formats = ", ".join(profile.formats)
        yield IMAGE_FORMAT.name, {"format": picture.format, "formats": formats}
    if picture.bytes > profile.max_bytes:
        yield IMAGE_BYTES.name, {"size": picture.bytes, "limit": profile.max_bytes}
    if not fits_ratio(picture, profile):
        sizes: dict[str, object] = {"width": picture.width, "height": picture.height}
        yield IMAGE_RATIO.name, {**sizes, "wanted": f"{profile.width}×{profile.height}"}


def fits_ratio(picture: Picture, profile: ImageProfile) -> bool:
    """Whether width to height differs from the profile's by at most its tolerance (0.01 = 1 %)."""
    wanted = profile.width / profile.height
    return abs(picture.width / picture.height - wanted) <= profile.tolerance * wanted
