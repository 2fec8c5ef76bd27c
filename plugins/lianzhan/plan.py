"""Stage 5, everything that Pelican may see of one site: the SitePlan.

In: the federation, decisions and placements. Out: one draft a site, and one for the portal. A draft
says all but the articles' words, which stay with the workers until one of them fills it in; so a
site's digest is known without them. Neither holds anything of a withheld article, and a site's
output is a pure function of its plan, the settings, the theme and the code. All addresses here are
absolute.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar
from urllib.parse import quote

from lianzhan.digests import digest_of, digest_of_bytes
from lianzhan.model.federation import ASSETS
from lianzhan.rules.links import anchors, find, is_internal, is_unsafe, names_anchor
from lianzhan.syndication import OWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lianzhan.model.article import Article, Catalog, Entry, Picture
    from lianzhan.model.federation import Column, Federation, Site
    from lianzhan.syndication import Placement

SLOT_SIZE = 6
"""Articles in the top slot of a home page: as many as a phone shows in two screens."""
_NAMESPACE = uuid.UUID("6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
"""What an address may hold as it is (RFC 3986, 2.3)."""


@dataclass(frozen=True)
class Place:
    """A site as other sites name and link it."""

    slug: str
    name: str
    url: str


@dataclass(frozen=True)
class PlannedArticle:
    """A published article or page with its one canonical address.

    `id` comes from federation id and path alone, so it survives a new title, date or address.
    `links` maps every link target of the body that may stay to its address; a target that is not
    in it loses its link. `home` is the site it belongs to, `linked` the paths of the articles that
    it links.
    """

    article: Article
    id: str
    url: str
    home: Place
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...] = ()

    @property
    def cover(self) -> Picture | None:
        """The picture that stands for the article in lists and feeds."""
        article = self.article
        return dict(article.pictures).get(article.cover.src) if article.cover else None


@dataclass(frozen=True)
class Listing:
    """A planned article as one site lists it: in which column, and why (own, pushed, picked)."""

    planned: PlannedArticle
    column: str
    why: str


class Draft(NamedTuple):
    """An article as a site lists it, before its words are there: see PlannedArticle, Listing.

    `digest` is that of its file and pictures, `links` are those into the content tree alone. A page
    has neither column nor reason. A build makes and sends more of these than of all else.
    """

    path: str
    digest: str
    id: str
    url: str
    home: Place
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    column: str
    why: str

    def planned(self, articles: Mapping[str, Article]) -> PlannedArticle:
        """Return the article with its words, looked up by its path."""
        article = articles[self.path]
        links = tuple(self._links(article))
        return PlannedArticle(article, self.id, self.url, self.home, links, self.linked)

    def listing(self, articles: Mapping[str, Article]) -> Listing:
        """Return the article with its words, as listed."""
        return Listing(self.planned(articles), self.column, self.why)

    def _links(self, article: Article) -> Iterator[tuple[str, str]]:
        """Yield every link that may stay: an author's own addresses, headings, those planned."""
        yield from self.links
        for target in dict.fromkeys(link.target for link in article.body.links):
            if is_internal(target) or is_unsafe(target):
                continue
            if not target.startswith("#"):
                yield target, f"https:{target}" if target.startswith("//") else target
            elif names_anchor(target, anchors(article)):
                yield target, self.url + target


@dataclass(frozen=True)
class Shared:
    """What every site of the federation has in common."""

    id: str
    name: str
    language: str
    timezone: str
    address: str
    portal: str
    feeds: tuple[str, ...]
    hub: str | None
    pinned: str
    shares_host: bool

    def root(self, site_url: str) -> str:
        """Return the start of all addresses on a site's host: between them links are relative."""
        return self.address.partition("{slug}")[0] if self.shares_host else site_url

    def assets(self, site_url: str) -> str:
        """Return where the pictures and theme files of a site's host stand, ending in "/"."""
        return f"{self.root(site_url)}{ASSETS}/"


@dataclass(frozen=True)
class Frame:
    """What of a site is no article: its place in the federation, and its columns.

    `ancestors` stand highest first; `children` are the sites right below.
    """

    shared: Shared
    place: Place
    level_title: str
    columns: tuple[Column, ...]
    ancestors: tuple[Place, ...]
    children: tuple[Place, ...]

    @property
    def slug(self) -> str:
        """The site's slug, also the name of its output folder."""
        return self.place.slug

    @property
    def name(self) -> str:
        """The unit's name, such as 长沙市妇联."""
        return self.place.name

    @property
    def url(self) -> str:
        """The address of its home page, ending in "/"."""
        return self.place.url

    @property
    def language(self) -> str:
        """The language of its texts as in BCP 47, such as zh-CN."""
        return self.shared.language

    @property
    def federation_name(self) -> str:
        """The name of the whole matrix."""
        return self.shared.name

    @property
    def portal(self) -> str:
        """The address of the page of all sites."""
        return self.shared.portal

    @property
    def feeds(self) -> tuple[str, ...]:
        """The feed formats wanted, among rss, atom, json."""
        return self.shared.feeds

    def column_url(self, slug: str) -> str:
        """Return the address of a column, ending in "/"."""
        return f"{self.place.url}{slug}/"


@dataclass(frozen=True)
class SitePlan(Frame):
    """One site: its frame, what it lists (newest first), its pages."""

    listings: tuple[Listing, ...]
    pages: tuple[PlannedArticle, ...]

    @property
    def own(self) -> tuple[PlannedArticle, ...]:
        """The articles that have their page here."""
        return tuple(listing.planned for listing in self.listings if listing.why == OWN)

    def in_column(self, slug: str) -> tuple[Listing, ...]:
        """Return what a column lists, newest first."""
        return self.by_column.get(slug, ())

    @cached_property
    def by_column(self) -> dict[str, tuple[Listing, ...]]:
        """What each column lists, newest first."""
        lists: dict[str, list[Listing]] = {}
        for listing in self.listings:
            lists.setdefault(listing.column, []).append(listing)
        return {slug: tuple(listings) for slug, listings in lists.items()}

    @cached_property
    def top_slot(self) -> tuple[Listing, ...]:
        """The pinned column's articles for the home page: the site's own first, then others."""
        return top_slot(self.listings, self.shared.pinned)


@dataclass(frozen=True)
class SiteDraft(Frame):
    """A site's plan before the articles' words are there."""

    listings: tuple[Draft, ...]
    pages: tuple[Draft, ...]

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose articles it shows."""
        return frozenset(draft.home.slug for draft in (*self.listings, *self.pages))

    def filled(self, articles: Mapping[str, Article]) -> SitePlan:
        """Return the plan, with the articles by their paths."""
        frame = {field.name: getattr(self, field.name) for field in fields(Frame)}
        listings = tuple(draft.listing(articles) for draft in self.listings)
        pages = tuple(draft.planned(articles) for draft in self.pages)
        return SitePlan(**frame, listings=listings, pages=pages)


class _Listed(Protocol):
    """Whatever stands in a column for a reason."""

    @property
    def column(self) -> str: ...
    @property
    def why(self) -> str: ...


Listed = TypeVar("Listed", bound=_Listed)


def top_slot(listings: Iterable[Listed], pinned: str) -> tuple[Listed, ...]:
    """Return the top slot of a home page: the site's own first, then what comes from above."""
    found = [listing for listing in listings if listing.column == pinned]
    return tuple(sorted(found, key=lambda listing: listing.why != OWN)[:SLOT_SIZE])


@dataclass(frozen=True)
class PortalGroup:
    """Sites of one level below the same site (None: the topmost)."""

    parent: Place | None
    sites: tuple[Place, ...]


@dataclass(frozen=True)
class PortalLevel:
    """All sites of one level."""

    title: str
    groups: tuple[PortalGroup, ...]


@dataclass(frozen=True)
class PortalPlan:
    """The page of all sites by level; its top slot is that of the topmost sites together.

    A level without sites is left out.
    """

    shared: Shared
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[Listing, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The covers of its top slot."""
        covers = (listing.planned.cover for listing in self.top_slot)
        return tuple(cover for cover in covers if cover)


@dataclass(frozen=True)
class PortalDraft:
    """The portal's plan before the articles' words are there."""

    shared: Shared
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[Draft, ...]

    @property
    def digest(self) -> str:
        """A text that changes when anything in the plan does."""
        return digest_of(self)

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose articles it shows."""
        return frozenset(draft.home.slug for draft in self.top_slot)

    def filled(self, articles: Mapping[str, Article]) -> PortalPlan:
        """Return the plan, with the articles by their paths."""
        slot = tuple(draft.listing(articles) for draft in self.top_slot)
        return PortalPlan(self.shared, self.pinned_title, self.pinned_url, self.levels, slot)


def entry_id(federation: Federation, path: str) -> str:
    """Return the lasting id of an article: a UUID (RFC 9562) of federation id and path alone."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{federation.id}/{path}')}"


class Planner:
    """Drafts the plans of a federation's sites, and tells their digests without drafting them."""

    def __init__(
        self,
        federation: Federation,
        catalog: Catalog,
        published: Collection[str],
        placed: Iterable[Placement],
    ) -> None:
        self._federation = federation
        self._catalog = catalog
        self._published = published
        self._shared = Shared(
            id=federation.id,
            name=federation.name,
            language=federation.language,
            timezone=federation.timezone,
            address=federation.address,
            portal=federation.portal,
            feeds=federation.feeds,
            hub=federation.hub,
            pinned=federation.pinned.slug,
            shares_host=federation.shares_host,
        )
        self._places = {
            site.slug: Place(site.slug, site.name, federation.address_of(site.slug))
            for site in federation.sites
        }
        self._level_titles = {level.name: level.title for level in federation.levels}
        self._placed: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        for placement in placed:
            self._placed[placement.site].append(placement)
        self._fingerprints: dict[str, str] = {}
        self._pages: dict[str, list[Entry]] = {}
        for path in sorted(published):
            entry = catalog.articles[path]
            if entry.column is None:
                self._pages.setdefault(entry.site, []).append(entry)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The slugs of all sites that can be built: those whose top slot is not empty."""
        pinned = self._shared.pinned
        return tuple(
            site.slug
            for site in self._federation.sites
            if any(placement.column == pinned for placement in self._placed[site.slug])
        )

    def shown(self, slug: str) -> list[str]:
        """Return the paths of the articles and pages that a site shows."""
        pages = self._pages.get(slug, ())
        return [*(p.article for p in self._placed[slug]), *(entry.path for entry in pages)]

    def path(self, slug: str) -> str:
        """Return a site's folder below content/: those of the sites below it begin so, too."""
        return self._federation.by_slug[slug].path

    def work(self, slug: str) -> int:
        """Return how much there is to do for a site: entries to list, and pages of its own."""
        return sum(1 + (placed.why == OWN) for placed in self._placed[slug])

    def digest(self, slug: str) -> str:
        """Return a text that changes when anything in a site's plan does."""
        frame = repr(self._frame(self._federation.by_slug[slug]))
        listed = [(p.article, p.column, p.why) for p in self._placed[slug]]
        pages = [(entry.path, "", "") for entry in self._pages.get(slug, ())]
        shown = (
            f"{column}\t{why}\t{self._fingerprint(path)}"
            for path, column, why in sorted(listed) + pages
        )
        return digest_of_bytes("\n".join((frame, *shown)).encode("utf-8", "replace"))

    def _fingerprint(self, path: str) -> str:
        """Return all that an article's output depends on, in few words.

        Its address and id follow from its path, its home's address and the federation's id. What
        is pushed stands in many sites.
        """
        known = self._fingerprints.get(path)
        if known is None:
            entry = self._catalog.articles[path]
            known = f"{path!r}\t{entry.digest}\t{self._places[entry.site].name!r}"
            if entry.pictures or entry.references:
                known += repr((entry.pictures, tuple(self._resolved(entry))))
            self._fingerprints[path] = known
        return known

    def _resolved(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """Yield each link into the content tree that may stay: as written, its article, "#…"."""
        for link in entry.references:
            found = find(link.path, self._catalog.articles)
            if found is not None and found in self._published:
                known = self._catalog.articles[found].anchors
                there = link.fragment and names_anchor(link.fragment, known)
                yield link.target, found, link.fragment if there else ""

    def draft(self, slug: str) -> SiteDraft:
        """Return a site's draft."""
        site = self._federation.by_slug[slug]
        frame = self._frame(site)
        listings = newest_first(self._placed[slug], self._catalog)
        pages = (self._draft(entry.path, "", "") for entry in self._pages.get(slug, ()))
        return SiteDraft(
            **{field.name: getattr(frame, field.name) for field in fields(Frame)},
            listings=tuple(self._draft(p.article, p.column, p.why) for p in listings),
            pages=tuple(pages),
        )

    def _frame(self, site: Site) -> Frame:
        federation = self._federation
        return Frame(
            shared=self._shared,
            place=self._places[site.slug],
            level_title=self._level_titles[site.level],
            columns=site.columns,
            ancestors=tuple(self._places[above.slug] for above in federation.ancestors(site)),
            children=tuple(
                self._places[child.slug] for child in federation.children.get(site.slug, ())
            ),
        )

    def _draft(self, path: str, column: str, why: str) -> Draft:
        entry = self._catalog.articles[path]
        resolved = [*self._resolved(entry)] if entry.references else []
        return Draft(
            path=path,
            digest=digest_of((entry.digest, entry.pictures)) if entry.pictures else entry.digest,
            id=entry_id(self._federation, path),
            url=self._url(entry),
            home=self._places[entry.site],
            links=tuple(
                (target, self._url(self._catalog.articles[found]) + fragment)
                for target, found, fragment in resolved
            ),
            linked=tuple(sorted({found for _, found, _ in resolved})),
            column=column,
            why=why,
        )

    def _url(self, entry: Entry) -> str:
        folder = entry.column if entry.column is not None else "pages"
        name = entry.name if _UNRESERVED.fullmatch(entry.name) else quote(entry.name)
        return f"{self._places[entry.site].url}{folder}/{name}.html"

    def portal(self, built: Collection[str]) -> PortalDraft | None:
        """Return the draft of the page of these sites; without any there is none."""
        sites = [site for site in self._federation.sites if site.slug in built]
        tops = [site for site in sites if site.parent is None] or sites[:1]
        if not tops:
            return None
        pinned = next(c for c in tops[0].columns if c.slug == self._shared.pinned)
        slot: dict[str, Placement] = {}
        for site in tops:
            listed = newest_first(self._placed[site.slug], self._catalog)
            slot |= {p.article: p for p in top_slot(listed, pinned.slug)}
        newest = newest_first(slot.values(), self._catalog)[:SLOT_SIZE]
        levels = [self._level(level.name, built) for level in self._federation.levels]
        return PortalDraft(
            shared=self._shared,
            pinned_title=pinned.title,
            pinned_url=f"{self._places[tops[0].slug].url}{pinned.slug}/",
            levels=tuple(level for level in levels if level.groups),
            top_slot=tuple(self._draft(p.article, p.column, p.why) for p in newest),
        )

    def _level(self, level: str, built: Collection[str]) -> PortalLevel:
        groups: dict[str | None, list[Place]] = {}
        for site in self._federation.sites:
            if site.level == level and site.slug in built:
                groups.setdefault(site.parent, []).append(self._places[site.slug])
        return PortalLevel(
            self._level_titles[level],
            tuple(
                PortalGroup(self._places[parent] if parent else None, tuple(sites))
                for parent, sites in groups.items()
            ),
        )


def newest_first(placed: Iterable[Placement], catalog: Catalog) -> list[Placement]:
    """Sort by date, newest first; the path decides between equal dates."""
    by_path = sorted(placed, key=lambda placement: placement.article)
    return sorted(by_path, key=lambda p: catalog.articles[p.article].date, reverse=True)
