"""How many sites have an account on a platform: a table of levels by platforms, counts alone.

In: sites by level, and the platforms of each. Out: rows for a page or a task. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.account.platforms import PLATFORMS
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lianzhan.kinds.account.platforms import Platform
    from lianzhan.kinds.views import LevelSites


@dataclass(frozen=True)
class Share:
    """How many of some sites have an account on a platform."""

    count: int
    total: int

    @property
    def percent(self) -> int:
        """How many of a hundred, rounded down: 100 means all."""
        return self.count * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class Row:
    """A level of sites: its title, and a share for each platform of the table."""

    title: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Coverage:
    """The platforms on which any of the sites has an account, and a row for each level."""

    platforms: tuple[Platform, ...]
    rows: tuple[Row, ...]


def coverage(levels: Iterable[LevelSites], known: Mapping[str, Collection[str]]) -> Coverage:
    """Return the table: `known` are the names of platforms by the slugs of sites.

    A site with several accounts on one platform counts once.
    """
    every = {name for names in known.values() for name in names}
    platforms = tuple(platform for platform in PLATFORMS if platform.name in every)
    return Coverage(platforms, tuple(_row(level, platforms, known) for level in levels))


def _row(
    level: LevelSites, platforms: Iterable[Platform], known: Mapping[str, Collection[str]]
) -> Row:
    total = len(level.slugs)
    counts = (sum(p.name in known.get(slug, ()) for slug in level.slugs) for p in platforms)
    return Row(level.title, tuple(Share(count, total) for count in counts))
