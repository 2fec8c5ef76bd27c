"""What a page of honours lists: rows by award and year, a site's own and those below it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.kinds.honour.facts import AWARD, LEVEL, PERSON, UNIT, YEAR, last_day
from lianzhan.kinds.honour.values import OVER
from lianzhan.model.frozen import dataclass
from lianzhan.reading.meant_words import plain_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lianzhan.kinds.honour.values import Honour
    from lianzhan.kinds.views import Mentioned, Shown, SiteName, SiteView
    from lianzhan.model.awards import Award


@dataclass(frozen=True)
class Row:
    """An honour on a page. `shown` is one of the site itself, with its words; None of one below."""

    award: str
    level: str
    year: int
    whom: str
    url: str
    home: SiteName
    last: date | None
    is_over: bool
    shown: Shown | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is the site's own."""
        return self.shown is not None

    @property
    def what(self) -> tuple[str, str, int, str]:
        """What no two honours of one area should have in common."""
        return self.award, self.level, self.year, plain_form(self.whom)


@dataclass(frozen=True)
class Year:
    """The honours of one award in one year, the highest level first."""

    year: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Group:
    """The honours of one award, the newest year first."""

    award: Award
    years: tuple[Year, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page: no honour's id has a colon."""
        return f"award:{self.award.slug}"

    @property
    def count(self) -> int:
        """How many honours it has."""
        return sum(len(year.rows) for year in self.years)


def rows(site: SiteView, shown: Iterable[Shown]) -> tuple[Row, ...]:
    """Return all that a site lists: its own as its file has them, then those below in their order.

    What a site below lists, too, is told here as the site's own.
    """
    awards = {award.slug for award in site.awards}
    ordered = sorted(shown, key=attrgetter("value.begins", "value.name"))
    own = [_own(each) for each in ordered]
    told = {row.what for row in own}
    below = (_below(mention) for mention in site.mentions("honour"))
    every = (*own, *(row for row in below if row.what not in told))
    return tuple(row for row in every if row.award in awards)


def grouped(awards: Iterable[Award], found: Iterable[Row]) -> tuple[Group, ...]:
    """Return rows by award, in the federation's order, and year; without those that have none."""
    by_award: dict[str, list[Row]] = {}
    for row in found:
        by_award.setdefault(row.award, []).append(row)
    return tuple(
        Group(award, tuple(_years(award, by_award[award.slug])))
        for award in awards
        if award.slug in by_award
    )


def _years(award: Award, found: list[Row]) -> Iterator[Year]:
    ranks = {level: rank for rank, level in enumerate(award.levels)}
    ordered = sorted(found, key=lambda row: (-row.year, ranks.get(row.level, len(ranks))))
    for year, of_year in groupby(ordered, key=attrgetter("year")):
        yield Year(year, tuple(of_year))


def _own(shown: Shown) -> Row:
    value: Honour = shown.value
    last = value.term.last if value.term else None
    place = (shown.url, shown.home)
    said = (value.award, value.level, value.year, value.whom)
    return Row(*said, *place, last, shown.phase == OVER, shown)


def _below(mention: Mentioned) -> Row:
    whom = mention.fact(UNIT) or mention.fact(PERSON)
    said = (mention.fact(AWARD), mention.fact(LEVEL), int(mention.fact(YEAR)), whom)
    is_over = mention.phase == OVER
    return Row(*said, mention.url, mention.home, last_day(mention), is_over)
