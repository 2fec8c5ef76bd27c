"""When an event takes place: one occurrence, or many by a rule. Pure, and by the clock on the wall.

In: a series, as a head says it, and a moment. Out: the occurrences around that moment.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

Day: TypeAlias = date
DAILY, WEEKLY, MONTHLY, YEARLY = "daily", "weekly", "monthly", "yearly"
REPEATS = (YEARLY, MONTHLY, WEEKLY, DAILY)
MAX_OCCURRENCES = 1_000
"""Of a rule that ends: daily for nearly three years. A yearly one may go on for ever."""
_DAYS = {DAILY: 1, WEEKLY: 7}
_SHORTEST = _DAYS | {MONTHLY: 28, YEARLY: 365}
NEXT, RUNNING, PAST = "next", "running", "past"
"""What an event is as of a moment: it comes, it takes place, or it is over."""


class Occurrence(NamedTuple):
    """One time that an event takes place: it is over when the moment `end` has come."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Series:
    """All times that an event takes place.

    The first begins at `start` (aware) and takes `length`, as clocks on the wall show it. It
    `repeats` by one of REPEATS, or not (""), until the day `until` comes to its end; on the days
    that it skips it does not take place.
    """

    start: datetime
    length: timedelta
    repeats: str = ""
    until: date | None = None
    skip: tuple[date, ...] = ()

    @property
    def overlaps(self) -> bool:
        """Whether one occurrence may still take place when the next one begins."""
        return bool(self.repeats) and self.length > timedelta(days=_SHORTEST[self.repeats])

    def day(self, number: int) -> date | None:
        """Return the day on which an occurrence begins; None where the calendar has no such day.

        They are counted from 0.
        """
        first = self.start.date()
        try:
            if self.repeats in _DAYS:
                return first + timedelta(days=number * _DAYS[self.repeats])
            months = first.month - 1 + number * (12 if self.repeats == YEARLY else 1)
            return first.replace(year=first.year + months // 12, month=months % 12 + 1)
        except (ValueError, OverflowError):
            return None

    def occurrences(self, first: int = 0) -> Iterator[Occurrence]:
        """Yield the occurrences from a number on, less those skipped: at most MAX_OCCURRENCES."""
        for number in range(first, first + MAX_OCCURRENCES if self.repeats else 1):
            day = self.day(number)
            if day is None or (self.until is not None and day > self.until):
                return
            occurrence = self._on(day)
            if occurrence is None:
                return
            if day not in self.skip:
                yield occurrence

    def _on(self, day: date) -> Occurrence | None:
        start = datetime.combine(day, self.start.timetz())
        try:
            return Occurrence(start, start + self.length)
        except OverflowError:
            return None

    def around(self, now: datetime) -> tuple[Occurrence | None, Occurrence | None]:
        """Return the last occurrence that is over, and that which takes place or comes next."""
        before = None
        for occurrence in self.occurrences(self._near(now)):
            if occurrence.end > now:
                return before, occurrence
            before = occurrence
        return before, None

    def _near(self, now: datetime) -> int:
        """Return the number of an occurrence before `now`: of those without an end, one close by.

        So many before it as may be skipped.
        """
        if self.repeats != YEARLY or self.until:
            return 0
        return max(0, now.year - self.start.year - 3 - len(self.skip))


def end_of_day(day: datetime) -> datetime:
    """Return the midnight that ends a day, in its own zone."""
    return datetime.combine(day.date() + timedelta(days=1), time(), day.tzinfo)


def phase_of(series: Series | None, now: datetime) -> str:
    """Return what an event is as of a moment, and when the occurrence begins that this is about.

    As "next 2026-03-08T09:00:00+08:00"; "" where it never takes place. Over, it is about its last.
    """
    if series is None:
        return ""
    before, current = series.around(now)
    if current is None:
        return f"{PAST} {before.start.isoformat()}" if before else ""
    return f"{RUNNING if current.start <= now else NEXT} {current.start.isoformat()}"


def changes(series: Series | None, now: datetime) -> Iterator[datetime]:
    """Yield the last and the next moments at which an event's phase becomes another."""
    before, current = series.around(now) if series else (None, None)
    if before:
        yield before.end
    if current:
        yield from current


def split_phase(phase: str) -> tuple[str, datetime | None]:
    """Return the two parts of a phase."""
    state, _, start = phase.partition(" ")
    return state, datetime.fromisoformat(start) if start else None
