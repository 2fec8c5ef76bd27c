"""Atom (RFC 4287), with the ends of entries (RFC 6721)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.feeds import ATOM
from lianzhan.rendering.feeds.feedgen_frames import frame
from lianzhan.rendering.feeds.xml_text import cdata, text, value

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.feeds.items import Enclosure, Ended, Feed, Item

_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
"""The namespace of RFC 6721, section 3."""


def write(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed."""
    around = frame(ATOM, has_hub=bool(plan.shared.hub))
    header = around.filled(feed, plan, feed.updated.isoformat(), text)
    entries = [item.written(ATOM.name, _entry) for item in feed.items]
    return b"".join((header, *map(_end, feed.ended), *entries, around.footer))


def _end(ended: Ended) -> bytes:
    return (
        f'<at:deleted-entry xmlns:at="{_TOMBSTONES}" ref="{value(ended.id)}"'
        f' when="{ended.since.isoformat()}"><at:comment>{text(ended.text)}</at:comment>'
        f'<link href="{value(ended.url)}" rel="alternate"/></at:deleted-entry>'
    ).encode()


def _entry(item: Item) -> bytes:
    date = item.date.isoformat()
    terms = "".join(f'<category term="{value(term)}"/>' for term in item.terms)
    enclosed = (*([item.picture] if item.picture else ()), *item.files)
    enclosure = "".join(map(_enclosure, enclosed))
    return (
        f"<entry><id>{text(item.id)}</id><title>{text(item.title)}</title>"
        f"<updated>{date}</updated><author><name>{text(item.byline)}</name></author>"
        f'<content type="html">{cdata(item.content)}</content>'
        f'<link href="{value(item.url)}" rel="alternate"/>{_via(item)}{enclosure}'
        f"<summary>{text(item.summary or item.title)}</summary>{terms}"
        f"<published>{date}</published></entry>"
    ).encode()


def _via(item: Item) -> str:
    """Return the link to where a repost is from (RFC 4287, 4.2.7.2): `atom:source` is of feeds."""
    if not (item.source and item.source.url):
        return ""
    return f'<link href="{value(item.source.url)}" rel="via" title="{value(item.source.name)}"/>'


def _enclosure(file: Enclosure) -> str:
    attributes = f'rel="enclosure" type="{file.type}" length="{file.length}"'
    title = f' title="{value(file.title)}"' if file.title else ""
    return f'<link href="{value(file.url)}" {attributes}{title}/>'
