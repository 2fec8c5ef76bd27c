"""Texts to days and moments; what is none of these is None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_DATE_FORM = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_TIME_FORM = r"[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?"
_DATE = late(_DATE_FORM, re.ASCII)
_TIME = late(_TIME_FORM, re.ASCII)
MOMENT_PATTERN = f"^{_DATE_FORM}({_TIME_FORM})?$"
"""A day or a moment, as a regular expression that JSON Schema (ECMA-262) takes, too."""
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


@lru_cache(maxsize=1_000)
def parse_day(text: str) -> date | None:
    """Return the day of `2026-03-06`, a time after it allowed; None if it is none.

    Years outside 1949 to 2199 are slips of the keyboard, not dates. Remembered, because most days
    of a review are those of another one, too.
    """
    return _day_and_time(text)[0]


def _day_and_time(text: str) -> tuple[date | None, re.Match[str] | None]:
    match = _DATE.match(text)
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None, None
    time = _TIME.fullmatch(text, match.end())
    if time is None and match.end() < len(text):
        return None, None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), time
    except ValueError:
        return None, None


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment of `2026-03-08` or `2026-03-08 09:00`, in `zone` unless it names one.

    A full day is required: a month alone would mean whatever day it is today.
    """
    day, time = _day_and_time(text)
    if day is None:
        return None
    if time is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
        if time[4]:
            offset = datetime.strptime(time[4].replace("Z", "+0000"), "%z").tzinfo
            moment = moment.replace(tzinfo=offset).astimezone(zone)
    except ValueError:
        return None
    return moment


def parse_iso(text: str) -> datetime | None:
    """Return the moment of an ISO 8601 text; without a zone it is UTC. None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
