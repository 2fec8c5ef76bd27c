"""What was read of a site, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.site_content import SiteContent
    from lianzhan.model.catalog import Pick


def values(content: SiteContent, *kinds: str) -> tuple[Any, ...]:
    return tuple(read.value for read in content.values if read.kind in kinds)


def articles(content: SiteContent) -> tuple[Article, ...]:
    """The articles and pages."""
    return values(content, "article", "page")


def picks(content: SiteContent) -> tuple[Pick, ...]:
    return values(content, "pick")
