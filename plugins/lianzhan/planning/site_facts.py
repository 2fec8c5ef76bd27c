"""All facts about a site or the portal except its content: names, addresses, related sites.

All addresses are absolute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar
from urllib.parse import quote

from lianzhan.model.catalog import OWN
from lianzhan.model.federation import ASSETS
from lianzhan.model.feeds import FEED_FORMATS, FeedFormat
from lianzhan.model.frozen import dataclass
from lianzhan.model.help import NO_HELP, Help
from lianzhan.model.identity import PORTAL_LOOK, SiteLook
from lianzhan.model.kinds import KINDS, kind_named
from lianzhan.model.names import area_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.model.awards import Award
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Column, Federation
    from lianzhan.model.identity import Weave
    from lianzhan.model.profile import DangerWords
    from lianzhan.model.sources import ListedSource
    from lianzhan.planning.below import LevelBelow
    from lianzhan.planning.shown_profile import ShownProfile

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
"""What an address may hold as it is (RFC 3986, 2.3)."""
SLOT_SIZE = 6
"""Articles in the top slot of a home page: as many as a phone shows in two screens."""


@dataclass(frozen=True)
class SiteLink:
    """A site as other sites name and link it."""

    slug: str
    name: str
    url: str
    look: SiteLook = PORTAL_LOOK


@dataclass(frozen=True)
class FederationFacts:
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
    danger_words: tuple[DangerWords, ...] = ()
    help: Help = NO_HELP
    awards: tuple[Award, ...] = ()
    sources: tuple[ListedSource, ...] = ()

    def root(self, site_url: str) -> str:
        """Return the start of all addresses on a site's host: between them links are relative."""
        return self.address.partition("{slug}")[0] if self.shares_host else site_url

    def assets(self, site_url: str) -> str:
        """Return where the pictures and theme files of a site's host stand, ending in "/"."""
        return f"{self.root(site_url)}{ASSETS}/"


def shared_facts(federation: Federation) -> FederationFacts:
    """Return what every site of a federation has in common."""
    return FederationFacts(
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
        danger_words=federation.danger_words,
        help=federation.help,
        awards=federation.awards,
        sources=federation.sources.listed,
    )


@dataclass(frozen=True)
class SiteFacts:
    """All facts about a site except its articles: names, addresses, columns, related sites.

    `ancestors` stand highest first; `children` are the sites right below, `siblings` those below
    the same site, this one among them, both in official order. `columns` are those with
    anything to show, in their order; `empty` are the slugs of the others. `footer` names pages.
    `below` are all sites below by level, where it mentions values of theirs; elsewhere none.
    """

    shared: FederationFacts
    place: SiteLink
    level_title: str
    columns: tuple[Column, ...]
    ancestors: tuple[SiteLink, ...]
    children: tuple[SiteLink, ...]
    siblings: tuple[SiteLink, ...]
    weave: Weave
    empty: tuple[str, ...]
    profile: ShownProfile
    footer: tuple[str, ...]
    masthead: Picture | None
    below: tuple[LevelBelow, ...]

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
    def located(self) -> str:
        """Where it is, such as 湖南省益阳市; the federation's name for a site that is above all."""
        return "".join(area_of(place.name) for place in self.ancestors) or self.federation_name

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
    def help(self) -> Help:
        """The hotlines, and the kinds of services."""
        return self.shared.help

    @property
    def awards(self) -> tuple[Award, ...]:
        """The awards that honours may name."""
        return self.shared.awards

    @property
    def feeds(self) -> tuple[str, ...]:
        """The feed formats wanted, among rss, atom, json."""
        return self.shared.feeds

    @property
    def feed_formats(self) -> tuple[FeedFormat, ...]:
        """The formats of its feeds, in the order in which pages name them."""
        return tuple(kind for kind in FEED_FORMATS if kind.name in self.feeds)

    def column_url(self, slug: str) -> str:
        """Return the address of a column, ending in "/"."""
        return f"{self.place.url}{slug}/"


@dataclass(frozen=True)
class PortalGroup:
    """Sites of one level below the same site (None: the topmost)."""

    parent: SiteLink | None
    sites: tuple[SiteLink, ...]


@dataclass(frozen=True)
class PortalLevel:
    """All sites of one level."""

    title: str
    groups: tuple[PortalGroup, ...]


def address(home: SiteLink, kind: str, column: str | None, name: str) -> str:
    """Return the one address of a value of a kind at its site; `column` is None without columns."""
    plain = name if _UNRESERVED.fullmatch(name) else quote(name)
    return home.url + kind_named(kind).address.format(column=column, name=plain)


def at_heading(url: str, anchor: str) -> str:
    """Return the address of a heading, "#…", of the value with an address.

    On a page of many values its id has the value's name and a colon before it.
    """
    return f"{url}:{anchor[1:]}" if anchor and "#" in url else url + anchor


def file_addresses(home: SiteLink, kind: str, column: str | None, name: str) -> Iterator[str]:
    """Yield where the files of a value stand that are no pages, its name as it is."""
    for form in (form for known in KINDS if known.name == kind for form in known.files):
        yield home.url + form.format(column=column, name=name)


class Redirect(NamedTuple):
    """An address that an article or page had, and the one that it has; `path` is its file.

    `new` is "" where it was withdrawn, and a notice stands in its place: `path` is the notice's.
    """

    path: str
    old: str
    new: str


class _Listed(Protocol):
    """Anything that has a column and a reason to be listed there."""

    @property
    def column(self) -> str: ...
    @property
    def why(self) -> str: ...


Listed = TypeVar("Listed", bound=_Listed)


def top_slot(listings: Iterable[Listed], pinned: str) -> tuple[Listed, ...]:
    """Return the top slot of a home page: the site's own first, then what comes from above."""
    found = [listing for listing in listings if listing.column == pinned]
    return tuple(sorted(found, key=lambda listing: listing.why != OWN)[:SLOT_SIZE])
