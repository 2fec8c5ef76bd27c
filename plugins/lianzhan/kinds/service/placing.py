"""Where services show: at home, at sites below without their kind, and named at sites above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.placing import AtHome, mentions_above
from lianzhan.model.catalog import NEAREST, Placement
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation

_ByKind = dict[str, list[str]]
"""The paths of services, by the slugs of their kinds."""


@dataclass(frozen=True)
class ServicePlacing(AtHome):
    """Places services: of each kind a site shows its own, else those of the nearest site above."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each, the sites above it, and those below that lack its kind."""
        own: dict[str, _ByKind] = {}
        for home in super().places(federation, catalog, published):
            kind = dict(catalog.entries[home.path].facts)["kind"]
            own.setdefault(home.site, {}).setdefault(kind, []).append(home.path)
            yield home
            yield from mentions_above(federation, home)
        if own:
            yield from _borrowed(federation, own)


def _borrowed(federation: Federation, own: Mapping[str, _ByKind]) -> Iterator[Placement]:
    """Yield what each site borrows of the nearest above it.

    Not by recursion: a federation could have more levels than Python may call.
    """
    waiting: list[tuple[str | None, _ByKind]] = [(None, {})]
    while waiting:
        parent, above = waiting.pop()
        for site in federation.children.get(parent, ()):
            has = own.get(site.slug, {})
            lacking = (paths for kind, paths in above.items() if kind not in has)
            yield from (Placement(site.slug, "", p, NEAREST) for paths in lacking for p in paths)
            waiting.append((site.slug, above | has))


PLACING = ServicePlacing("service")
