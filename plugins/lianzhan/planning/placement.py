"""Stage 4: which published value shows at which site, in which column if it has one, and why.

Each kind says where its values show; all that shows elsewhere leads to the one canonical page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.nearest import nearest
from lianzhan.kinds.room import placing_of
from lianzhan.model.catalog import DRAWN, OWN, Placement
from lianzhan.model.codes import N_, error
from lianzhan.model.kinds import KINDS, kind_named
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.kinds.room import Placing
    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation, Site

EMPTY_SLOT = error(
    "empty-slot",
    N_("站点 {site} 的首页头条没有稿件：固定栏目“{column}”是空的"),
    N_("在本站或上级站点的“{column}”发布至少一篇稿件"),
)


def placements(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> tuple[Placement, ...]:
    """Return where every published value shows: at most once at a site, and where it is drawn.

    What shows elsewhere never shows at its own site for another reason: pushes go down, picks up.
    The nearest fill what is empty then.
    """
    own: list[Placement] = []
    drawn: list[Placement] = []
    elsewhere: dict[tuple[str, str], Placement] = {}
    for placing in _placings(catalog):
        for place in placing.places(federation, catalog, published):
            if place.why == OWN:
                own.append(place)
            elif place.why == DRAWN:
                drawn.append(place)
            else:
                elsewhere.setdefault((place.site, place.path), place)
    found = (*own, *elsewhere.values())
    return (*found, *nearest(federation, catalog, found), *drawn)


def placing_problems(
    federation: Federation, catalog: Catalog, published: Collection[str]
) -> Iterator[Problem]:
    """Yield what only shows once it is known what is published."""
    for placing in _placings(catalog):
        yield from placing.problems(federation, catalog, published)


def _placings(catalog: Catalog) -> Iterator[Placing]:
    """Yield the placings of kinds that there are values of: most rooms need not be loaded.

    What is internal has no entries; and a footer may name a page where there is none.
    """
    for kind in KINDS:
        if kind.is_everywhere or not kind.is_reviewed or catalog.has_any(kind.name):
            yield placing_of(kind)


def empty_slots(
    federation: Federation, sites: Iterable[Site], placed: Collection[Placement], catalog: Catalog
) -> Iterator[Problem]:
    """The pinned column fills the top slot of every site: one where it would be empty is an error.

    湘妇字〔2020〕20号 asks that the theory column stand fixed at the most prominent place.
    """
    pinned = federation.pinned.slug
    in_column = (placement for placement in placed if placement.column == pinned)
    filled = {p.site for p in in_column if kind_named(catalog.entries[p.path].kind).has_columns}
    for site in sites:
        if site.slug not in filled:
            column = site.column(pinned) or federation.pinned
            details = {"site": site.slug, "column": column.title}
            yield problem(f"{site.path}/site.toml", 0, EMPTY_SLOT, **details)


def newest_first(placed: Iterable[Placement], catalog: Catalog) -> list[Placement]:
    """Sort by date, newest first; the path decides between equal dates."""
    by_path = sorted(placed, key=lambda placement: placement.path)
    return sorted(by_path, key=lambda p: catalog.entries[p.path].date, reverse=True)
