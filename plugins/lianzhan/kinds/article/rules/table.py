"""All rules of a single article, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.rules import columns, keys, links, pictures, review_chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

    Rule = Callable[[Article, Site, Federation], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    keys.required_keys,
    keys.unknown_keys,
    keys.duplicate_keys,
    keys.title_length,
    keys.repost_source,
    columns.column_exists,
    columns.text_length,
    links.link_safety,
    links.picture_safety,
    pictures.alternative_text,
    pictures.remote_pictures,
    pictures.image_profile,
    review_chain.review_chain,
)
"""Every rule of a single article or page, in the order of the rule codes' page."""


def article_problems(article: Article, site: Site, federation: Federation) -> list[Problem]:
    """Return what all rules find in one article or page of a site."""
    return [problem for rule in RULES for problem in rule(article, site, federation)]
