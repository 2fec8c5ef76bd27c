"""Everything that Pelican may see of one site: the SitePlan, an outline with its texts.

A site's output is a pure function of its plan, the settings, the theme and the code. All addresses
here are absolute.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from lianzhan.model.catalog import NEAREST, OWN
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import NOTICE, is_notice
from lianzhan.model.names import composed
from lianzhan.planning.of_kinds import OfKinds, of_kinds
from lianzhan.planning.planned import Listing, Planned, PlannedArticle, listing_of, planned_of
from lianzhan.planning.portal_directory import NO_SITES, PortalDirectory
from lianzhan.planning.shown_profile import NOTHING_SHOWN, ShownProfile
from lianzhan.planning.site_facts import (
    FederationFacts,
    PortalLevel,
    Redirect,
    SiteFacts,
    top_slot,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.notice.values import Notice
    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Column
    from lianzhan.model.host_files import HostFile
    from lianzhan.planning.outline import Mention, SiteOutline
    from lianzhan.planning.portal_outline import PortalOutline, PortalWay


@dataclass(frozen=True)
class SitePlan(SiteFacts):
    """One site: its facts, what it lists (newest first), its pages, and values of further kinds.

    `mentioned` are values of sites below, of which it knows a few facts; `drawn_lists` are those
    that pages of its values have, by the paths of these.
    """

    listings: tuple[Listing[Article], ...]
    pages: tuple[PlannedArticle, ...]
    others: tuple[tuple[str, tuple[Listing[Any], ...]], ...] = ()
    mentioned: tuple[Mention, ...] = ()
    drawn_lists: tuple[tuple[str, tuple[Listing[Any], ...]], ...] = ()

    @property
    def own(self) -> tuple[PlannedArticle, ...]:
        """The articles that have their page here."""
        return tuple(listing.planned for listing in self.listings if listing.why == OWN)

    @cached_property
    def redirects(self) -> tuple[tuple[str, Planned[Any]], ...]:
        """The pages at old addresses by their files, sorted, with what stands elsewhere now."""
        others = (each.planned for _, found in self.others for each in found if each.why == OWN)
        shown = [each for each in (*self.own, *self.pages, *others) if _has_moved(each.value)]
        return tuple(
            sorted(
                ((alias.file, each) for each in shown for alias in each.value.moved_from),
                key=itemgetter(0),
            )
        )

    @cached_property
    def notices(self) -> tuple[Listing[Notice], ...]:
        """The notices of what was withdrawn: its own, and those that its feeds tell of."""
        return dict(self.others).get(NOTICE, ())

    @property
    def everything(self) -> tuple[Planned[Any], ...]:
        """Every article, page and other value that the site shows."""
        others = (listing.planned for _, shown in self.others for listing in shown)
        drawn = (listing.planned for _, found in self.drawn_lists for listing in found)
        return (*(listing.planned for listing in self.listings), *self.pages, *others, *drawn)

    @cached_property
    def of_kinds(self) -> OfKinds:
        """What readers see of all further kinds."""
        return of_kinds(self, dict(self.others))

    def mentions(self, kind: str) -> tuple[Mention, ...]:
        """Return the values of a kind that it mentions."""
        return tuple(mention for mention in self.mentioned if mention.kind == kind)

    def drawn(self, path: str) -> tuple[Listing[Any], ...]:
        """Return what the page of the value with this path lists, in its order."""
        return next((found for drawing, found in self.drawn_lists if drawing == path), ())

    @property
    def in_feeds(self) -> tuple[Listing[Article], ...]:
        """What its feeds tell of: not what it borrows from its neighbours."""
        return tuple(listing for listing in self.listings if listing.why != NEAREST)

    def has_feed(self, slug: str) -> bool:
        """Whether a column has feeds: there is something in it, or was until it was withdrawn."""
        ended = any(listing.column == slug for listing in self.notices)
        return ended or any(listing.why != NEAREST for listing in self.in_column(slug))

    def is_borrowed(self, slug: str) -> bool:
        """Whether a column shows nothing but what is its neighbours'."""
        listed = self.in_column(slug)
        return bool(listed) and all(listing.why == NEAREST for listing in listed)

    @property
    def footer_pages(self) -> tuple[tuple[str, str], ...]:
        """The titles and addresses of the pages in its footer: its own, or the nearest above."""
        own = {composed(page.value.name): (page.value.title, page.url) for page in self.pages}
        above = {composed(m.name): (m.fact("title"), m.url) for m in self.mentions("page")}
        return tuple(filter(None, ((above | own).get(composed(name)) for name in self.footer)))

    def in_column(self, slug: str) -> tuple[Listing[Article], ...]:
        """Return what a column lists, newest first."""
        return self.by_column.get(slug, ())

    @cached_property
    def by_column(self) -> dict[str, tuple[Listing[Article], ...]]:
        """What each column lists, newest first."""
        lists: dict[str, list[Listing[Article]]] = {}
        for listing in self.listings:
            lists.setdefault(listing.column, []).append(listing)
        return {slug: tuple(listings) for slug, listings in lists.items()}

    @cached_property
    def listed_columns(self) -> tuple[Column, ...]:
        """The columns that list anything, in their order."""
        return tuple(column for column in self.columns if self.in_column(column.slug))

    @cached_property
    def top_slot(self) -> tuple[Listing[Article], ...]:
        """The pinned column's articles for the home page: the site's own first, then others."""
        return top_slot(self.listings, self.shared.pinned)


@dataclass(frozen=True)
class PortalPlan:
    """The page of all sites; its top slot is that of the topmost sites together.

    `levels` are all sites by level, those without sites left out, `directory` the same by place.
    `newest` are articles of all sites that are not in the slot, `ways` lead to pages of the one
    topmost site. `host_files` stand beside it.
    """

    shared: FederationFacts
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[Listing[Article], ...]
    host_files: tuple[HostFile, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    profile: ShownProfile = NOTHING_SHOWN
    directory: PortalDirectory = NO_SITES
    newest: tuple[Listing[Article], ...] = ()
    ways: tuple[PortalWay, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The covers of its top slot."""
        covers = (listing.planned.cover for listing in self.top_slot)
        return tuple(cover for cover in covers if cover)


def _has_moved(value: Value) -> bool:
    """Whether it had other addresses, and is at a new one: a notice is at that of what is gone."""
    return bool(getattr(value, "aliases", ())) and not is_notice(value.path)


def site_plan(outline: SiteOutline, values: Mapping[str, Any]) -> SitePlan:
    """Return a site's plan: its outline, with the values by their paths."""
    facts = {field.name: getattr(outline, field.name) for field in fields(SiteFacts)}
    listings = tuple(listing_of(listed, outline.shared, values) for listed in outline.listings)
    pages = tuple(planned_of(page, outline.shared, values) for page in outline.pages)
    others: dict[str, list[Listing[Any]]] = {}
    for listed in outline.others:
        others.setdefault(listed.kind, []).append(listing_of(listed, outline.shared, values))
    by_kind = tuple((kind, tuple(shown)) for kind, shown in others.items())
    drawn = tuple(
        (path, tuple(listing_of(listed, outline.shared, values) for listed in found))
        for path, found in outline.drawn
    )
    return SitePlan(
        **facts,
        listings=listings,
        pages=pages,
        others=by_kind,
        mentioned=outline.mentioned,
        drawn_lists=drawn,
    )


def portal_plan(outline: PortalOutline, values: Mapping[str, Any]) -> PortalPlan:
    """Return the portal's plan: its outline, with the values by their paths."""
    slot = tuple(listing_of(listed, outline.shared, values) for listed in outline.top_slot)
    newest = tuple(listing_of(listed, outline.shared, values) for listed in outline.newest)
    facts = (outline.shared, outline.pinned_title, outline.pinned_url, outline.levels)
    said = (outline.profile, outline.directory, newest, outline.ways)
    return PortalPlan(*facts, slot, outline.host_files, outline.redirects, *said)
