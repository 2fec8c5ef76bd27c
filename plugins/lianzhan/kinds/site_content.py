"""Values: all that was read of a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article
    from lianzhan.model.catalog import Pick
    from lianzhan.model.problem import Problem


@dataclass(frozen=True)
class SiteContent:
    """All that was read of one site.

    `outside` are the places below content/, in none of the site's own folders of articles, pages
    and images, where a picture stands or was looked for, each with its signature at that moment.
    Nobody knows what stands in the folders that are `unknown`. Files with one address are
    `contested`.
    """

    articles: tuple[Article, ...] = ()
    picks: tuple[Pick, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: tuple[tuple[str, tuple[object, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    contested: tuple[tuple[str, ...], ...] = ()
