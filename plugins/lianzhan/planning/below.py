"""The sites below one, by level, for pages that count them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.placing import sites_below
from lianzhan.model.catalog import BELOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.catalog import Placement
    from lianzhan.model.federation import Federation


class LevelBelow(NamedTuple):
    """The sites of one level below a site: the level's title, and their slugs in their order."""

    title: str
    slugs: tuple[str, ...]


def levels_below(
    federation: Federation, slug: str, mentioned: Iterable[Placement]
) -> tuple[LevelBelow, ...]:
    """Return all sites below one, by level, if it mentions any value of theirs.

    A level without any is left out.
    """
    if all(placed.why != BELOW for placed in mentioned):
        return ()
    found: dict[str, list[str]] = {level.name: [] for level in federation.levels}
    for site in sites_below(federation, slug):
        found[site.level].append(site.slug)
    levels = (LevelBelow(each.title, tuple(found[each.name])) for each in federation.levels)
    return tuple(level for level in levels if level.slugs)
