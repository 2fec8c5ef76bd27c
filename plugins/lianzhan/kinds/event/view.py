"""An event as pages show it at one site: its value, with the occurrence that they are about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.event import words
from lianzhan.kinds.event.recurrence import PAST, Occurrence, split_phase
from lianzhan.kinds.event.values import CANCELLED, OPEN
from lianzhan.model.catalog import OWN
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.event.values import Event
    from lianzhan.kinds.views import Shown, SiteName


@dataclass(frozen=True)
class EventView:
    """An event at a site; `phase` is NEXT, RUNNING or PAST, `occurrence` is what that is about."""

    shown: Shown
    phase: str
    occurrence: Occurrence
    language: str

    @property
    def value(self) -> Event:
        """The event itself."""
        event: Event = self.shown.value
        return event

    @property
    def title(self) -> str:
        """Its title."""
        return self.value.title

    @property
    def url(self) -> str:
        """The address of its page."""
        return self.shown.url

    @property
    def calendar_url(self) -> str:
        """The address of its file for calendars."""
        return f"{self.url.removesuffix('.html')}.ics"

    @property
    def origin(self) -> SiteName | None:
        """The site whose it is; None where that is this one."""
        return None if self.shown.why == OWN else self.shown.home

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.phase == PAST

    @property
    def is_coming(self) -> bool:
        """Whether people may still go: it is not over, and not called off."""
        return not self.is_past and self.value.state != CANCELLED

    @property
    def is_open(self) -> bool:
        """Whether there is room for whoever wants to go."""
        return not self.is_past and self.value.state == OPEN

    @cached_property
    def state(self) -> str:
        """What it is, in words."""
        return words.state_words(self.value, self.phase, self.language)

    @cached_property
    def iso_start(self) -> str:
        """When it begins, for programs: a day, or a moment."""
        return iso(self.value, self.occurrence)

    @cached_property
    def day(self) -> str:
        """The day on which it begins: 3月8日."""
        return words.short_day(self.occurrence.start, self.language)

    @property
    def month_day(self) -> int:
        """The number of the day on which it begins: 8."""
        return self.occurrence.start.day

    @cached_property
    def month(self) -> str:
        """The month in which it begins, without the year: 3月."""
        return words.short_month(self.occurrence.start, self.language)

    @cached_property
    def time(self) -> str:
        """What follows the day: 周日 9:00—11:30."""
        return words.time_words(self.value, self.occurrence, self.language)

    @cached_property
    def when(self) -> str:
        """Day and time: 2026年3月8日（周日）9:00—11:30."""
        return words.when_words(self.value, self.occurrence, self.language)

    @cached_property
    def rule(self) -> str:
        """By which rule it repeats; "" for none."""
        return words.rule_words(self.value, self.language)


def iso(event: Event, occurrence: Occurrence) -> str:
    """Return when an occurrence begins, for programs: a day, or a moment (ISO 8601)."""
    is_day = event.start is not None and event.start.is_day
    return (occurrence.start.date() if is_day else occurrence.start).isoformat()


def views(shown: Iterable[Shown], language: str) -> list[EventView]:
    """Return the events at a site in the order of their occurrences; one without any has none."""
    found = [view for each in shown if (view := view_of(each, language))]
    return sorted(found, key=lambda view: (view.occurrence.start, view.url))


def view_of(shown: Shown, language: str) -> EventView | None:
    """Return an event as a site shows it."""
    state, start = split_phase(shown.phase)
    event: Event = shown.value
    if start is None or event.start is None:
        return None
    local = start.astimezone(event.start.at.tzinfo)
    return EventView(shown, state, Occurrence(local, local + event.length), language)
