"""What to read on with after an article: of its own site, never nothing but itself."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RELATED = 2
"""Articles to read on with."""


def relate(articles: list[Any]) -> None:
    """Tell each article that has its page here what to read on with.

    First what has a tag in common, then what is in its column, then anything; of each the newest.
    """
    by_tag: dict[str, list[Any]] = {}
    by_column: dict[str, list[Any]] = {}
    for article in articles:
        by_column.setdefault(article.category.slug, []).append(article)
        for tag in article.tags:
            by_tag.setdefault(tag.name, []).append(article)
    for article in articles:
        if article.origin is None:
            tagged = (by_tag[tag.name] for tag in article.tags)
            lists = (*tagged, by_column[article.category.slug], articles)
            article.related = [*islice(_others(article, chain(*lists)), RELATED)]


def _others(article: Any, found: Iterable[Any]) -> Iterator[Any]:
    """Yield what was found, each once, without the article and those right beside it.

    Those have links of their own on its page.
    """
    seen = {article.address}
    seen |= {each.address for each in (article.newer, article.older) if each}
    for each in found:
        if each.address not in seen:
            seen.add(each.address)
            yield each
