"""Values: the formats of feeds. A further one is a line here and its writer in rendering/feeds/."""

from __future__ import annotations

from lianzhan.model.frozen import dataclass


@dataclass(frozen=True)
class FeedFormat:
    """A format of feeds: its name in federation.toml, its file, and what readers call it."""

    name: str
    file: str
    media_type: str
    label: str
    in_opml: bool
    """Whether programs that import OPML look for it (OPML 2.0 has no other type than "rss")."""


RSS = FeedFormat("rss", "feed.xml", "application/rss+xml", "RSS", in_opml=True)
ATOM = FeedFormat("atom", "atom.xml", "application/atom+xml", "Atom", in_opml=True)
JSON = FeedFormat("json", "feed.json", "application/feed+json", "JSON Feed", in_opml=False)
FEED_FORMATS = (RSS, ATOM, JSON)
