"""Texts to days and moments, as people write them; what is none of these is None."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_N = "[0-9０-９]"
_SPACE = "[ \u3000\u00a0]"
_SEP = rf"{_SPACE}?[-/.年月－／．]{_SPACE}?"
_DAY_FORM = rf"({_N}{{4}}){_SEP}({_N}{{1,2}}){_SEP}({_N}{{1,2}})(?!{_N})(?:{_SPACE}?[日号])?"
_WEEKDAY_FORM = rf"{_SPACE}?[(（]?(?:星期|礼拜|周)([一二三四五六日天])[)）]?"
_ZONE_FORM = r"(Z|[+-][0-9]{2}:?[0-9]{2})"
_TIME_FORM = (
    rf"[T \u3000\u00a0]*(上午|下午)?{_SPACE}*({_N}{{1,2}})"
    rf"(?:[:：]({_N}{{2}})(?:[:：]({_N}{{2}})(?:\.[0-9]+)?)?|[时点](?:({_N}{{1,2}})分)?)"
    rf"{_SPACE}?{_ZONE_FORM}?"
)
_MOMENT_FORM = f"{_DAY_FORM}(?:{_WEEKDAY_FORM})?(?:{_TIME_FORM})?"
_MOMENT = late(_MOMENT_FORM)
_ISO_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
"""The commonest forms of them, of which Python makes a moment in a tenth of the time."""
MOMENT_PATTERN = "^" + re.sub(r"[^ -~]", lambda c: f"\\u{ord(c[0]):04x}", _MOMENT_FORM) + "$"
"""A day or a moment, as a regular expression that JSON Schema (ECMA-262) takes, too."""
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
"""As Python counts them."""
_LONGEST = 60
"""Characters of a moment; what is longer is none, and is not looked through."""

A_DAY = N_("完整的日期，如 2026-03-08 或 2026年3月8日，时间可写在后面：2026-03-08 09:00")
_NO_YEAR = N_("带年份的日期，如 2026年3月8日（这里没有写哪一年）")
_SHORT_YEAR = N_("四位数的年份，如 2026-03-08")
_NO_DAY = N_("写到日的日期，如 2026-03-08（这里没有写哪一日）")
_NO_SUCH_DAY = N_("日历上有的日期，年份在 1949 到 2199 之间，如 2026-03-08")
_OTHER_WEEKDAY = N_("与星期相符的日期：这一天不是所写的星期几")
_CHINESE_NUMBERS = N_("用数字写的日期，如 2026-03-08 或 2026年3月8日")
_SHAPES = (
    (late(rf"{_N}{{4}}{_SEP}{_N}{{1,2}}月?$"), _NO_DAY),
    (late(rf"{_N}{{4}}年?$"), _NO_DAY),
    (late(rf"['’]?{_N}{{2}}{_SEP}{_N}{{1,2}}{_SEP}{_N}"), _SHORT_YEAR),
    (late(rf"{_N}{{1,2}}{_SEP}{_N}{{1,2}}(?!{_N})"), _NO_YEAR),
    (late(r"[〇○零一二三四五六七八九十]{2,4}年"), _CHINESE_NUMBERS),
)
"""What is no date, by its beginning, with what it should be."""


@lru_cache(maxsize=1_000)
def parse_day(text: str) -> date | None:
    """Return the day of `2026-03-06` or `2026年3月6日`, a time after it allowed; else None.

    Years outside 1949 to 2199 are slips of the keyboard, not dates; so is a day that is not of the
    weekday written beside it. Remembered, because most days of a review are those of another one.
    """
    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            day = date.fromisoformat(text)
            return day if _is_plausible(day.year) else None
    return _day_and_parts(text)[0]


def is_day_alone(text: str) -> bool:
    """Whether a text is a day without a time: what lasts until then lasts through all of it."""
    day, parts = _day_and_parts(text)
    return day is not None and parts is not None and parts[6] is None


def _day_and_parts(text: str) -> tuple[date | None, re.Match[str] | None]:
    match = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    day = _day_of(match) if match else None
    if match is None or day is None or (match[4] and _WEEKDAYS[match[4]] != day.weekday()):
        return None, match
    return day, match


def _day_of(match: re.Match[str]) -> date | None:
    year = int(match[1])
    try:
        return date(year, int(match[2]), int(match[3])) if _is_plausible(year) else None
    except ValueError:
        return None


def _is_plausible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment of `2026-03-08 09:00` or a day's first, in `zone` unless it names one.

    A full day is required: a month alone would mean whatever day it is today.
    """
    if _ISO.fullmatch(text):
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=zone) if _is_plausible(moment.year) else None
    day, parts = _day_and_parts(text)
    if day is None or parts is None:
        return None
    if parts[6] is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        hour, minute = _hour(int(parts[6]), parts[5]), int(parts[7] or parts[9] or 0)
        second = int(parts[8] or 0)
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
        return moment.replace(tzinfo=_offset(parts[10])).astimezone(zone) if parts[10] else moment
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str | None) -> int:
    """Return an hour of the day. Raises ValueError where a half of the day has no such hour."""
    if half is None:
        return hour
    if not (1 <= hour <= 12 if half == "下午" else hour <= 11):
        raise ValueError(hour)
    return hour + 12 if half == "下午" and hour < 12 else hour


def _offset(written: str) -> timezone:
    """Return `Z` or `+08:00` as a time zone. Raises ValueError."""
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if minutes >= 60:
        raise ValueError(written)
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if written[0] == "-" else size)


def date_wanted(text: str) -> str:
    """Say what should stand where a text is no day or moment: what it lacks, else an example."""
    inner = text.strip("“”‘’「」『』\"' ")
    if inner != text and _day_and_parts(inner)[0]:
        return inner
    day, match = _day_and_parts(text)
    if day is not None or match is None:
        shape = text.strip()[:_LONGEST]
        return next((wanted for pattern, wanted in _SHAPES if pattern.match(shape)), A_DAY)
    return _NO_SUCH_DAY if _day_of(match) is None else _OTHER_WEEKDAY


def parse_now(text: str, zone: ZoneInfo) -> datetime | None:
    """Return a moment in any form that heads take, or in any of ISO 8601; None if it is none.

    Without a zone it is one of `zone`, as every date without one is.
    """
    text = text.strip()
    if moment := parse_moment(text, zone):
        return moment
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def names_time(text: str) -> bool:
    """Whether a text that is a moment says a time of day, too."""
    found = _MOMENT.fullmatch(text) if len(text) <= _LONGEST else None
    return found is not None and found[6] is not None
