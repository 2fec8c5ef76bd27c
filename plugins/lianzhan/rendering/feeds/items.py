"""What feeds show, whatever their format: articles in the order of their dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.rendering.html.bodies import feed_body
from lianzhan.rendering.pelican.image_sizing import largest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import Listing, SitePlan

Sizes = Mapping[str, int]
"""Bytes of every picture file by its name: an enclosure says how long it is."""
FEED_ITEMS = 20
"""Newest articles in a feed: at full text about 100 kB, what a phone fetches without regret."""
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An article's picture: its absolute address, bytes and media type."""

    url: str
    length: str
    type: str


@dataclass(frozen=True)
class Item:
    """An article as all feeds of a site show it; `content` is HTML with absolute addresses."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    date: datetime
    byline: str
    terms: tuple[str, ...]
    picture: Enclosure | None
    _written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def written(self, name: str, write: Callable[[Item], bytes]) -> bytes:
        """Return what a format makes of it: once, though it stands in its column's feed, too."""
        if name not in self._written:
            self._written[name] = write(self)
        return self._written[name]


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `folder` is its page's address and the start of its own, ending in "/"."""

    title: str
    folder: str
    path: str
    items: tuple[Item, ...]
    updated: datetime


class Items:
    """Makes each listed article's item once: it stands in two feeds, each in several formats."""

    def __init__(self, plan: SitePlan, sizes: Sizes) -> None:
        self.plan = plan
        self.sizes = sizes
        self.titles = {column.slug: column.title for column in plan.columns}
        self._made: dict[tuple[str, str], Item] = {}

    def of(self, listings: Iterable[Listing[Article]]) -> tuple[Item, ...]:
        """Return the items of listings."""
        return tuple(map(self._item, listings))

    def _item(self, listing: Listing[Article]) -> Item:
        key = (listing.planned.id, listing.column)
        if key not in self._made:
            self._made[key] = self._make(listing)
        return self._made[key]

    def _make(self, listing: Listing[Article]) -> Item:
        planned = listing.planned
        article = planned.value
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
    newest = plan.listings[0].planned.value.date
    yield Feed(plan.name, plan.url, "", items.of(plan.listings[:FEED_ITEMS]), newest)
    for column in plan.columns:
        listed = items.of(plan.in_column(column.slug)[:FEED_ITEMS])
        title = f"{plan.name} · {column.title}"
        updated = listed[0].date if listed else newest
        yield Feed(title, plan.column_url(column.slug), column.slug, listed, updated)
