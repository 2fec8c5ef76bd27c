"""Where honours show: at home, and listed at all sites above; which of them stand twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.honour.facts import AWARD, LEVEL, PERSON, UNIT, YEAR
from lianzhan.kinds.placing import AtHome, mentions_above
from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import problem
from lianzhan.reading.meant_words import plain_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry, Placement
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

TWICE = warning(
    "honour-twice",
    N_("荣誉“{name}”和 {other} 写的是同一年、同一级、同一个单位的同一项荣誉"),
    N_("只留一条：留在这个单位所属的站点，上级站点的名录会自动列出"),
)


@dataclass(frozen=True)
class HonourPlacing(AtHome):
    """Places honours."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each honour, and the sites above, whose area it lies in."""
        for home in super().places(federation, catalog, published):
            yield home
            yield from mentions_above(federation, home)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """Nobody is given one award twice in a year: at one site, or at one and at one above it.

        Units of two counties may be called alike.
        """
        ranks = {site.slug: federation.rank[site.level] for site in federation.sites}
        shown = catalog.of_kind(self.kind, published)
        first: dict[tuple[str, ...], dict[str, Entry]] = {}
        for entry in sorted(shown, key=lambda each: (ranks[each.site], each.path)):
            at_sites = first.setdefault(_what_it_says(entry), {})
            line = _line(federation, entry.site)
            other = next((at_sites[slug] for slug in line if slug in at_sites), None)
            if other:
                details = {"name": entry.name, "other": other.path}
                yield problem(file_of(entry.path), 0, TWICE, **details)
            at_sites.setdefault(entry.site, entry)


def _what_it_says(entry: Entry) -> tuple[str, ...]:
    """Return the award, its level and year, and who has it, in whatever form that is written."""
    facts = dict(entry.facts)
    whom = plain_form(facts.get(UNIT) or facts.get(PERSON, ""))
    return (facts.get(AWARD, ""), facts.get(LEVEL, ""), facts.get(YEAR, ""), whom)


def _line(federation: Federation, slug: str) -> list[str]:
    """Return a site and those above it, the nearest first."""
    above = federation.ancestors(federation.by_slug[slug])
    return [slug, *(site.slug for site in reversed(above))]


PLACING = HonourPlacing("honour")
