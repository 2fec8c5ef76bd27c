"""What the portal shows: all sites, the newest of the topmost pinned columns, and of all sites."""

from __future__ import annotations

from heapq import nlargest
from itertools import islice
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.catalog import NEVER, OWN
from lianzhan.model.frozen import dataclass
from lianzhan.planning.outline import homes_of
from lianzhan.planning.placement import newest_first
from lianzhan.planning.portal_directory import NO_SITES, PortalDirectory, portal_directory
from lianzhan.planning.shown_profile import (
    NOTHING_SHOWN,
    ShownProfile,
    seen_from_below,
    shown_profile,
)
from lianzhan.planning.site_facts import SLOT_SIZE, PortalGroup, PortalLevel, SiteLink, top_slot
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from lianzhan.model.catalog import Placement
    from lianzhan.model.federation import Site
    from lianzhan.model.host_files import HostFile
    from lianzhan.planning.outline import ListedArticle
    from lianzhan.planning.planner import Planner
    from lianzhan.planning.site_facts import FederationFacts, Redirect


HOME, SERVICES, EVENTS = "home", "services", "events"
NEWEST_SIZE = 6
"""Articles among the newest of all sites: as many as stand beside the map on a desk."""
_NEARLY_ALWAYS_ENOUGH = 4 * NEWEST_SIZE
"""Articles of which as many have pages: to look at those of all sites takes far longer."""


class PortalWay(NamedTuple):
    """A way from the portal to a page of the one topmost site: its home, services or events."""

    kind: str
    name: str
    url: str


@dataclass(frozen=True)
class PortalOutline:
    """The portal's plan without the articles' texts."""

    shared: FederationFacts
    pinned_title: str
    pinned_url: str
    levels: tuple[PortalLevel, ...]
    top_slot: tuple[ListedArticle, ...]
    host_files: tuple[HostFile, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    profile: ShownProfile = NOTHING_SHOWN
    directory: PortalDirectory = NO_SITES
    newest: tuple[ListedArticle, ...] = ()
    ways: tuple[PortalWay, ...] = ()

    @property
    def digest(self) -> str:
        """A text that changes when anything in the plan does."""
        return digest_of(self)

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose articles it shows."""
        return homes_of((*self.top_slot, *self.newest))

    @property
    def articles(self) -> tuple[str, ...]:
        """The paths of all articles that it shows."""
        return tuple(listed.path for listed in (*self.top_slot, *self.newest))


def _any(_path: str) -> bool:
    return True


def portal_outline(
    planner: Planner, built: Collection[str], has_page: Callable[[str], bool] = _any
) -> PortalOutline | None:
    """Return the outline of the page of these sites, by slug; without any there is none.

    Among the newest of all sites is no article without a page: one site that can't be built holds
    the portal up no longer than its news are in its slot.
    """
    standing = frozenset(built)
    sites = [site for site in planner.federation.sites if site.slug in standing]
    tops = [site for site in sites if site.parent is None] or sites[:1]
    if not tops:
        return None
    pinned = next(c for c in tops[0].columns if c.slug == planner.shared.pinned)
    slot: dict[str, Placement] = {}
    for site in tops:
        listed = newest_first(planner.placed[site.slug], planner.catalog)
        slot |= {placed.path: placed for placed in top_slot(listed, pinned.slug)}
    newest = newest_first(slot.values(), planner.catalog)[:SLOT_SIZE]
    levels = [_level(planner, level.name, standing) for level in planner.federation.levels]
    return PortalOutline(
        shared=planner.shared,
        pinned_title=pinned.title,
        pinned_url=f"{planner.places[tops[0].slug].url}{pinned.slug}/",
        levels=tuple(level for level in levels if level.groups),
        top_slot=tuple(map(planner.listed, newest)),
        host_files=planner.host_files,
        redirects=tuple(sorted({*planner.redirects(standing)}, key=attrgetter("old", "new"))),
        profile=_profile(planner, tops[0]),
        directory=portal_directory(
            planner.federation, planner.places, planner.level_titles, standing
        ),
        newest=tuple(map(planner.listed, _newest(planner, standing, slot, has_page))),
        ways=tuple(_ways(planner, tops)),
    )


def _ways(planner: Planner, tops: Sequence[Site]) -> Iterator[PortalWay]:
    """Yield the ways to the topmost site; where there are several, none is the federation's own."""
    if len(tops) > 1:
        return
    place = planner.places[tops[0].slug]
    entries = planner.catalog.entries
    kinds = {entries[path].kind for path in planner.shown(place.slug)}
    yield PortalWay(HOME, place.name, place.url)
    if planner.shared.help.hotlines or "service" in kinds:
        yield PortalWay(SERVICES, place.name, f"{place.url}services/")
    if "event" in kinds:
        yield PortalWay(EVENTS, place.name, f"{place.url}events/")


def _newest(
    planner: Planner,
    standing: Collection[str],
    slot: Collection[str],
    has_page: Callable[[str], bool],
) -> list[Placement]:
    """Return the newest own articles of these sites, none of which is in the slot, or reposted."""
    entries = planner.catalog.entries
    own = [
        (entries[placed.path].date, placed)
        for slug in standing
        for placed in planner.placed.get(slug, ())
        if placed.why == OWN and placed.path not in slot and not entries[placed.path].is_repost
    ]
    shown: list[Placement] = []
    for looked_at in (_NEARLY_ALWAYS_ENOUGH, len(own)):
        last = min(nlargest(looked_at, map(itemgetter(0), own)), default=NEVER)
        newest = newest_first((placed for date, placed in own if date >= last), planner.catalog)
        shown = [*islice((p for p in newest if has_page(p.path)), NEWEST_SIZE)]
        if len(shown) == NEWEST_SIZE:
            break
    return shown


def _profile(planner: Planner, top: Site) -> ShownProfile:
    """Return what the portal shows of the federation; what is missing is its topmost site's."""
    of_top = seen_from_below(planner.profiles[top.slug], planner.places[top.slug])
    return shown_profile(planner.federation.profile, of_top)


def _level(planner: Planner, level: str, built: Collection[str]) -> PortalLevel:
    groups: dict[str | None, list[SiteLink]] = {}
    for site in planner.federation.sites:
        if site.level == level and site.slug in built:
            groups.setdefault(site.parent, []).append(planner.places[site.slug])
    return PortalLevel(
        planner.level_titles[level],
        tuple(
            PortalGroup(planner.places[parent] if parent else None, tuple(sites))
            for parent, sites in groups.items()
        ),
    )
