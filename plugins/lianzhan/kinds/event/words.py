"""What readers are told of an event's time and state, in their language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.event.recurrence import PAST, RUNNING
from lianzhan.kinds.event.values import CANCELLED, FULL
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from datetime import date, datetime

    from lianzhan.kinds.event.recurrence import Occurrence
    from lianzhan.kinds.event.values import Event

WEEKDAYS = (
    N_("周一"), N_("周二"), N_("周三"), N_("周四"),
    N_("周五"), N_("周六"), N_("周日"),
)  # fmt: skip
_EVERY = {
    "daily": N_("每天"),
    "weekly": N_("每周"),
    "monthly": N_("每月"),
    "yearly": N_("每年"),
}


def day_words(day: date, language: str) -> str:
    """Return a day with its weekday: 2026年3月8日（周日）."""
    said = translations(language).gettext
    return said(N_("{0.year}年{0.month}月{0.day}日（{1}）")).format(
        day, said(WEEKDAYS[day.weekday()])
    )


def short_day(day: date, language: str) -> str:
    """Return a day in a list whose heading says the year: 3月8日."""
    return translations(language).gettext("{0.month}月{0.day}日").format(day)


def short_month(day: date, language: str) -> str:
    """Return a month beside its day: 3月."""
    return translations(language).gettext(N_("{0.month}月")).format(day)


def month_words(day: date, language: str) -> str:
    """Return a month: 2026年3月."""
    return translations(language).gettext("{0.year}年{0.month}月").format(day)


def weekday_words(day: date, language: str) -> str:
    """Return a weekday: 周日."""
    return translations(language).gettext(WEEKDAYS[day.weekday()])


def clock(moment: datetime) -> str:
    """Return a time of day: 9:00."""
    return f"{moment.hour}:{moment.minute:02}"


def last_moment(event: Event, occurrence: Occurrence) -> datetime | None:
    """Return the end that readers are told: a whole day's last day; None where there is none."""
    if event.end is None:
        return None
    return occurrence.end - timedelta(days=1) if event.end.is_day else occurrence.end


def when_words(event: Event, occurrence: Occurrence, language: str) -> str:
    """Return when an occurrence takes place: 2026年3月8日（周日）9:00—11:30.

    Each day is named once.
    """
    start, end = occurrence.start, last_moment(event, occurrence)
    is_day = event.start is not None and event.start.is_day
    first = day_words(start, language)
    begins = first if is_day else f"{first} {clock(start)}"
    if end is None or (is_day and end.date() == start.date()):
        return begins
    if end.date() == start.date():
        return f"{begins}—{clock(end)}"
    last = day_words(end, language)
    return f"{begins}—{last}" if is_day else f"{begins}—{last} {clock(end)}"


def time_words(event: Event, occurrence: Occurrence, language: str) -> str:
    """Return what follows a day that is told already: 周日 9:00—11:30."""
    start, end = occurrence.start, last_moment(event, occurrence)
    weekday = weekday_words(start, language)
    is_day = event.start is not None and event.start.is_day
    begins = weekday if is_day else f"{weekday} {clock(start)}"
    if end is None or (is_day and end.date() == start.date()):
        return begins
    if end.date() == start.date():
        return f"{begins}—{clock(end)}"
    return f"{begins}—{short_day(end, language)}"


def rule_words(event: Event, language: str) -> str:
    """Return by which rule an event repeats: 每周，到2026年12月31日为止; "" for none."""
    said = translations(language).gettext
    if not event.repeats:
        return ""
    every = said(_EVERY[event.repeats])
    if event.until is None:
        return every
    until = said("{0.year}年{0.month}月{0.day}日").format(event.until)
    return said(N_("{0}，到{1}为止")).format(every, until)


def state_words(event: Event, phase: str, language: str) -> str:
    """Return what an event is, in words: never by colour alone."""
    return translations(language).gettext(_state(event, phase))


def _state(event: Event, phase: str) -> str:
    if event.state == CANCELLED:
        return N_("已取消")
    if phase == PAST:
        return N_("已结束")
    if event.state == FULL:
        return N_("名额已满")
    if phase == RUNNING:
        return N_("正在进行")
    return N_("可报名") if event.signup else N_("直接去")
