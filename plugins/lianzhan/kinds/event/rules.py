"""The rules that events alone keep: what is said of their time makes sense together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.event.recurrence import MAX_OCCURRENCES, MONTHLY, YEARLY
from lianzhan.kinds.rules.titles import title_length
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.event.recurrence import Series
    from lianzhan.kinds.event.values import Event
    from lianzhan.kinds.room import Rule
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation, Site

ENDS_EARLY = error(
    "event-ends-early",
    N_("{wrong} 不在开始时间之后：活动 {start} 才开始"),
    N_("改正 {wrong}，或改正 start"),
)
HALF_TIMED = error(
    "event-half-timed",
    N_("start 和 end 一个写了时间，一个没有写"),
    N_("整天的活动两个都只写日期；写时间的两个都写，如 end: 2026-03-08 11:30"),
)
ENDLESS = error(
    "event-endless",
    N_("定期活动（{repeats}）没有写到哪一天为止"),
    N_("加上一行 until: 2026-12-31；只有每年一次的（yearly）可以不写"),
)
TOO_OFTEN = error(
    "event-too-often",
    N_("定期活动（{repeats}）超过 {limit} 次"),
    N_("把 until 写近一些，到时候再接着写"),
)
NOT_REPEATED = error(
    "event-not-repeated",
    N_("写了 {wrong}，却没有写活动多久一次"),
    N_("加上一行 repeats: weekly（或 daily、monthly、yearly）；只办一次的，删去 {wrong}"),
)
NO_SUCH_DAY = error(
    "event-no-such-day",
    N_("活动从 {start} 开始，{repeats} 一次：不是每次都有这一天"),
    N_("改用每次都有的日子，如 2月28日、每月 28 日；或者各写一个文件"),
)
NOT_SKIPPED = error(
    "event-not-skipped",
    N_("skip 里的 {day} 本来就没有活动"),
    N_("核对日期：定期活动从 start 那一天数起"),
)
NEVER = error(
    "event-never",
    N_("skip 里写了每一次：活动一次也不办"),
    N_("核对 skip；不办了，删去 skip，写 state: cancelled"),
)
OVERLAPS = error(
    "event-overlaps",
    N_("一次活动还没有结束，下一次（{repeats}）就开始了"),
    N_("end 写第一次的结束时间；最后一次的日子写在 until"),
)
NOT_MOVED = error(
    "event-not-moved",
    N_("moved 里的 {start} 就是现在的开始时间"),
    N_("把新的时间写在 start，旧的写在 moved"),
)
_LAST_DAY_OF_ALL_MONTHS = 28
_WITH_TIME, _DAY = "%Y-%m-%d %H:%M", "%Y-%m-%d"


def end_follows_start(event: Event, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """An event ends after it starts; both have a time of day, or neither has one."""
    if event.start is None or event.end is None:
        return
    if event.start.is_day is not event.end.is_day:
        yield _fault(event, "end", HALF_TIMED)
    elif event.length <= timedelta():
        yield _fault(event, "end", ENDS_EARLY, wrong="end", start=_start(event))


def rule_is_whole(event: Event, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """What repeats ends, unless it is yearly; what says when it ends, or skips days, repeats."""
    if event.repeats:
        if event.repeats != YEARLY and event.until is None and "until" not in dict(event.keys):
            yield _fault(event, "repeats", ENDLESS, repeats=event.repeats)
        return
    for key in ("until", "skip"):
        if getattr(event, key):
            yield _fault(event, key, NOT_REPEATED, wrong=key)


def rule_fits_calendar(event: Event, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A rule names days that are there each time, at most 1,000, one after the other."""
    series = event.series
    if series is None or not event.repeats:
        return
    details = {"repeats": event.repeats, "start": _start(event)}
    if _is_rare(series):
        yield _fault(event, "start", NO_SUCH_DAY, **details)
    elif event.until and event.until < series.start.date():
        yield _fault(event, "until", ENDS_EARLY, wrong="until", start=_start(event))
    elif _is_too_often(series):
        limit = {"repeats": event.repeats, "limit": MAX_OCCURRENCES}
        yield _fault(event, "until", TOO_OFTEN, **limit)
    elif series.overlaps:
        yield _fault(event, "end", OVERLAPS, repeats=event.repeats)
    else:
        days = {series.day(number) for number in range(MAX_OCCURRENCES)}
        for day in (day for day in event.skip if day not in days):
            yield _fault(event, "skip", NOT_SKIPPED, day=f"{day:{_DAY}}")
        if next(series.occurrences(), None) is None:
            yield _fault(event, "skip", NEVER)


def _is_rare(series: Series) -> bool:
    """Whether not every month, or not every year, has the day on which a series begins."""
    day = series.start.date()
    if series.repeats == MONTHLY:
        return day.day > _LAST_DAY_OF_ALL_MONTHS
    return series.repeats == YEARLY and (day.month, day.day) == (2, 29)


def _is_too_often(series: Series) -> bool:
    last = series.day(MAX_OCCURRENCES) if series.until else None
    return series.until is not None and last is not None and last <= series.until


def moved_away(event: Event, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A former start is another than that of today."""
    if event.start in event.moved:
        yield _fault(event, "moved", NOT_MOVED, start=_start(event))


def _start(event: Event) -> str:
    start = event.start
    return f"{start.at:{_DAY if start.is_day else _WITH_TIME}}" if start else ""


def _fault(event: Event, key: str, code: Code, **details: object) -> Problem:
    return problem(event.path, event.line(key), code, **details)


RULES: tuple[Rule, ...] = (
    title_length,
    end_follows_start,
    rule_is_whole,
    rule_fits_calendar,
    moved_away,
)
"""Every rule of events, in the order of the codes' page."""
