"""What the folders below content/ say to the tree of sites: nesting is the tree.

What stands in the output decides where folders alone can't: whose a slug is that two folders want,
which site a folder is whose site.toml, or the folder itself, can't be read, and whether one without
a site.toml has lost it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.federation import Site, SiteTree
from lianzhan.reading.lost_sites import LostSites
from lianzhan.reading.site_toml import code_of
from lianzhan.reading.site_walk import Walk
from lianzhan.reading.slug_claims import SlugClaims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lianzhan.model.federation import Federation
    from lianzhan.model.live_sites import LiveSite
    from lianzhan.model.problem import Problem
    from lianzhan.reading.site_walk import Folder
    from lianzhan.reading.toml_file import Table

    Live = Callable[[], Mapping[str, LiveSite]]
    """Tells, by slug, which sites stand in the output."""


def read_sites(
    content: Path, federation: Federation, problems: tuple[Problem, ...], live: Live
) -> SiteTree:
    """Return every site below `content`. A fault in a site.toml takes out that one site.

    One that stands in the output keeps its place in the tree by what it is known as there; without
    that, the sites below it hang from the next one above.
    """
    walk = Walk(content, federation)
    walk.visit_all()
    claims = SlugClaims(live)
    for folder in sorted(walk.folders, key=lambda folder: folder.path.split("/")):
        claims.claim(folder)
    lost = LostSites(walk, claims)
    for folder in lost.folders:
        claims.claim(folder)
    tree = _Placing(federation, claims).tree((*walk.unreadable, *lost.unknown))
    tables = (folder.table for folder in (*walk.folders, *lost.folders) if folder.table)
    faults = (fault for table in tables for fault in table.problems)
    found = dict.fromkeys((*problems, *walk.problems, *lost.problems, *faults))
    return replace(tree, problems=tuple(found))


def in_order(sites: Iterable[Site]) -> tuple[Site, ...]:
    """Return each site before those below it, and neighbours by their codes, then by their paths.

    What has no code comes last. Not by recursion: content could nest sites deeper than Python.
    """
    below: dict[str | None, list[Site]] = {}
    for site in sorted(sites, key=_official_place, reverse=True):
        below.setdefault(site.parent, []).append(site)
    ordered: list[Site] = []
    waiting = below.get(None, [])
    while waiting:
        site = waiting.pop()
        ordered.append(site)
        waiting += below.get(site.slug, [])
    return tuple(ordered)


def _official_place(site: Site) -> tuple[bool, str, list[str]]:
    return site.code is None, site.code or "", site.path.split("/")


class _Placing:
    """Gives places in the tree to folders whose slugs are settled."""

    def __init__(self, federation: Federation, claims: SlugClaims) -> None:
        self._federation = federation
        self._claims = claims
        self._accepted: dict[str, Site] = {}
        self._broken: list[Site] = []
        self._unread: list[Site] = []

    def tree(self, unreadable: tuple[str, ...]) -> SiteTree:
        """Return the sites: those above before those below, and neighbours by their codes."""
        settled = self._claims.settled()
        for path in sorted(settled, key=lambda path: path.split("/")):
            self._place(*settled[path])
        for folder in self._claims.nameless:
            self._note_nameless(folder)
        sites = in_order(self._accepted.values())
        return SiteTree(
            federation=replace(self._federation, sites=sites),
            broken=tuple(self._broken),
            problems=(),
            unread=tuple(self._unread),
            unreadable=unreadable,
        )

    def _place(self, folder: Folder, slug: str) -> None:
        """Put a site into the tree: what it says itself, or what it is known as in the output."""
        parent = self._above(folder.path)
        above = parent.slug if parent else None
        if folder.site and folder.table and self._is_level_sound(folder.site, parent, folder.table):
            self._accepted[folder.path] = replace(folder.site, parent=above)
            return
        slug = self._claims.stands_as(folder.path) or slug
        there = self._claims.live.get(slug)
        known = there.site if there else None
        level = known.level if known and known.level in self._federation.rank else ""
        site = Site(
            slug=slug,
            name=known.name if known else slug,
            level=level or self._federation.levels[0].name,
            path=folder.path,
            columns=self._federation.columns,
            parent=above,
            code=(folder.table and code_of(folder.table)) or (known and known.code) or None,
        )
        (self._broken if folder.table else self._unread).append(site)
        if known and known.path == folder.path:
            self._accepted[folder.path] = site

    def _is_level_sound(self, site: Site, parent: Site | None, table: Table) -> bool:
        """A site's level is below that of the site it stands in."""
        rank = self._federation.rank
        if parent is None or rank[site.level] > rank[parent.level]:
            return True
        below = [level for level, place in rank.items() if place > rank[parent.level]]
        table.fault("level", site.level, " | ".join(below) or "—")
        return False

    def _above(self, path: str) -> Site | None:
        while path := path.rpartition("/")[0]:
            if path in self._accepted:
                return self._accepted[path]
        return None

    def _note_nameless(self, folder: Folder) -> None:
        """A folder that was never built speaks for the site of its name, where no other does."""
        slug = folder.path.rpartition("/")[2]
        if not self._claims.is_claimed(slug):
            level = self._federation.levels[0].name
            self._broken.append(Site(slug, slug, level, folder.path, self._federation.columns))
