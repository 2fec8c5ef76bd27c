"""Stage 5, what a site shows: one outline a site, and one for the portal.

In: the federation, decisions and placements. An outline holds everything but the articles' text;
the worker that renders the site adds it (see `plan`). So a site's digest is known without the
texts. Neither holds anything of a withheld article.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.catalog import OWN
from lianzhan.model.federation import SiteIdentity
from lianzhan.planning.site_facts import (
    SLOT_SIZE,
    FederationFacts,
    PortalGroup,
    PortalLevel,
    SiteFacts,
    SiteLink,
    address,
    top_slot,
)
from lianzhan.reading.links import find, names_anchor
from lianzhan.runtime.digests import digest_of, digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.model.catalog import Catalog, Entry, Placement
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.host_files import HostFile


class ListedArticle(NamedTuple):
    """An article, or another value, as a site lists it, without its text: see Listing.

    `digest` is that of its words and pictures, `links` are those into the content tree alone. What
    has no column has "". A build makes and sends more of these than of all else.
    """

    path: str
    digest: str
    home: SiteLink
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    column: str
    why: str
    kind: str


@dataclass(frozen=True)
class SiteOutline(SiteFacts):
    """A site's plan without the texts; `others` are values of all further kinds."""

    listings: tuple[ListedArticle, ...]
    pages: tuple[ListedArticle, ...]
    others: tuple[ListedArticle, ...] = ()

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose content it shows."""
        shown = (*self.listings, *self.pages, *self.others)
        return frozenset(listed.home.slug for listed in shown)


@dataclass(frozen=True)
class PortalOutline:
    """The portal's plan without the articles' texts."""

    shared: FederationFacts
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[ListedArticle, ...]
    host_files: tuple[HostFile, ...] = ()

    @property
    def digest(self) -> str:
        """A text that changes when anything in the plan does."""
        return digest_of(self)

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose articles it shows."""
        return frozenset(listed.home.slug for listed in self.top_slot)


class Planner:
    """Outlines the sites of a federation, and tells their digests without outlining them."""

    def __init__(
        self,
        federation: Federation,
        catalog: Catalog,
        published: Collection[str],
        placed: Iterable[Placement],
        host_files: tuple[HostFile, ...] = (),
    ) -> None:
        self._federation = federation
        self._catalog = catalog
        self._published = published
        self._host_files = host_files
        self._shared = FederationFacts(
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
            site.slug: SiteLink(site.slug, site.name, federation.address_of(site.slug))
            for site in federation.sites
        }
        self._homes = {slug: repr((slug, place.name)) for slug, place in self._places.items()}
        self._level_titles = {level.name: level.title for level in federation.levels}
        self._placed: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        self._others: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        for placement in placed:
            is_article = catalog.entries[placement.path].kind == "article"
            (self._placed if is_article else self._others)[placement.site].append(placement)
        self._fingerprints: dict[str, str] = {}

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
        """Return the paths of all that a site shows."""
        return [placed.path for placed in (*self._placed[slug], *self._others[slug])]

    def identity(self, slug: str) -> SiteIdentity:
        """Return what a site's manifest says of it."""
        site, place = self._federation.by_slug[slug], self._places[slug]
        return SiteIdentity(site.path, site.name, site.level, place.url)

    def path(self, slug: str) -> str:
        """Return a site's folder below content/: those of the sites below it begin so, too."""
        return self._federation.by_slug[slug].path

    def work(self, slug: str) -> int:
        """Return how much there is to do for a site: entries to list, and pages of its own."""
        return sum(1 + (placed.why == OWN) for placed in self._placed[slug])

    def digest(self, slug: str) -> str:
        """Return a text that changes when anything in a site's plan does."""
        facts = repr((self._facts(self._federation.by_slug[slug]), self.identity(slug)))
        every = (*self._placed[slug], *self._others[slug])
        listed = sorted([(p.path, p.column, p.why) for p in every])
        known, fingerprint = self._fingerprints, self._fingerprint
        shown = [
            f"{column}\t{why}\t{known.get(path) or fingerprint(path)}"
            for path, column, why in listed
        ]
        return digest_of_bytes("\n".join((facts, *shown)).encode("utf-8", "replace"))

    def _fingerprint(self, path: str) -> str:
        """Return all that an article's output depends on, as a few short values.

        Its address and id follow from its path, its home's slug and what sites share; so do the
        addresses that it links. What is pushed stands in many sites.
        """
        articles = self._catalog.entries
        entry = articles[path]
        text = f"{path!r}\t{entry.digest}\t{self._homes[entry.site]}"
        if entry.pictures or entry.references:
            resolved = [(*link, articles[link[1]].site) for link in self._resolved(entry)]
            text += repr((entry.pictures, resolved))
        self._fingerprints[path] = text
        return text

    def _resolved(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """Yield each link into the content tree that may stay: as written, its article, "#…"."""
        for link in entry.references:
            found = find(link.path, self._catalog.entries)
            if found is not None and found in self._published:
                known = self._catalog.entries[found].anchors
                there = link.fragment and names_anchor(link.fragment, known)
                yield link.target, found, link.fragment if there else ""

    def outline(self, slug: str) -> SiteOutline:
        """Return a site's outline."""
        site = self._federation.by_slug[slug]
        facts = self._facts(site)
        listings = newest_first(self._placed[slug], self._catalog)
        others = [self._listed(p) for p in newest_first(self._others[slug], self._catalog)]
        pages = sorted(listed for listed in others if listed.kind == "page")
        return SiteOutline(
            **{field.name: getattr(facts, field.name) for field in fields(SiteFacts)},
            listings=tuple(map(self._listed, listings)),
            pages=tuple(pages),
            others=tuple(listed for listed in others if listed.kind != "page"),
        )

    def _facts(self, site: Site) -> SiteFacts:
        federation = self._federation
        return SiteFacts(
            shared=self._shared,
            place=self._places[site.slug],
            level_title=self._level_titles[site.level],
            columns=site.columns,
            ancestors=tuple(self._places[above.slug] for above in federation.ancestors(site)),
            children=tuple(
                self._places[child.slug] for child in federation.children.get(site.slug, ())
            ),
        )

    def _listed(self, placed: Placement) -> ListedArticle:
        entry = self._catalog.entries[placed.path]
        resolved = [*self._resolved(entry)] if entry.references else []
        return ListedArticle(
            path=placed.path,
            digest=digest_of((entry.digest, entry.pictures)) if entry.pictures else entry.digest,
            home=self._places[entry.site],
            links=tuple(
                (target, self._url(found) + fragment) for target, found, fragment in resolved
            ),
            linked=tuple(sorted({found for _, found, _ in resolved})),
            column=placed.column,
            why=placed.why,
            kind=entry.kind,
        )

    def _url(self, path: str) -> str:
        entry = self._catalog.entries[path]
        return address(self._places[entry.site], entry.kind, entry.column, entry.name)

    def portal(self, built: Collection[str]) -> PortalOutline | None:
        """Return the outline of the page of these sites; without any there is none."""
        standing = frozenset(built)
        sites = [site for site in self._federation.sites if site.slug in standing]
        tops = [site for site in sites if site.parent is None] or sites[:1]
        if not tops:
            return None
        pinned = next(c for c in tops[0].columns if c.slug == self._shared.pinned)
        slot: dict[str, Placement] = {}
        for site in tops:
            listed = newest_first(self._placed[site.slug], self._catalog)
            slot |= {p.path: p for p in top_slot(listed, pinned.slug)}
        newest = newest_first(slot.values(), self._catalog)[:SLOT_SIZE]
        levels = [self._level(level.name, standing) for level in self._federation.levels]
        return PortalOutline(
            shared=self._shared,
            pinned_title=pinned.title,
            pinned_url=f"{self._places[tops[0].slug].url}{pinned.slug}/",
            levels=tuple(level for level in levels if level.groups),
            top_slot=tuple(map(self._listed, newest)),
            host_files=self._host_files,
        )

    def _level(self, level: str, built: Collection[str]) -> PortalLevel:
        groups: dict[str | None, list[SiteLink]] = {}
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
    by_path = sorted(placed, key=lambda placement: placement.path)
    return sorted(by_path, key=lambda p: catalog.entries[p.path].date, reverse=True)
