"""How the portal leads to every site: the map of tiles, the sites that stand alone, and the rows.

In: the sites that stand. Out: a directory that holds each of them once, whatever the number of
levels: below one topmost site a row is a city with its counties; below a topmost site of the whole
country, or several topmost sites, it is a province with its cities and their counties.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.profile import Tile
    from lianzhan.planning.site_facts import SiteLink


@dataclass(frozen=True)
class PortalTile:
    """A block of the map: a site, how many sites it and those below it are, and its place.

    `anchor` is the id of its row, "" where it has none and the block leads to the site itself.
    Without a `tile` blocks stand in their order.
    """

    place: SiteLink
    anchor: str
    count: int
    level: str
    tile: Tile | None


@dataclass(frozen=True)
class PortalGroup:
    """Within a row a site right below its own that has sites below it: all of these in order."""

    place: SiteLink
    below: tuple[SiteLink, ...]


@dataclass(frozen=True)
class PortalRow:
    """A site with all sites below it: those right below that have none below, then the groups."""

    place: SiteLink
    leaves: tuple[SiteLink, ...] = ()
    groups: tuple[PortalGroup, ...] = ()

    @property
    def count(self) -> int:
        """How many sites it is, its own included."""
        return 1 + len(self.leaves) + sum(1 + len(group.below) for group in self.groups)


@dataclass(frozen=True)
class PortalDirectory:
    """All sites that the portal leads to; `count` is their number."""

    tiles: tuple[PortalTile, ...] = ()
    alone: tuple[SiteLink, ...] = ()
    rows: tuple[PortalRow, ...] = ()
    count: int = 0


NO_SITES = PortalDirectory()


def portal_directory(
    federation: Federation,
    places: Mapping[str, SiteLink],
    titles: Mapping[str, str],
    standing: Collection[str],
) -> PortalDirectory:
    """Return the directory of the sites that stand, by slug; `titles` are those of the levels.

    A site whose own parent does not stand belongs to the nearest above that does.
    """
    tree = _Tree(federation, places, standing)
    rows = tuple(map(tree.row, tree.rows))
    anchors = {*(row.place.slug for row in rows), *(g.place.slug for r in rows for g in r.groups)}
    tiles = tuple(
        PortalTile(
            places[site.slug],
            site.slug if site.slug in anchors else "",
            1 + len(tree.below(site)),
            titles[site.level],
            site.profile.tile,
        )
        for site in tree.on_map
    )
    return PortalDirectory(tiles, tree.links(tree.alone), rows, len(tree.sites))


class _Tree:
    """The sites that stand, each below the nearest above that does.

    A row has sites below it, or is of a level of which others have: a city without counties. Rows
    stand right below the one topmost site, or are topmost where there are several.
    """

    def __init__(
        self, federation: Federation, places: Mapping[str, SiteLink], standing: Collection[str]
    ) -> None:
        self._places = places
        self.sites = [site for site in federation.sites if site.slug in standing]
        self._children: dict[str | None, list[Site]] = {}
        for site in self.sites:
            above = [x.slug for x in federation.ancestors(site) if x.slug in standing]
            self._children.setdefault(above[-1] if above else None, []).append(site)
        tops = self._children.get(None, [])
        first = self._right_below(tops[0]) if len(tops) == 1 else tops
        levels = {site.level for site in first if self._right_below(site)}
        self.rows = [site for site in first if site.level in levels]
        self.alone = [
            *(tops if len(tops) == 1 else ()),
            *(site for site in first if site.level not in levels),
        ]

    def _right_below(self, site: Site) -> list[Site]:
        return self._children.get(site.slug, [])

    def below(self, site: Site) -> list[Site]:
        """Return all sites below one, each right before those below itself. Not by recursion."""
        found: list[Site] = []
        waiting = self._right_below(site)[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += self._right_below(found[-1])[::-1]
        return found

    def row(self, site: Site) -> PortalRow:
        """Return a site with all sites below it."""
        below = self._right_below(site)
        groups = (
            PortalGroup(self._places[x.slug], self.links(self.below(x)))
            for x in below
            if self._right_below(x)
        )
        leaves = self.links(x for x in below if not self._right_below(x))
        return PortalRow(self._places[site.slug], leaves, tuple(groups))

    @property
    def on_map(self) -> list[Site]:
        """The sites of the map: those that have a tile, as one reads; where none has, the rows.

        One row alone is no map.
        """
        placed = [((tile.row, tile.column), s) for s in self.sites if (tile := s.profile.tile)]
        if placed:
            return [site for _, site in sorted(placed, key=itemgetter(0))]
        return self.rows if len(self.rows) > 1 else []

    def links(self, sites: Iterable[Site]) -> tuple[SiteLink, ...]:
        """Return sites as they are named and linked."""
        return tuple(self._places[site.slug] for site in sites)
