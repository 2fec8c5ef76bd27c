"""What readers see of topics: a page each with its feeds, a list of all, and a block on homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.pages import FOOTER, Block, FeedOfOne, NavigationEntry, NoPages, Page
from lianzhan.kinds.topic.structured import topic_data
from lianzhan.kinds.topic.values import FOLDER
from lianzhan.kinds.topic.view import views
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.topic.view import TopicView
    from lianzhan.kinds.views import Shown, SiteView

TITLE = N_("专题")
LIST = f"{FOLDER}/index.html"
ON_HOME = 2
"""Topics on a home page."""
ON_PAGE = 30
"""Articles on a page of a topic."""


class TopicPages(NoPages):
    """Pages, blocks and feeds of topics."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the list of a site's own topics, and the pages of each."""
        own = _own(site, shown)
        if not own:
            return
        values = {
            "open": [topic for topic in own if topic.is_open],
            "past": [topic for topic in own if not topic.is_open],
        }
        yield Page(LIST, "topic_list", values)
        for topic in own:
            yield from _pages_of(topic)

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the topics that are open: the site's own first."""
        every = [topic for topic in views(site, shown) if topic.is_open][:ON_HOME]
        url = f"{site.url}{FOLDER}/" if _own(site, shown) else ""
        return Block("open_topics", {"topics": every, "url": url}) if every else None

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry of the list, where there is one: at the foot of all pages."""
        if not _own(site, shown):
            return None
        return NavigationEntry(translations(site.language).gettext(TITLE), LIST, FOOTER)

    def feeds(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedOfOne]:
        """Yield the feed of each of the site's own topics."""
        for topic in _own(site, shown):
            newest = tuple(drawn.shown for drawn in topic.newest)
            yield FeedOfOne(f"{FOLDER}/{topic.value.name}", topic.title, newest)


def _own(site: SiteView, shown: tuple[Shown, ...]) -> list[TopicView]:
    return [topic for topic in views(site, shown) if topic.is_own and topic.drawn]


def _pages_of(topic: TopicView) -> Iterator[Page]:
    drawn = topic.drawn
    batches = [drawn[start : start + ON_PAGE] for start in range(0, len(drawn), ON_PAGE)]
    for number, articles in enumerate(batches, 1):
        values: dict[str, Any] = {
            "topic": topic,
            "articles": articles,
            "number": number,
            "count": len(batches),
            "previous": _file(topic, number - 1) if number > 1 else "",
            "next": _file(topic, number + 1) if number < len(batches) else "",
            "data": topic_data(topic, articles) if number == 1 else None,
        }
        yield Page(_file(topic, number), "topic", values)


def _file(topic: TopicView, number: int) -> str:
    page = "index.html" if number == 1 else f"page/{number}.html"
    return f"{FOLDER}/{topic.value.name}/{page}"


PAGES = TopicPages()
