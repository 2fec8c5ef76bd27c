"""The limits that an article is held to once more before it is exported. Pure.

Those of the campaign that it is an entry of hold in place of its column's, as when it was judged.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from lianzhan.kinds.article.rules.columns import text_length
from lianzhan.kinds.article.rules.pictures import image_profile
from lianzhan.kinds.article.submission import submission_of
from lianzhan.kinds.campaign.entry_limits import limit_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, ImageProfile
    from lianzhan.model.problem import Problem


def misfits(
    article: Article, entry: Entry, federation: Federation, terms: Terms | None
) -> Iterator[Problem]:
    """Yield what in an article is beyond its limits; `terms` are those of its campaign."""
    if article.campaign:
        return limit_faults(entry, submission_of(entry), federation, terms)
    site = federation.by_slug[article.site]
    rules = (text_length, image_profile)
    return chain.from_iterable(rule(article, site, federation) for rule in rules)


def profile_of(
    article: Article, federation: Federation, terms: Terms | None
) -> ImageProfile | None:
    """Return what an article's pictures must be; None where nothing says so."""
    column = federation.by_slug[article.site].column(article.column or "")
    own = column.image_profile if column else None
    return (terms.limits.images(federation.image_profiles) if terms else None) or own
