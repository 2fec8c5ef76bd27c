"""The rule of an article's pictures: they fit its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.pictures import first_of_each
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Column, Federation, ImageProfile, Site


def image_profile(article: Article, site: Site, _federation: Federation) -> Iterator[Problem]:
    """A picture has a format, size in bytes and ratio that its column's image profile allows.

    The national profile is JPEG, at most 1 MB (1,048,576 bytes), 750×445 or the same ratio
    (巾帼文明岗网上行, 2020-04-27).
    """
    column = site.column(article.column) if article.column else None
    if column is None or column.image_profile is None:
        return
    pictures = dict(article.pictures)
    for image in first_of_each({src: p.digest for src, p in pictures.items()}, article):
        yield from _misfits(article.path, image, pictures[image.src], column, column.image_profile)


def _misfits(
    path: str, image: Image, picture: Picture, column: Column, profile: ImageProfile
) -> Iterator[Problem]:
    details = {"src": image.src, "column": column.title}
    if picture.format not in profile.formats:
        formats = ", ".join(profile.formats)
        shown = {"format": picture.format, "formats": formats}
        yield problem(path, image.line, "image-format", **details, **shown)
    if picture.bytes > profile.max_bytes:
        sizes = {"size": picture.bytes, "limit": profile.max_bytes}
        yield problem(path, image.line, "image-bytes", **details, **sizes)
    if not fits_ratio(picture, profile):
        sizes = {"width": picture.width, "height": picture.height}
        wanted = f"{profile.width}×{profile.height}"
        yield problem(path, image.line, "image-ratio", **details, **sizes, wanted=wanted)


def fits_ratio(picture: Picture, profile: ImageProfile) -> bool:
    """Whether width to height differs from the profile's by at most its tolerance (0.01 = 1 %)."""
    wanted = profile.width / profile.height
    return abs(picture.width / picture.height - wanted) <= profile.tolerance * wanted
