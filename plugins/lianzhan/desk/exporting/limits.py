"""The limits that an article is held to once more before it is exported: its column's. Pure."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from lianzhan.kinds.article.rules.columns import text_length
from lianzhan.kinds.article.rules.pictures import image_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, ImageProfile
    from lianzhan.model.problem import Problem


def misfits(article: Article, federation: Federation) -> Iterator[Problem]:
    """Yield what in an article is beyond its limits."""
    site = federation.by_slug[article.site]
    rules = (text_length, image_profile)
    return chain.from_iterable(rule(article, site, federation) for rule in rules)


def profile_of(article: Article, federation: Federation) -> ImageProfile | None:
    """Return what an article's pictures must be; None where nothing says so."""
    column = federation.by_slug[article.site].column(article.column or "")
    return column.image_profile if column else None
