"""Where an article is from, as pages and feeds say it, and whose its page is to search engines.

In: an article, the sources that the federation lists, a language. Out: values for the theme's
components, and a line of HTML for feeds.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.sources import source_at
from lianzhan.model.target import split
from lianzhan.rendering.pelican.settings import date_text
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.sources import ListedSource


@dataclass(frozen=True)
class ShownSource:
    """The source of an article: its name, and its address and day, "" where they are not known.

    `canonical` is the address that the page of a repost names as the one to be found, "" where that
    is its own.
    """

    name: str
    url: str
    day: str
    is_repost: bool
    canonical: str = ""


def shown_source(
    article: Article, listed: Iterable[ListedSource], language: str
) -> ShownSource | None:
    """Return what a page shows of an article's source; None for one that has none."""
    source = article.source
    if source is None or not source.name:
        return None
    return ShownSource(
        name=source.name,
        url=source.url,
        day=date_text(source.day, language) if source.day else "",
        is_repost=article.is_repost,
        canonical=canonical_elsewhere(article, listed),
    )


def canonical_elsewhere(article: Article, listed: Iterable[ListedSource]) -> str:
    """Return the address of the original that search engines are to show; "" for an own page.

    It is that of a repost whose host is one of a source which says so (`canonical = true`). The
    home page of a source is not the original.
    """
    url = article.source.url if article.is_repost and article.source else ""
    owner = source_at(url, listed) if url else None
    return url if owner and owner.is_canonical and _is_of_one_text(url) else ""


def _is_of_one_text(url: str) -> bool:
    parts = split(url)
    return parts is not None and bool(parts.path.strip("/") or parts.query)


def source_line(article: Article, language: str) -> str:
    """Return the line of HTML that a repost begins with in feeds; "" for what is no repost."""
    shown = shown_source(article, (), language) if article.is_repost else None
    if shown is None:
        return ""
    said = translations(language).gettext
    name = escape(shown.name)
    linked = f'<a href="{escape(shown.url)}">{name}</a>' if shown.url else name
    day = f" {said('%(day)s原载') % {'day': shown.day}}" if shown.day else ""
    return f"<p>{said('转载自：')}{linked}{day}</p>"
