"""Events for calendars: iCalendar (RFC 5545, with names and refreshing of RFC 7986).

In: events as a site shows them. Out: the bytes of a file, the same for the same content.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar

from lianzhan.kinds.event.values import CANCELLED, Event
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianzhan.kinds.event.recurrence import Occurrence
    from lianzhan.kinds.event.values import When
    from lianzhan.kinds.event.view import EventView

PRODUCT = "-//Lianzhan//Events//ZH"
"""Without a version: a new one of the program changes no calendar."""
REFRESH = timedelta(hours=12)
"""How often programs ask again: an event that is called off is known on the same day."""
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
"""What no text of a calendar may hold (RFC 5545, 3.1: CONTROL)."""


def calendar_of(title: str, events: Sequence[EventView]) -> bytes:
    """Return a calendar of some events, with the time zones that they need."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if title:
        for name in ("name", "x-wr-calname"):
            calendar.add(name, _plain(title))
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(REFRESH))
    for zone in _zones(events):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical(sorted=False))


def _zones(events: Iterable[EventView]) -> Iterable[icalendar.Timezone]:
    """Yield the zones of all times of day, each for the years that its events are in."""
    years: dict[str, list[int]] = {}
    for event in events:
        start = event.value.start
        if start and not start.is_day:
            spans = years.setdefault(str(start.at.tzinfo), [])
            spans += [start.at.year, *_last_years(event.value, event.occurrence)]
    for name, found in sorted(years.items()):
        first, last = date(min(found), 1, 1), date(max(found) + 2, 1, 1)
        zone = icalendar.Timezone.from_tzid(name, first_date=first, last_date=last)
        zone.pop("comment", None)
        yield zone


def _last_years(event: Event, occurrence: Occurrence) -> Iterable[int]:
    yield occurrence.end.year
    if event.until:
        yield event.until.year


def _event(view: EventView) -> icalendar.Event:
    event, made = view.value, icalendar.Event()
    signed = _signed(event)
    for name, value in (
        ("uid", view.shown.id.removeprefix("urn:uuid:")),
        ("dtstamp", signed),
        ("last-modified", signed),
        ("sequence", event.revision),
        ("status", "CANCELLED" if event.state == CANCELLED else "CONFIRMED"),
        ("summary", _plain(event.title)),
        ("location", _plain(event.place)),
        ("description", _plain(_description(view))),
        ("url", view.url),
    ):
        if value != "":
            made.add(name, value)
    for name, value in _times(event):
        made.add(name, value)
    return made


def _times(event: Event) -> Iterable[tuple[str, Any]]:
    """Yield what says when an event takes place; whole days end before the day after the last."""
    if event.start is None:
        return
    yield "dtstart", _written(event.start)
    if event.end:
        end = event.start.at + event.length
        yield "dtend", end.date() if event.start.is_day else end
    if event.repeats:
        yield "rrule", _rule(event, event.start)
    for day in event.skip:
        left_out = datetime.combine(day, event.start.at.timetz())
        yield "exdate", day if event.start.is_day else left_out


def _rule(event: Event, start: When) -> dict[str, Any]:
    """Return the rule of a series; its end is in UTC where times have a zone (RFC 5545, 3.3.10)."""
    rule: dict[str, Any] = {"freq": event.repeats}
    if event.until:
        last = datetime.combine(event.until, start.at.timetz()).astimezone(UTC)
        rule["until"] = event.until if start.is_day else last
    return rule


def _written(when: When) -> date | datetime:
    return when.at.date() if when.is_day else when.at


def _signed(event: Event) -> datetime:
    """Return the moment of the last signed step; where none is asked for, when the event begins."""
    steps = (step.since for step in event.review if step.since)
    start = event.start.at if event.start else event.date
    return max(steps, default=start).astimezone(UTC)


def _description(view: EventView) -> str:
    """Return what readers of a calendar are told: a line for each fact, then the text's begin."""
    said, event = translations(view.language).gettext, view.value
    signup = event.signup
    how = (signup.url or "、".join(each.shown for each in signup.telephones)) if signup else ""
    facts = (
        (said(N_("给谁：{0}")), event.audience),
        (said(N_("费用：{0}")), event.fee),
        (said(N_("主办：{0}")), event.organiser),
        (said(N_("报名：{0}")), how),
    )
    lines = [form.format(value) for form, value in facts if value]
    return "\n".join((*lines, event.body.excerpt)).strip()


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)
