"""Pelican plugin: RSS 2.0, Atom and JSON Feed 1.1 of the site and of every column.

Full sanitised text, absolute links, one lasting id an article in every site's feeds, a self link, a
hub where the federation has one (WebSub), and no time but the articles' own. RSS and Atom are made
by feedgen; JSON Feed has no writer in it and is a JSON document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree
from pelican import signals

from lianzhan.rendering.bodies import feed_body
from lianzhan.rendering.image_sizing import largest
from lianzhan.settings import PICTURE_SIZES, PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.plan import Listing, SitePlan

Sizes = Mapping[str, int]
"""Bytes of every picture file by its name: an enclosure says how long it is."""
FEED_ITEMS = 20
"""Newest articles in a feed: at full text about 100 kB, what a phone fetches without regret."""
FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `folder` is its page's address and the start of its own, ending in "/"."""

    title: str
    folder: str
    path: str
    listings: tuple[Listing, ...]


class FeedsGenerator:
    """A Pelican generator that writes the feeds of the run's plan."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_others: object) -> None:
        self.plan: SitePlan = settings[PLAN]
        self.sizes: Sizes = settings[PICTURE_SIZES]
        self.output_path = Path(output_path)

    def generate_output(self, _writer: object) -> None:
        """Write every wanted format of every feed."""
        for feed in feeds_of(self.plan):
            folder = self.output_path / feed.path
            folder.mkdir(parents=True, exist_ok=True)
            for kind in self.plan.feeds:
                (folder / FILES[kind]).write_bytes(WRITERS[kind](feed, self.plan, self.sizes))


def feeds_of(plan: SitePlan) -> Iterator[Feed]:
    """Yield the site's feed, then each column's."""
    yield Feed(plan.name, plan.url, "", plan.listings[:FEED_ITEMS])
    for column in plan.columns:
        listings = plan.in_column(column.slug)[:FEED_ITEMS]
        title = f"{plan.name} · {column.title}"
        yield Feed(title, plan.column_url(column.slug), column.slug, listings)


class _Hub(BaseExtension):  # type: ignore[misc]
    """Names the WebSub hub in RSS, too, where feedgen writes the self link alone."""

    address = ""

    def extend_rss(self, feed: Any) -> Any:
        link = etree.SubElement(feed[0], "{http://www.w3.org/2005/Atom}link")
        link.set("href", self.address)
        link.set("rel", "hub")
        return feed


class _MendedEntry(BaseExtension):  # type: ignore[misc]
    """Says in Atom what feedgen 1.0.0 loses: the links' relations, and that content is HTML."""

    links: Sequence[dict[str, str]] = ()

    def extend_atom(self, entry: Any) -> Any:
        for element, link in zip(entry.findall("link"), self.links, strict=True):
            element.attrib.update(link)
        entry.find("content").set("type", "html")
        return entry


def rss(feed: Feed, plan: SitePlan, sizes: Sizes) -> bytes:
    """Return the feed as RSS 2.0."""
    return bytes(_feedgen(feed, plan, FILES["rss"], sizes).rss_str(pretty=False))


def atom(feed: Feed, plan: SitePlan, sizes: Sizes) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    return bytes(_feedgen(feed, plan, FILES["atom"], sizes).atom_str(pretty=False))


def _feedgen(feed: Feed, plan: SitePlan, name: str, sizes: Sizes) -> FeedGenerator:
    made = FeedGenerator()
    made.id(feed.folder + name)
    made.title(feed.title)
    made.description(f"{feed.title} · {plan.federation_name}")
    media = "application/rss+xml" if name == FILES["rss"] else "application/atom+xml"
    made.link(href=feed.folder + name, rel="self", type=media)
    if plan.shared.hub:
        made.link(href=plan.shared.hub, rel="hub")
        made.register_extension("hub", _Hub)
        made.hub.address = plan.shared.hub
    made.link(href=feed.folder, rel="alternate", type="text/html")
    made.language(plan.language)
    made.author(name=plan.name)
    made.generator("Lianzhan")
    made.load_extension("dc", atom=False)
    made.updated(_newest(feed, plan))
    made.lastBuildDate(_newest(feed, plan))
    for listing in feed.listings:
        _add_entry(made, listing, plan, sizes)
    return made


def _newest(feed: Feed, plan: SitePlan) -> Any:
    """The newest article's date; an empty column says that of the site, which always has one."""
    return (feed.listings or plan.listings)[0].planned.article.date


def _add_entry(made: FeedGenerator, listing: Listing, plan: SitePlan, sizes: Sizes) -> None:
    planned = listing.planned
    article = planned.article
    assets = plan.shared.assets(planned.home.url)
    byline = article.author or article.unit
    entry = made.add_entry(order="append")
    entry.title(article.title)
    entry.link(href=planned.url, rel="alternate")
    entry.published(article.date)
    entry.updated(article.date)
    entry.author(name=byline)
    entry.dc.dc_creator(byline)
    entry.category([{"term": term} for term in _terms(listing, plan)])
    entry.id(planned.id)
    entry.guid(planned.id, permalink=False)
    entry.summary(article.summary or article.body.excerpt or article.title)
    entry.content(feed_body(planned, assets), type="CDATA")
    if planned.cover:
        variant = largest(planned.cover)
        kind = MEDIA_TYPES[variant.name.rpartition(".")[2]]
        entry.enclosure(f"{assets}{variant.name}", str(sizes[variant.name]), kind)
    entry.register_extension("mended", _MendedEntry, rss=False)
    entry.mended.links = entry.link()


def _terms(listing: Listing, plan: SitePlan) -> list[str]:
    titles = [column.title for column in plan.columns if column.slug == listing.column]
    return [*titles, *listing.planned.article.tags]


def json_feed(feed: Feed, plan: SitePlan, _sizes: Sizes) -> bytes:
    """Return the feed as JSON Feed 1.1 (jsonfeed.org)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.folder,
        "feed_url": feed.folder + FILES["json"],
        "description": f"{feed.title} · {plan.federation_name}",
        "language": plan.language,
        "authors": [{"name": plan.name, "url": plan.url}],
        "items": [_json_item(listing, plan) for listing in feed.listings],
    }
    if plan.shared.hub:
        document["hubs"] = [{"type": "WebSub", "url": plan.shared.hub}]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(listing: Listing, plan: SitePlan) -> dict[str, object]:
    planned = listing.planned
    article = planned.article
    assets = plan.shared.assets(planned.home.url)
    item: dict[str, object] = {
        "id": planned.id,
        "url": planned.url,
        "title": article.title,
        "content_html": feed_body(planned, assets),
        "summary": article.summary or article.body.excerpt,
        "date_published": article.date.isoformat(),
        "authors": [{"name": article.author or article.unit}],
        "tags": _terms(listing, plan),
        "language": plan.language,
    }
    if planned.cover:
        item["image"] = f"{assets}{largest(planned.cover).name}"
    return item


WRITERS: dict[str, Callable[[Feed, SitePlan, Sizes], bytes]] = {
    "rss": rss,
    "atom": atom,
    "json": json_feed,
}


def _generator(pelican: Any) -> type[FeedsGenerator] | None:
    return FeedsGenerator if PLAN in pelican.settings else None


def register() -> None:
    """Add the generator to the run."""
    signals.get_generators.connect(_generator)
