"""Everything that Pelican may see of one site: the SitePlan, an outline with its texts.

A site's output is a pure function of its plan, the settings, the theme and the code. All addresses
here are absolute.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from lianzhan.model.catalog import OWN
from lianzhan.model.kinds import NOTICE
from lianzhan.model.target import Kind, classify
from lianzhan.planning.attached import attached_files, links_to_files
from lianzhan.planning.of_kinds import OfKinds, of_kinds
from lianzhan.planning.site_facts import (
    FederationFacts,
    PortalLevel,
    Redirect,
    SiteFacts,
    SiteLink,
    address,
    top_slot,
)
from lianzhan.reading.links import anchor_of, anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.notice.values import Notice
    from lianzhan.kinds.value import Value
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.model.host_files import HostFile
    from lianzhan.planning.attached import PlannedFile
    from lianzhan.planning.outline import ListedArticle, SiteOutline
    from lianzhan.planning.portal_outline import PortalOutline

_NAMESPACE = uuid.UUID("6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51")


V_co = TypeVar("V_co", bound="Value", covariant=True)


@dataclass(frozen=True)
class Planned(Generic[V_co]):
    """A published value with its one canonical address.

    `id` comes from federation id and path alone, so it survives a new title, date or address; of
    what has moved, from the path that it had first.
    `links` maps every link target of the body that may stay to its address; a target that is not
    in it loses its link. `home` is the site it belongs to, `linked` the paths of what it links.
    """

    value: V_co
    id: str
    url: str
    home: SiteLink
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...] = ()

    @cached_property
    def cover(self) -> Picture | None:
        """The picture that stands for it in lists and feeds: of an animation one frame."""
        return self.lead.still if self.lead else None

    @cached_property
    def lead(self) -> Picture | None:
        """The same picture as it begins its own page, where an animation moves."""
        cover: Image | None = getattr(self.value, "cover", None)
        return dict(self.value.pictures).get(cover.src) if cover else None

    @property
    def files(self) -> tuple[PlannedFile, ...]:
        """The files that are published with it, each once, in the order of their links."""
        return attached_files(self.value, dict(self.links)) if self.value.linked_files else ()


PlannedArticle: TypeAlias = "Planned[Article]"


@dataclass(frozen=True)
class Listing(Generic[V_co]):
    """A planned value as one site lists it: in which column, and why (own, pushed, picked)."""

    planned: Planned[V_co]
    column: str
    why: str

    @property
    def value(self) -> V_co:
        """The value itself."""
        return self.planned.value

    @property
    def id(self) -> str:
        """Its lasting id."""
        return self.planned.id

    @property
    def url(self) -> str:
        """Its one address."""
        return self.planned.url


@dataclass(frozen=True)
class SitePlan(SiteFacts):
    """One site: its facts, what it lists (newest first), its pages, and values of further kinds."""

    listings: tuple[Listing[Article], ...]
    pages: tuple[PlannedArticle, ...]
    others: tuple[tuple[str, tuple[Listing[Any], ...]], ...] = ()

    @property
    def own(self) -> tuple[PlannedArticle, ...]:
        """The articles that have their page here."""
        return tuple(listing.planned for listing in self.listings if listing.why == OWN)

    @cached_property
    def redirects(self) -> tuple[tuple[str, PlannedArticle], ...]:
        """The pages at old addresses by their files, sorted, with what stands elsewhere now."""
        shown = [each for each in (*self.own, *self.pages) if each.value.aliases]
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
        return (*(listing.planned for listing in self.listings), *self.pages, *others)

    @cached_property
    def of_kinds(self) -> OfKinds:
        """What readers see of all further kinds."""
        return of_kinds(self, self.others)

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
    def top_slot(self) -> tuple[Listing[Article], ...]:
        """The pinned column's articles for the home page: the site's own first, then others."""
        return top_slot(self.listings, self.shared.pinned)


@dataclass(frozen=True)
class PortalPlan:
    """The page of all sites by level; its top slot is that of the topmost sites together.

    A level without sites is left out. `host_files` stand beside it.
    """

    shared: FederationFacts
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[Listing[Article], ...]
    host_files: tuple[HostFile, ...] = ()
    redirects: tuple[Redirect, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The covers of its top slot."""
        covers = (listing.planned.cover for listing in self.top_slot)
        return tuple(cover for cover in covers if cover)


def site_plan(outline: SiteOutline, values: Mapping[str, Any]) -> SitePlan:
    """Return a site's plan: its outline, with the values by their paths."""
    facts = {field.name: getattr(outline, field.name) for field in fields(SiteFacts)}
    listings = tuple(_listing(listed, outline.shared, values) for listed in outline.listings)
    pages = tuple(_planned(page, outline.shared, values) for page in outline.pages)
    others: dict[str, list[Listing[Any]]] = {}
    for listed in outline.others:
        others.setdefault(listed.kind, []).append(_listing(listed, outline.shared, values))
    by_kind = tuple((kind, tuple(shown)) for kind, shown in others.items())
    return SitePlan(**facts, listings=listings, pages=pages, others=by_kind)


def portal_plan(outline: PortalOutline, values: Mapping[str, Any]) -> PortalPlan:
    """Return the portal's plan: its outline, with the values by their paths."""
    slot = tuple(_listing(listed, outline.shared, values) for listed in outline.top_slot)
    facts = (outline.shared, outline.pinned_title, outline.pinned_url, outline.levels)
    return PortalPlan(*facts, slot, outline.host_files, outline.redirects)


def _listing(
    listed: ListedArticle, shared: FederationFacts, values: Mapping[str, Any]
) -> Listing[Any]:
    return Listing(_planned(listed, shared, values), listed.column, listed.why)


def _planned(
    listed: ListedArticle, shared: FederationFacts, values: Mapping[str, Any]
) -> Planned[Any]:
    value = values[listed.path]
    url = address(listed.home, listed.kind, value.column, value.name)
    links = (*_links(listed, value, url), *links_to_files(value, shared.assets(listed.home.url)))
    lasting = entry_id(shared.id, value.identity)
    return Planned(value, lasting, url, listed.home, links, listed.linked)


def _links(listed: ListedArticle, value: Value, url: str) -> Iterator[tuple[str, str]]:
    """Yield every link that may stay: an author's own addresses, headings, those planned."""
    yield from listed.links
    ids = dict.fromkeys(anchors(value.body)) if value.body.links else {}
    for target in dict.fromkeys(link.target for link in value.body.links):
        found = classify(target)
        if found.kind is Kind.EXTERNAL:
            yield target, found.address
        elif found.kind is Kind.ANCHOR and (there := anchor_of(found.address, ids)):
            yield target, url + there


@lru_cache(maxsize=4096)
def entry_id(federation: str, path: str) -> str:
    """Return the lasting id of an article: a UUID (RFC 9562) of the federation's id and its path.

    That is its `identity`: where it stood first.

    Those pushed from above come again at every site.
    """
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{federation}/{path}')}"
