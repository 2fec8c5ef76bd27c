"""The map of tiles on the portal: two sites can't stand on one tile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.problem import problem
from lianzhan.reading.stated_facts import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import Site, SiteTree
    from lianzhan.model.problem import Problem
    from lianzhan.model.profile import Tile


def with_tiles(tree: SiteTree) -> SiteTree:
    """Return a tree in which each tile is one site's: the first has it, the others none.

    Each of the others is a warning at its line.
    """
    first: dict[Tile, Site] = {}
    for site in tree.federation.sites:
        if site.profile.tile:
            first.setdefault(site.profile.tile, site)
    problems = tuple(_taken(tree, first))
    if not problems:
        return tree
    sites = tuple(site if _has(site, first) else _without(site) for site in tree.federation.sites)
    federation = replace(tree.federation, sites=sites)
    return replace(tree, federation=federation, problems=(*tree.problems, *problems))


def _has(site: Site, first: dict[Tile, Site]) -> bool:
    tile = site.profile.tile
    return tile is None or first[tile] is site


def _without(site: Site) -> Site:
    return replace(site, profile=replace(site.profile, tile=None))


def _taken(tree: SiteTree, first: dict[Tile, Site]) -> Iterator[Problem]:
    for site in tree.federation.sites:
        tile = site.profile.tile
        if tile and not _has(site, first):
            details = {"key": "tile", "value": list(tile), "name": first[tile].name}
            line = site.profile.line("tile")
            yield problem(f"{site.path}/site.toml", line, OTHERS["taken"], **details)
