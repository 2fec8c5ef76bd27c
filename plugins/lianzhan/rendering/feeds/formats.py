"""The writers of feeds, one a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.feeds import ATOM, JSON, RSS
from lianzhan.rendering.feeds import atom, json_feed, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.model.feeds import FeedFormat
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.feeds.items import Feed

WRITERS: dict[FeedFormat, Callable[[Feed, SitePlan], bytes]] = {
    RSS: rss.write,
    ATOM: atom.write,
    JSON: json_feed.write,
}
