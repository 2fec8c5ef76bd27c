"""Events: what is written to a value, and what other sites must know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.event.keys import KEYS
from lianzhan.kinds.event.recurrence import changes, phase_of
from lianzhan.kinds.event.rules import RULES
from lianzhan.kinds.event.values import CANCELLED, FOR_ALL_BELOW, Event
from lianzhan.kinds.reading import entry_of, made
from lianzhan.model.catalog import Reference
from lianzhan.model.frozen import dataclass
from lianzhan.reading.links import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written


@dataclass(frozen=True)
class EventReading:
    """How an event is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Event, tuple[Problem, ...]]:
        """Return an event, and a problem for each key that could not be read."""
        return made(Event, KEYS, written, organiser=written.context.unit)

    def entry(self, value: Event, now: datetime) -> Entry:
        """Return all that other sites must know of an event, and what it is as of `now`."""
        entry = entry_of(value, "event", value.offer, value.aliases)
        said = {FOR_ALL_BELOW: value.push, CANCELLED: value.state == CANCELLED}
        return entry._replace(
            references=(*entry.references, *_report(value)),
            phase=phase_of(value.series, now),
            facts=tuple((name, "true") for name, holds in said.items() if holds),
        )

    def moments(self, value: Event, now: datetime) -> Iterable[datetime]:
        """It comes, takes place and is over, again and again where it repeats."""
        return changes(value.series, now)


def _report(value: Event) -> tuple[Reference, ...]:
    if value.report is None:
        return ()
    target, line = value.report.target, value.report.line
    return (Reference(target, line, *resolve(target, value.path)),)


READING = EventReading()
