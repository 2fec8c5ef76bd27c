"""What the portal shows: all sites by level, and the newest of the topmost pinned columns."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.planning.outline import homes_of
from lianzhan.planning.placement import newest_first
from lianzhan.planning.shown_profile import (
    NOTHING_SHOWN,
    ShownProfile,
    seen_from_below,
    shown_profile,
)
from lianzhan.planning.site_facts import SLOT_SIZE, PortalGroup, PortalLevel, SiteLink, top_slot
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lianzhan.model.catalog import Placement
    from lianzhan.model.federation import Site
    from lianzhan.model.host_files import HostFile
    from lianzhan.model.profile import Tile
    from lianzhan.planning.outline import ListedArticle
    from lianzhan.planning.planner import Planner
    from lianzhan.planning.site_facts import FederationFacts, Redirect


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
    tiles: tuple[tuple[SiteLink, Tile], ...] = ()

    @property
    def digest(self) -> str:
        """A text that changes when anything in the plan does."""
        return digest_of(self)

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose articles it shows."""
        return homes_of(self.top_slot)


def portal_outline(planner: Planner, built: Collection[str]) -> PortalOutline | None:
    """Return the outline of the page of these sites, by slug; without any there is none."""
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
        tiles=tuple((planner.places[s.slug], s.profile.tile) for s in sites if s.profile.tile),
    )


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
