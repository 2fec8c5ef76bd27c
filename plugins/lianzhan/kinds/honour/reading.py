"""How honours are read and judged, and what other sites must know of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from lianzhan.kinds.honour.facts import facts_of
from lianzhan.kinds.honour.keys import KEYS
from lianzhan.kinds.honour.rules import FIRST_YEAR, RULES, dated_before
from lianzhan.kinds.honour.values import OVER, Honour
from lianzhan.kinds.reading import entry_of, made
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written


@dataclass(frozen=True)
class HonourReading:
    """How an honour is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Honour, tuple[Problem, ...]]:
        """Return an honour, and a problem for each key that could not be read."""
        honour, problems = made(Honour, KEYS, written)
        if honour.year >= FIRST_YEAR:
            since = datetime(honour.year, 1, 1, tzinfo=written.context.zone)
            honour = replace(honour, since=since)
        return honour, problems

    def entry(self, value: Honour, now: datetime) -> Entry:
        """Return what other sites must know of an honour: sites above list it."""
        phase = OVER if value.is_over(now) else ""
        return entry_of(value, "honour")._replace(phase=phase, facts=facts_of(value))

    def moments(self, value: Honour, _now: datetime) -> Iterable[datetime]:
        """The year in which it was given begins, consent is given, and its term runs out."""
        consent = value.consent.at if value.consent else ALWAYS
        return (value.since, consent, value.term.ends if value.term else NEVER)

    def problems_at(self, value: Honour, now: datetime) -> Iterator[Problem]:
        """Yield what is wrong with an honour at a moment."""
        return dated_before(value, now)


READING = HonourReading()
