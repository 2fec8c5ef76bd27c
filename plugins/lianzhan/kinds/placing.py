"""The simplest places of a kind's values: at home, wherever that is; sites above and below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.catalog import BELOW, OWN, Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

ALL_BELOW = "*"
"""What `push` holds where all sites below are meant."""


@dataclass(frozen=True)
class AtHome:
    """Places the values of a kind at the sites that they belong to, in no column."""

    kind: str

    def places(
        self, _federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each value."""
        shown = catalog.of_kind(self.kind, published)
        yield from (Placement(each.site, "", each.path, OWN) for each in shown)

    def problems(
        self, _federation: Federation, _catalog: Catalog, _published: Collection[str]
    ) -> Iterator[Problem]:
        """Wherever such a value shows is as it should be."""
        return iter(())


def mentions_above(federation: Federation, home: Placement) -> Iterator[Placement]:
    """Yield every site above a value's home: each mentions it."""
    for site in federation.ancestors(federation.by_slug[home.site]):
        yield Placement(site.slug, "", home.path, BELOW)


def sites_below(federation: Federation, slug: str) -> Iterator[Site]:
    """Yield all sites below one, each before those below it.

    Not by recursion: content could nest sites deeper than Python.
    """
    waiting = [*reversed(federation.children.get(slug, ()))]
    while waiting:
        child = waiting.pop()
        yield child
        waiting += reversed(federation.children.get(child.slug, ()))


def pushed_to(federation: Federation, slug: str, wanted: Collection[str]) -> Iterator[Site]:
    """Yield the sites below one that are meant by slugs, levels, or `ALL_BELOW`."""
    named = {*wanted}
    for site in sites_below(federation, slug) if named else ():
        if not named.isdisjoint((ALL_BELOW, site.slug, site.level)):
            yield site


def pushable(federation: Federation, slug: str) -> set[str]:
    """Return all words that mean sites below one."""
    below = sites_below(federation, slug)
    return {ALL_BELOW, *(name for site in below for name in (site.slug, site.level))}
