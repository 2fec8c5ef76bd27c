"""Headers and footers of RSS and Atom feeds, made by feedgen once in a process.

The items are not feedgen's: it takes twenty times as long for them, and loses the relations of
Atom's links.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from lianzhan.model.feeds import RSS
from lianzhan.model.frozen import dataclass
from lianzhan.rendering.feeds.xml_text import text, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.model.feeds import FeedFormat
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.feeds.items import Feed

_SOME_DAY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Frame:
    """A feed's header, as a format string, and its footer."""

    header: str
    footer: bytes

    def filled(
        self, feed: Feed, plan: SitePlan, updated: str, plain: Callable[[str], str]
    ) -> bytes:
        """Return the header of one feed; `plain` escapes its title and description."""
        header = self.header.format(
            title=plain(feed.title),
            about=plain(f"{feed.title} · {plan.federation_name}"),
            folder=value(feed.folder),
            hub=value(plan.shared.hub or ""),
            language=value(plan.language),
            author=text(plan.name),
            updated=updated,
        )
        return header.encode()


class _Hub(BaseExtension):  # type: ignore[misc]
    """Names the WebSub hub in RSS, too, where feedgen writes the self link alone."""

    def extend_rss(self, feed: Any) -> Any:
        link = etree.SubElement(feed[0], "{http://www.w3.org/2005/Atom}link")
        link.set("href", "{hub}")
        link.set("rel", "hub")
        return feed


class _Creators(BaseExtension):  # type: ignore[misc]
    """Declares Dublin Core, which RSS items name their authors in.

    feedgen's own extension of that name has it search for a module each time.
    """

    def extend_ns(self) -> dict[str, str]:
        return {"dc": "http://purl.org/dc/elements/1.1/"}


@cache
def frame(kind: FeedFormat, *, has_hub: bool) -> Frame:
    """Return the header and footer that feedgen makes; one of each kind serves every feed."""
    made = FeedGenerator()
    made.id("{folder}" + kind.file)
    made.title("{title}")
    made.description("{about}")
    is_rss = kind == RSS
    made.link(href="{folder}" + kind.file, rel="self", type=kind.media_type)
    if has_hub:
        made.link(href="{hub}", rel="hub")
        made.register_extension("hub", _Hub)
    made.link(href="{folder}", rel="alternate", type="text/html")
    made.language("{language}")
    made.author(name="{author}")
    made.generator("Lianzhan")
    made.register_extension("dc", _Creators, atom=False)
    made.updated(_SOME_DAY)
    made.lastBuildDate(_SOME_DAY)
    whole = (made.rss_str if is_rss else made.atom_str)(pretty=False).decode()
    end = "</channel></rss>" if is_rss else "</feed>"
    day = format_datetime(_SOME_DAY) if is_rss else _SOME_DAY.isoformat()
    if not whole.endswith(end) or day not in whole:
        raise ValueError(f"feedgen's feed does not end in {end}, or is not of {day}")
    return Frame(whole.removesuffix(end).replace(day, "{updated}"), end.encode())
