"""RSS 2.0."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from lianzhan.model.feeds import RSS
from lianzhan.rendering.feeds.feedgen_frames import frame
from lianzhan.rendering.feeds.xml_text import cdata, has_markup, text, value

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.feeds.items import Enclosure, Feed, Item


def write(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed."""
    around = frame(RSS, has_hub=bool(plan.shared.hub))
    header = around.filled(feed, plan, format_datetime(feed.updated), _as_html)
    return b"".join((header, *[x.written(RSS.name, _item) for x in feed.items], around.footer))


def _item(item: Item) -> bytes:
    terms = "".join(f"<category>{text(term)}</category>" for term in item.terms)
    enclosed = item.files[0] if item.files else item.picture  # RSS has one an item
    enclosure = _enclosure(enclosed) if enclosed else ""
    return (
        f"<item><title>{_as_html(item.title)}</title>"
        f"<link>{text(item.url)}</link>"
        f"<description>{_as_html(item.summary or item.title)}</description>"
        f"<content:encoded>{cdata(item.content)}</content:encoded>"
        f'<guid isPermaLink="false">{text(item.id)}</guid>{terms}{enclosure}'
        f"<pubDate>{format_datetime(item.date)}</pubDate>"
        f"<dc:creator>{text(item.byline)}</dc:creator>{_source(item)}</item>"
    ).encode()


def _source(item: Item) -> str:
    """Return where a repost is from (DCMI Terms): RSS's own `source` has the address of a feed."""
    if item.source is None:
        return ""
    return f"<dc:source>{text(item.source.url or item.source.name)}</dc:source>"


def _enclosure(file: Enclosure) -> str:
    return f'<enclosure url="{value(file.url)}" length="{file.length}" type="{file.type}"/>'


def _as_html(plain: str) -> str:
    """Return plain text for what readers take for HTML, title and description: escaped twice.

    Atom says what its texts are, and JSON Feed has plain text there.
    """
    return text(escape(plain, quote=False)) if has_markup(plain) else plain
