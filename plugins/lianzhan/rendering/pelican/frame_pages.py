"""Pages of a site that are of no kind of content: how it is followed.

In: a site's plan. Out: pages, as the rooms of kinds give theirs. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.pages import Page
from lianzhan.model.frozen import dataclass
from lianzhan.model.portal_files import OPML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.planning.plan import SitePlan

SUBSCRIBE = "subscribe/index.html"
FRAME_PAGES = "lianzhan_frame_pages"
"""Where a run's context holds those that are written."""


@dataclass(frozen=True)
class FeedAddress:
    """What a feed tells of, its address, and a word of its own on the page that lists it."""

    name: str
    title: str
    url: str


def frame_pages(plan: SitePlan) -> Iterator[Page]:
    """Yield the page that says how a site with feeds is followed."""
    if plan.feed_formats:
        has_opml = any(kind.in_opml for kind in plan.feed_formats)
        opml = f"{plan.portal}{OPML}" if has_opml else ""
        yield Page(SUBSCRIBE, "subscribe", {"feeds": feed_addresses(plan), "opml": opml})


def feed_addresses(plan: SitePlan) -> tuple[FeedAddress, ...]:
    """Return the feeds of a site and of each column that has any, in the first of its formats."""
    file = plan.feed_formats[0].file
    columns = (column for column in plan.columns if plan.has_feed(column.slug))
    of_columns = (
        FeedAddress(column.slug, column.title, plan.column_url(column.slug) + file)
        for column in columns
    )
    return (FeedAddress("", plan.name, plan.url + file), *of_columns)
