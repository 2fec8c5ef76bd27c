"""Stage 5, everything that Pelican may see of one site: the SitePlan, and its digest.

In: the federation, decisions and placements. Out: one plan a site, and one for the portal. A plan
holds nothing of a withheld article, and a site's output is a pure function of its plan, the
settings, the theme and the code. All addresses here are absolute.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.rules.links import find, has_anchor, is_internal, is_unsafe, resolve
from lianzhan.syndication import OWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lianzhan.model.article import Article, Catalog, Picture
    from lianzhan.model.federation import Column, Federation, Site
    from lianzhan.syndication import Placement

ASSETS = "assets"
"""The folder of pictures and theme files: in the output folder, or in each site's (own hosts)."""
SLOT_SIZE = 6
"""Articles in the top slot of a home page: as many as a phone shows in two screens."""
_NAMESPACE = uuid.UUID("6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51")


@dataclass(frozen=True, slots=True)
class Place:
    """A site as other sites name and link it."""

    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """A published article or page with its one canonical address.

    `id` comes from federation id and path alone, so it survives a new title, date or address.
    `links` maps every link target of the body that may stay to its address; a target that is not
    in it loses its link. `home` is the site it belongs to, `linked` the ids of the articles that it
    links.
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

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """All that its output depends on, in few words."""
        article = self.article
        pictures = tuple((src, picture.digest) for src, picture in article.pictures)
        return (article.path, article.digest, self.id, self.url, self.home, self.links, pictures)


@dataclass(frozen=True, slots=True)
class Listing:
    """A planned article as one site lists it: in which column, and why (own, pushed, picked)."""

    planned: PlannedArticle
    column: str
    why: str


@dataclass(frozen=True, slots=True)
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
class SitePlan:
    """One site: its place in the federation, its columns, what it lists (newest first), its pages.

    `ancestors` stand highest first; `children` are the sites right below.
    """

    shared: Shared
    place: Place
    level_title: str
    columns: tuple[Column, ...]
    ancestors: tuple[Place, ...]
    children: tuple[Place, ...]
    listings: tuple[Listing, ...]
    pages: tuple[PlannedArticle, ...]

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

    @property
    def own(self) -> tuple[PlannedArticle, ...]:
        """The articles that have their page here."""
        return tuple(listing.planned for listing in self.listings if listing.why == OWN)

    def column_url(self, slug: str) -> str:
        """Return the address of a column, ending in "/"."""
        return f"{self.place.url}{slug}/"

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
        pinned = self.in_column(self.shared.pinned)
        own_first = sorted(pinned, key=lambda listing: listing.why != OWN)
        return tuple(own_first[:SLOT_SIZE])

    @cached_property
    def digest(self) -> str:
        """A text that changes when anything in the plan does."""
        listed = tuple((x.column, x.why, x.planned.fingerprint) for x in self.listings)
        pages = tuple(page.fingerprint for page in self.pages)
        around = (self.shared, self.place, self.level_title, self.columns)
        return digest_of((*around, self.ancestors, self.children, listed, pages))


@dataclass(frozen=True, slots=True)
class PortalGroup:
    """Sites of one level below the same site (None: the topmost)."""

    parent: Place | None
    sites: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class FederationPlan:
    """The plans of all sites that can be built, and of the portal."""

    sites: tuple[SitePlan, ...]
    portal: PortalPlan | None = field(default=None)


def digest_of(value: object) -> str:
    """Return a digest of a value made of texts, numbers, tuples and frozen dataclasses."""
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=16).hexdigest()


def entry_id(federation: Federation, path: str) -> str:
    """Return the lasting id of an article: a UUID (RFC 9562) of federation id and path alone."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{federation.id}/{path}')}"


def plan_federation(
    federation: Federation,
    catalog: Catalog,
    published: Collection[str],
    placed: Iterable[Placement],
) -> FederationPlan:
    """Return the plans of all sites; a site whose top slot would be empty has none."""
    planner = _Planner(federation, catalog, published)
    by_site: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
    for placement in placed:
        by_site[placement.site].append(placement)
    plans = (planner.site(site, by_site[site.slug]) for site in federation.sites)
    sites = tuple(plan for plan in plans if plan.top_slot)
    return FederationPlan(sites, planner.portal(sites) if sites else None)


class _Planner:
    """Plans each published article once; sites share the result."""

    def __init__(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> None:
        self.federation = federation
        self.catalog = catalog
        self.published = published
        self.shared = Shared(
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
        self.places = {
            site.slug: Place(site.slug, site.name, federation.address_of(site.slug))
            for site in federation.sites
        }
        self.planned = {path: self._article(catalog.articles[path]) for path in published}
        self.level_titles = {level.name: level.title for level in federation.levels}
        self.pages: dict[str, list[PlannedArticle]] = {}
        for path in sorted(published):
            planned = self.planned[path]
            if planned.article.column is None:
                self.pages.setdefault(planned.article.site, []).append(planned)

    def _article(self, article: Article) -> PlannedArticle:
        links = {}
        found = [
            find(link.target, article.path, self.catalog.articles) for link in article.body.links
        ]
        linked = {
            entry_id(self.federation, path) for path in found if path and path in self.published
        }
        for link in article.body.links:
            address = self._target(link.target, article)
            if address is not None:
                links[link.target] = address
        return PlannedArticle(
            article=article,
            id=entry_id(self.federation, article.path),
            url=self._url(article),
            home=self.places[article.site],
            links=tuple(links.items()),
            linked=tuple(sorted(linked)),
        )

    def _url(self, article: Article) -> str:
        folder = article.column if article.column is not None else "pages"
        return f"{self.federation.address_of(article.site)}{folder}/{quote(article.name)}.html"

    def _target(self, target: str, article: Article) -> str | None:
        """Return the address a link leads to, or None where only its words may stay."""
        if is_unsafe(target):
            return None
        if target.startswith("#"):
            return self._url(article) + target if has_anchor(article, target) else None
        if not is_internal(target):
            return f"https:{target}" if target.startswith("//") else target
        found = find(target, article.path, self.catalog.articles)
        if found is None or found not in self.published:
            return None
        _, fragment = resolve(target, article.path)
        linked = self.catalog.articles[found]
        return self._url(linked) + (fragment if has_anchor(linked, fragment) else "")

    def site(self, site: Site, placed: Iterable[Placement]) -> SitePlan:
        listings = [Listing(self.planned[p.article], p.column, p.why) for p in placed]
        children = self.federation.children.get(site.slug, ())
        return SitePlan(
            shared=self.shared,
            place=self.places[site.slug],
            level_title=self.level_titles[site.level],
            columns=site.columns,
            ancestors=tuple(self.places[above.slug] for above in self.federation.ancestors(site)),
            children=tuple(self.places[child.slug] for child in children),
            listings=newest_first(listings),
            pages=tuple(self.pages.get(site.slug, ())),
        )

    def portal(self, plans: tuple[SitePlan, ...]) -> PortalPlan:
        built = {plan.slug: plan for plan in plans}
        tops = [plan for plan in plans if not plan.ancestors] or list(plans[:1])
        slot = {x.planned.article.path: x for plan in tops for x in plan.top_slot}
        levels = [self._level(level.name, built) for level in self.federation.levels]
        pinned = next(c for c in tops[0].columns if c.slug == self.shared.pinned)
        return PortalPlan(
            shared=self.shared,
            pinned_title=pinned.title,
            pinned_url=tops[0].column_url(pinned.slug),
            levels=tuple(level for level in levels if level.groups),
            top_slot=newest_first(slot.values())[:SLOT_SIZE],
        )

    def _level(self, level: str, built: dict[str, SitePlan]) -> PortalLevel:
        groups: dict[str | None, list[Place]] = {}
        for site in self.federation.sites:
            if site.level == level and site.slug in built:
                groups.setdefault(site.parent, []).append(self.places[site.slug])
        return PortalLevel(
            self.level_titles[level],
            tuple(
                PortalGroup(self.places[parent] if parent else None, tuple(sites))
                for parent, sites in groups.items()
            ),
        )


def newest_first(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """Sort by date, newest first; the path decides between equal dates."""
    by_path = sorted(listings, key=lambda listing: listing.planned.article.path)
    return tuple(sorted(by_path, key=lambda x: x.planned.article.date, reverse=True))
