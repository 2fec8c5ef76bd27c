"""How services are read and judged, and what other sites must know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.reading import entry_of, made
from lianzhan.kinds.service.keys import KEYS
from lianzhan.kinds.service.rules.checked import recently_checked
from lianzhan.kinds.service.rules.table import RULES
from lianzhan.kinds.service.values import STALE, Service
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written


@dataclass(frozen=True)
class ServiceReading:
    """How a service is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Service, tuple[Problem, ...]]:
        """Return a service, and a problem for each key that could not be read."""
        return made(Service, KEYS, written)

    def entry(self, value: Service, now: datetime) -> Entry:
        """Return what other sites must know of a service: its kind decides who shows it."""
        phase = STALE if value.is_stale(now) else ""
        return entry_of(value, "service")._replace(phase=phase, facts=_facts(value))

    def moments(self, value: Service, _now: datetime) -> Iterable[datetime]:
        """Readers are warned once its check is too old; a check of tomorrow is none yet."""
        return (value.checked, value.good_until)

    def problems_at(self, value: Service, now: datetime) -> Iterator[Problem]:
        """Yield what is wrong with a service at a moment."""
        return recently_checked(value, now)


def _facts(service: Service) -> tuple[tuple[str, str], ...]:
    """Return what sites above say of a service: its title, kind and first telephone."""
    facts = [("title", service.title), ("kind", service.kind)]
    for number in service.telephones[:1]:
        facts += [("telephone", number.shown), ("uri", number.uri)]
    return tuple(facts)


READING = ServiceReading()
