"""Pelican plugin: RSS 2.0, Atom and JSON Feed 1.1 of the site and of every column.

Full sanitised text, absolute links, one lasting id an article in every site's feeds, a self link, a
hub where the federation has one (WebSub), and no time but the articles' own. The frames of RSS and
Atom are made by feedgen, once a process. Their items are not: it takes twenty times as long for
them, and loses the relations of Atom's links. JSON Feed has no writer in it and is a JSON document.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree
from pelican import signals

from lianzhan.rendering.html.bodies import feed_body
from lianzhan.rendering.pelican.image_sizing import largest
from lianzhan.rendering.pelican.settings import PICTURE_SIZES, PLAN
from lianzhan.rendering.pelican.writer import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import Listing, SitePlan

Sizes = Mapping[str, int]
"""Bytes of every picture file by its name: an enclosure says how long it is."""
FEED_ITEMS = 20
"""Newest articles in a feed: at full text about 100 kB, what a phone fetches without regret."""
FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
_MARKUP = re.compile(r"[&<>\"\r\t\n]")
_SOME_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_TEXT = {"\r": "&#13;"}
_VALUE = _TEXT | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
"""What XML would read as something else in text, and in an attribute's value."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An article's picture: its absolute address, bytes and media type."""

    url: str
    length: str
    type: str

    @property
    def rss(self) -> str:
        """The element of RSS 2.0."""
        return f'<enclosure url="{_value(self.url)}" length="{self.length}" type="{self.type}"/>'

    @property
    def atom(self) -> str:
        """The link of Atom (RFC 4287)."""
        attributes = f'rel="enclosure" type="{self.type}" length="{self.length}"'
        return f'<link href="{_value(self.url)}" {attributes}/>'


@dataclass(frozen=True)
class Item:
    """An article as all feeds of a site show it; `content` is HTML with absolute addresses.

    As RSS and as Atom it is written once, and stands in its column's feed and in the site's.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    date: datetime
    byline: str
    terms: tuple[str, ...]
    picture: Enclosure | None

    @cached_property
    def rss(self) -> bytes:
        """The item of RSS 2.0."""
        terms = "".join(f"<category>{_text(term)}</category>" for term in self.terms)
        enclosure = self.picture.rss if self.picture else ""
        return (
            f"<item><title>{_as_html(self.title)}</title>"
            f"<link>{_text(self.url)}</link>"
            f"<description>{_as_html(self.summary or self.title)}</description>"
            f"<content:encoded>{_cdata(self.content)}</content:encoded>"
            f'<guid isPermaLink="false">{_text(self.id)}</guid>{terms}{enclosure}'
            f"<pubDate>{format_datetime(self.date)}</pubDate>"
            f"<dc:creator>{_text(self.byline)}</dc:creator></item>"
        ).encode()

    @cached_property
    def atom(self) -> bytes:
        """The entry of Atom (RFC 4287)."""
        date = self.date.isoformat()
        terms = "".join(f'<category term="{_value(term)}"/>' for term in self.terms)
        enclosure = self.picture.atom if self.picture else ""
        return (
            f"<entry><id>{_text(self.id)}</id><title>{_text(self.title)}</title>"
            f"<updated>{date}</updated><author><name>{_text(self.byline)}</name></author>"
            f'<content type="html">{_cdata(self.content)}</content>'
            f'<link href="{_value(self.url)}" rel="alternate"/>{enclosure}'
            f"<summary>{_text(self.summary or self.title)}</summary>{terms}"
            f"<published>{date}</published></entry>"
        ).encode()


def _text(text: str) -> str:
    return escape(text, _TEXT) if _MARKUP.search(text) else text


def _as_html(text: str) -> str:
    """Return plain text for what RSS readers take for HTML, title and description: escaped twice.

    Atom says what its texts are, and JSON Feed has plain text there.
    """
    return _text(escape(text)) if _MARKUP.search(text) else text


def _value(text: str) -> str:
    return escape(text, _VALUE) if _MARKUP.search(text) else text


def _cdata(text: str) -> str:
    """Return text that keeps its markup; what would end it is taken in two."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `folder` is its page's address and the start of its own, ending in "/"."""

    title: str
    folder: str
    path: str
    items: tuple[Item, ...]
    updated: datetime


class FeedsGenerator:
    """A Pelican generator that writes the feeds of the run's plan."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_others: object) -> None:
        self.plan: SitePlan = settings[PLAN]
        self.items = Items(self.plan, settings[PICTURE_SIZES])
        self.output_path = Path(output_path)

    def generate_output(self, _writer: object) -> None:
        """Write every wanted format of every feed."""
        for feed in feeds_of(self.plan, self.items):
            folder = self.output_path / feed.path
            if not folder.is_dir():
                folder.mkdir(parents=True)
            for kind in self.plan.feeds:
                write_whole(f"{folder}/{FILES[kind]}", WRITERS[kind](feed, self.plan))


class Items:
    """Makes each listed article's item once: it stands in two feeds, each in several formats."""

    def __init__(self, plan: SitePlan, sizes: Sizes) -> None:
        self.plan = plan
        self.sizes = sizes
        self.titles = {column.slug: column.title for column in plan.columns}
        self._made: dict[tuple[str, str], Item] = {}

    def of(self, listings: Iterable[Listing]) -> tuple[Item, ...]:
        """Return the items of listings."""
        return tuple(map(self._item, listings))

    def _item(self, listing: Listing) -> Item:
        key = (listing.planned.id, listing.column)
        if key not in self._made:
            self._made[key] = self._make(listing)
        return self._made[key]

    def _make(self, listing: Listing) -> Item:
        planned = listing.planned
        article = planned.article
        assets = self.plan.shared.assets(planned.home.url)
        return Item(
            id=planned.id,
            url=planned.url,
            title=article.title,
            summary=article.summary or article.body.excerpt,
            content=feed_body(planned, assets),
            date=article.date,
            byline=article.author or article.unit,
            terms=_terms((self.titles.get(listing.column, ""), *article.tags)),
            picture=self._enclosure(planned.cover, assets) if planned.cover else None,
        )

    def _enclosure(self, cover: Picture, assets: str) -> Enclosure:
        name = largest(cover).name
        media = MEDIA_TYPES[name.rpartition(".")[2]]
        return Enclosure(f"{assets}{name}", str(self.sizes[name]), media)


def _terms(names: Iterable[str]) -> tuple[str, ...]:
    """Return an item's categories; of names that differ in case or width alone, the first."""
    terms: dict[str, str] = {}
    for name in filter(None, names):
        terms.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
    return tuple(terms.values())


def feeds_of(plan: SitePlan, items: Items) -> Iterator[Feed]:
    """Yield the site's feed, then each column's.

    A feed is as new as its newest article, that of an empty column as the newest of the site.
    """
    newest = plan.listings[0].planned.article.date
    yield Feed(plan.name, plan.url, "", items.of(plan.listings[:FEED_ITEMS]), newest)
    for column in plan.columns:
        listed = items.of(plan.in_column(column.slug)[:FEED_ITEMS])
        title = f"{plan.name} · {column.title}"
        updated = listed[0].date if listed else newest
        yield Feed(title, plan.column_url(column.slug), column.slug, listed, updated)


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


def rss(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed as RSS 2.0."""
    frame = _frame(FILES["rss"], has_hub=bool(plan.shared.hub))
    start = _start(frame, feed, plan, format_datetime(feed.updated), _as_html)
    return b"".join((start, *[item.rss for item in feed.items], frame.end))


def atom(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    frame = _frame(FILES["atom"], has_hub=bool(plan.shared.hub))
    start = _start(frame, feed, plan, feed.updated.isoformat(), _text)
    return b"".join((start, *[item.atom for item in feed.items], frame.end))


def _start(
    frame: _Frame, feed: Feed, plan: SitePlan, updated: str, plain: Callable[[str], str]
) -> bytes:
    """Return a frame's start for one feed; `plain` escapes its title and description."""
    start = frame.start.format(
        title=plain(feed.title),
        about=plain(f"{feed.title} · {plan.federation_name}"),
        folder=_value(feed.folder),
        hub=_value(plan.shared.hub or ""),
        language=_value(plan.language),
        author=_text(plan.name),
        updated=updated,
    )
    return start.encode()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands before a feed's items, with a place for each value that differs, and after."""

    start: str
    end: bytes


@cache
def _frame(name: str, *, has_hub: bool) -> _Frame:
    """Return a frame as feedgen makes it; it is much the same for every feed of a process."""
    made = FeedGenerator()
    made.id("{folder}" + name)
    made.title("{title}")
    made.description("{about}")
    is_rss = name == FILES["rss"]
    media = "application/rss+xml" if is_rss else "application/atom+xml"
    made.link(href="{folder}" + name, rel="self", type=media)
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
    text = (made.rss_str if is_rss else made.atom_str)(pretty=False).decode()
    end = "</channel></rss>" if is_rss else "</feed>"
    day = format_datetime(_SOME_DAY) if is_rss else _SOME_DAY.isoformat()
    if not text.endswith(end) or day not in text:
        raise ValueError(f"feedgen's feed does not end in {end}, or is not of {day}")
    return _Frame(text.removesuffix(end).replace(day, "{updated}"), end.encode())


def json_feed(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed as JSON Feed 1.1 (jsonfeed.org)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.folder,
        "feed_url": feed.folder + FILES["json"],
        "description": f"{feed.title} · {plan.federation_name}",
        "language": plan.language,
        "authors": [{"name": plan.name, "url": plan.url}],
        "items": [_json_item(item, plan.language) for item in feed.items],
    }
    if plan.shared.hub:
        document["hubs"] = [{"type": "WebSub", "url": plan.shared.hub}]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item, language: str) -> dict[str, object]:
    found: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "date_published": item.date.isoformat(),
        "authors": [{"name": item.byline}],
        "tags": item.terms,
        "language": language,
    }
    if item.picture:
        found["image"] = item.picture.url
    return found


WRITERS: dict[str, Callable[[Feed, SitePlan], bytes]] = {
    "rss": rss,
    "atom": atom,
    "json": json_feed,
}


def _generator(pelican: Any) -> type[FeedsGenerator] | None:
    return FeedsGenerator if PLAN in pelican.settings else None


def register() -> None:
    """Add the generator to the run."""
    signals.get_generators.connect(_generator)
