"""What feeds show, whatever their format: articles in the order of their dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lianzhan.model.frozen import dataclass
from lianzhan.rendering.html.bodies import feed_body
from lianzhan.rendering.html.file_lists import file_list
from lianzhan.rendering.html.sources import source_line
from lianzhan.rendering.pictures.files import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.article.values import Article, Source
    from lianzhan.kinds.pages import FeedItem
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import Listing, Planned

Sizes = Mapping[str, int]
"""Bytes of every picture file by its name: an enclosure says how long it is."""
FEED_ITEMS = 20
"""Newest articles in a feed: at full text about 100 kB, what a phone fetches without regret."""
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An article's picture, or a file of its: its absolute address, bytes, media type and name."""

    url: str
    length: str
    type: str
    title: str = ""


@dataclass(frozen=True)
class Item:
    """An article as all feeds of a site show it; `content` is HTML with absolute addresses.

    `source` is where a repost is from.
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
    files: tuple[Enclosure, ...] = ()
    source: Source | None = None
    _written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def written(self, name: str, write: Callable[[Item], bytes]) -> bytes:
        """Return what a format makes of it: once, though it stands in its column's feed, too."""
        if name not in self._written:
            self._written[name] = write(self)
        return self._written[name]


@dataclass(frozen=True, slots=True)
class Ended:
    """An entry that is gone: its lasting id, its address, since when, and what its notice says."""

    id: str
    url: str
    since: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `folder` is its page's address and the start of its own, ending in "/".

    `ended` are entries that were in it, and are gone: Atom has a form for them.
    """

    title: str
    folder: str
    path: str
    items: tuple[Item, ...]
    updated: datetime
    ended: tuple[Ended, ...] = ()


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

    def newest(self, count: int) -> tuple[Item, ...]:
        """Return the newest items of the site: of its articles, and of all further kinds."""
        articles = self.of(self.plan.in_feeds[:count])
        others = tuple(map(self._of_kind, self.plan.of_kinds.items))
        if not others:
            return articles
        return tuple(sorted((*articles, *others), key=lambda item: item.date, reverse=True)[:count])

    def _of_kind(self, item: FeedItem) -> Item:
        shown: Any = item.shown
        assets = self.plan.shared.assets(shown.planned.home.url)
        return Item(
            id=item.shown.id,
            url=item.shown.url,
            title=item.title,
            summary=item.summary,
            content=item.lead + self._content(shown.planned, assets),
            date=item.date,
            byline=item.byline,
            terms=(),
            picture=None,
            files=_files(shown.planned),
        )

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
            content=source_line(article, self.plan.language) + self._content(planned, assets),
            date=article.date,
            byline=article.author or article.unit,
            terms=_terms((self.titles.get(listing.column, ""), *article.tags)),
            picture=self._enclosure(planned.cover, assets) if planned.cover else None,
            files=_files(planned),
            source=article.source if article.is_repost else None,
        )

    def _content(self, planned: Planned[Any], assets: str) -> str:
        """Return the whole text, and the list of what comes with it."""
        body = feed_body(planned, assets)
        return body + file_list(planned.files, self.plan.language) if planned.files else body

    def _enclosure(self, cover: Picture, assets: str) -> Enclosure:
        name = files_of(cover).shown.name
        media = MEDIA_TYPES[name.rpartition(".")[2]]
        return Enclosure(f"{assets}{name}", str(self.sizes[name]), media)


def _files(planned: Planned[Any]) -> tuple[Enclosure, ...]:
    return tuple(
        Enclosure(url, str(file.bytes), file.kind.media_type, file.title)
        for file, url in planned.files
    )


def _terms(names: Iterable[str]) -> tuple[str, ...]:
    """Return an item's categories; of names that differ in case or width alone, the first."""
    terms: dict[str, str] = {}
    for name in filter(None, names):
        terms.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
    return tuple(terms.values())


def feeds_of(plan: SitePlan, items: Items) -> Iterator[Feed]:
    """Yield the site's feed, that of each column which has anything of its own to tell, and others.

    A feed is as new as its newest article or the latest end of one; that of an empty column as the
    newest of the site.
    """
    every = items.newest(FEED_ITEMS)
    newest = every[0].date
    ended = _ended(plan)
    whole = tuple(entry for entries in ended.values() for entry in entries)
    yield Feed(plan.name, plan.url, "", every, _updated(newest, whole), whole)
    for column in filter(lambda column: plan.has_feed(column.slug), plan.columns):
        borrowed = plan.is_borrowed(column.slug)
        listed = items.of(() if borrowed else plan.in_column(column.slug)[:FEED_ITEMS])
        title = f"{plan.name} · {column.title}"
        gone = ended.get(column.slug, ())
        updated = _updated(listed[0].date if listed else newest, gone)
        yield Feed(title, plan.column_url(column.slug), column.slug, listed, updated, gone)
    yield from _of_ones(plan, items)


def _of_ones(plan: SitePlan, items: Items) -> Iterator[Feed]:
    """Yield the feeds that single values have."""
    for feed in plan.of_kinds.feeds:
        shown: Any = feed.shown[:FEED_ITEMS]
        listed, url = items.of(shown), f"{plan.url}{quote(feed.folder)}/"
        yield Feed(f"{plan.name} · {feed.title}", url, feed.folder, listed, listed[0].date)


def _updated(newest: datetime, ended: tuple[Ended, ...]) -> datetime:
    return max((newest, *(entry.since for entry in ended)))


def _ended(plan: SitePlan) -> dict[str, tuple[Ended, ...]]:
    """Return what is gone by the column whose feed tells of it, the latest first."""
    found: dict[str, list[Ended]] = {}
    for listing in plan.notices:
        if listing.column:
            notice = listing.value
            ended = Ended(listing.id, listing.url, notice.since, notice.text)
            found.setdefault(listing.column, []).append(ended)
    latest = {slug: sorted(every, key=_by_age, reverse=True) for slug, every in found.items()}
    return {slug: tuple(every) for slug, every in latest.items()}


def _by_age(ended: Ended) -> tuple[datetime, str]:
    return ended.since, ended.id
