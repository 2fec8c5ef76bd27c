"""Stage 5, what a site shows: one outline a site.

In: the federation, decisions and placements. An outline holds everything but the articles' text;
the worker that renders the site adds it (see `plan`). So a site's digest is known without the
texts. Neither holds anything of a withheld article.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.kinds.page.footers import footer_of
from lianzhan.model.catalog import DRAWN, MENTIONED, NEAREST, OWN
from lianzhan.model.kinds import is_notice
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.planning.below import levels_below
from lianzhan.planning.facts_texts import FactsTexts
from lianzhan.planning.identity.weaves import weaves
from lianzhan.planning.linked import forwarded, resolved, with_pages
from lianzhan.planning.outline import DrawnList, ListedArticle, Mention, SiteOutline, listed_digest
from lianzhan.planning.placement import newest_first
from lianzhan.planning.places import families, site_links
from lianzhan.planning.shown_profile import shown_profiles
from lianzhan.planning.site_facts import (
    Redirect,
    SiteFacts,
    SiteLink,
    address,
    at_heading,
    shared_facts,
)
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.model.catalog import Catalog, Entry, Placement
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.host_files import HostFile


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
        self.federation = federation
        self.catalog = catalog
        self._published = published
        self.host_files = host_files
        self.shared = shared_facts(federation)
        self.places = site_links(federation)
        self._families = families(federation, self.places)
        self._weaves = weaves(federation)
        self._homes = {slug: repr(place) for slug, place in self.places.items()}
        self.level_titles = {level.name: level.title for level in federation.levels}
        self.placed: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        self._others: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        self._mentioned: dict[str, list[Placement]] = {site.slug: [] for site in federation.sites}
        self._drawn: dict[str, list[Placement]] = defaultdict(list)
        placed = [*placed]
        self._linkable = with_pages(catalog, published, placed)
        for placement in placed:
            self._lists_of(placement)[placement.site].append(placement)
        self._fingerprints: dict[str, str] = {}
        self._texts = FactsTexts()
        portal = SiteLink("", federation.name, federation.portal)
        self.profiles = shown_profiles(federation, self.places, portal)

    def _lists_of(self, placed: Placement) -> dict[str, list[Placement]]:
        if placed.why in MENTIONED:
            return self._mentioned
        if placed.why == DRAWN:
            return self._drawn
        is_article = self.catalog.entries[placed.path].kind == "article"
        return self.placed if is_article else self._others

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The slugs of all sites that can be built: those whose top slot is not empty."""
        pinned = self.shared.pinned
        return tuple(
            site.slug
            for site in self.federation.sites
            if any(placement.column == pinned for placement in self.placed[site.slug])
        )

    def shown(self, slug: str) -> list[str]:
        """Return the paths of all that a site shows the words of."""
        every = (*self.placed[slug], *self._others[slug], *self._drawn.get(slug, ()))
        return [placed.path for placed in every]

    def identity(self, slug: str) -> SiteIdentity:
        """Return what a site's manifest says of it."""
        site, place = self.federation.by_slug[slug], self.places[slug]
        return SiteIdentity(site.path, site.name, site.level, place.url, site.code or "")

    def path(self, slug: str) -> str:
        """Return a site's folder below content/: those of the sites below it begin so, too."""
        return self.federation.by_slug[slug].path

    def work(self, slug: str) -> int:
        """Return how much there is to do for a site: entries to list, and pages of its own."""
        return sum(1 + (placed.why == OWN) for placed in self.placed[slug])

    def digest(self, slug: str) -> str:
        """Return a text that changes when anything in a site's plan does."""
        facts = self._texts.of(self._facts(self.federation.by_slug[slug]), self.identity(slug))
        every = (*self.placed[slug], *self._others[slug])
        listed = sorted([(p.path, p.column, p.why) for p in every])
        known, fingerprint = self._fingerprints, self._fingerprint
        shown = [
            f"{column}\t{why}\t{known.get(path) or fingerprint(path)}"
            for path, column, why in listed
        ]
        shown += map(repr, self._mentions(slug))
        shown += (f"{each.column}\t{fingerprint(each.path)}" for each in self._drawn.get(slug, ()))
        return digest_of_bytes("\n".join((facts, *shown)).encode("utf-8", "replace"))

    def _fingerprint(self, path: str) -> str:
        """Return all that an article's output depends on, as a few short values.

        Its address and id follow from its path, its home's slug and what sites share; so do the
        addresses that it links. What is pushed stands in many sites.
        """
        articles = self.catalog.entries
        entry = articles[path]
        text = f"{path!r}\t{entry.digest}\t{self._homes[entry.site]}"
        if entry.pictures or entry.references or entry.attachments:
            resolved = [(*link, articles[link[1]].site) for link in self._resolved(entry)]
            text += repr((entry.pictures, resolved, entry.attachments))
        if entry.forwards and (notice := forwarded(entry, self.catalog, self._linkable)):
            text += f"\t{notice.digest}"
        if entry.phase:
            text += f"\t{entry.phase}"
        self._fingerprints[path] = text
        return text

    def _resolved(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        return resolved(entry, self.catalog, self._linkable)

    def outline(self, slug: str) -> SiteOutline:
        """Return a site's outline."""
        site = self.federation.by_slug[slug]
        facts = self._facts(site)
        own = newest_first((p for p in self.placed[slug] if p.why != NEAREST), self.catalog)
        near = (p for p in self.placed[slug] if p.why == NEAREST)  # in its order: nearest first
        others = [self.listed(p) for p in newest_first(self._others[slug], self.catalog)]
        pages = sorted(listed for listed in others if listed.kind == "page")
        return SiteOutline(
            **{field.name: getattr(facts, field.name) for field in fields(SiteFacts)},
            listings=tuple(map(self.listed, (*own, *near))),
            pages=tuple(pages),
            others=tuple(listed for listed in others if listed.kind != "page"),
            mentioned=self._mentions(slug),
            drawn=tuple(self._drawn_lists(slug)),
        )

    def _drawn_lists(self, slug: str) -> Iterator[DrawnList]:
        """Yield what each value at a site draws, in its order."""
        for path, each in groupby(self._drawn.get(slug, ()), key=attrgetter("column")):
            columns = ((p, self.catalog.entries[p.path].column or "") for p in each)
            yield path, tuple(self.listed(p._replace(column=column)) for p, column in columns)

    def _mentions(self, slug: str) -> tuple[Mention, ...]:
        """Return what a site mentions, in the order of the sites, then of the paths."""
        paths = [placed.path for placed in self._mentioned[slug]]
        entries = self.catalog.entries
        ranks = {slug: rank for rank, slug in enumerate(self.places)} if paths else {}
        return tuple(map(self._mention, sorted(paths, key=lambda p: (ranks[entries[p].site], p))))

    def _mention(self, path: str) -> Mention:
        entry = self.catalog.entries[path]
        home = self.places[entry.site]
        named = (path, entry.kind, entry.name, self._url(path), home)
        return Mention(*named, entry.facts, entry.phase)

    def _facts(self, site: Site) -> SiteFacts:
        federation = self.federation
        every = (*self.placed[site.slug], *self._others[site.slug])
        filled = {placed.column for placed in every}
        return SiteFacts(
            shared=self.shared,
            place=self.places[site.slug],
            level_title=self.level_titles[site.level],
            columns=tuple(column for column in site.columns if column.slug in filled),
            ancestors=tuple(self.places[above.slug] for above in federation.ancestors(site)),
            children=self._families.get(site.slug, ()),
            siblings=self._families[site.parent],
            weave=self._weaves[site.slug],
            empty=tuple(column.slug for column in site.columns if column.slug not in filled),
            profile=self.profiles[site.slug],
            footer=footer_of(federation, site),
            masthead=self.catalog.mastheads.get(f"{site.path}/site.toml"),
            below=levels_below(federation, site.slug, self._mentioned[site.slug]),
        )

    def listed(self, placed: Placement) -> ListedArticle:
        """Return a placed value as a site lists it."""
        entry = self.catalog.entries[placed.path]
        resolved = [*self._resolved(entry)] if entry.references else []
        notice = forwarded(entry, self.catalog, self._linkable)
        return ListedArticle(
            path=placed.path,
            digest=listed_digest(entry),
            home=self.places[entry.site],
            links=tuple(
                (target, at_heading(self._url(found), anchor)) for target, found, anchor in resolved
            ),
            linked=tuple(sorted({found for _, found, _ in resolved})),
            column=placed.column,
            why=placed.why,
            kind=entry.kind,
            phase=entry.phase,
            forwarded=(notice.path, notice.site) if notice else None,
        )

    def redirects(self, standing: Collection[str]) -> Iterator[Redirect]:
        """Yield the old addresses of what is published at some sites, with where each leads.

        Then those of notices: what had them is gone.
        """
        for path in self.catalog.moved.values():
            entry = self.catalog.entries[path]
            if path in self._published and entry.site in standing:
                start, url = self.places[entry.site].url, self._url(path)
                yield from (
                    Redirect(path, start + quote(alias.address), url) for alias in entry.moved_from
                )
        for placed in (each for slug in standing for each in self._others.get(slug, ())):
            if is_notice(placed.path) and placed.why == OWN:
                yield Redirect(placed.path, self._url(placed.path), "")

    def _url(self, path: str) -> str:
        entry = self.catalog.entries[path]
        return address(self.places[entry.site], entry.kind, entry.column, entry.name)
