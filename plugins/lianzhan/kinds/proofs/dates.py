"""Dates that can't be: days that no month has, and days of the week that are others."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof, narrow_digits
from lianzhan.model.codes import N_, warning
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

IMPOSSIBLE_DATE = warning("impossible-date", N_("日期“{words}”不对"), N_("核对日期：{what}"))
_WEEKDAYS = (
    N_("那一天是星期一"), N_("那一天是星期二"), N_("那一天是星期三"), N_("那一天是星期四"),
    N_("那一天是星期五"), N_("那一天是星期六"), N_("那一天是星期日"),
)  # fmt: skip
_NO_MONTH = N_("一年有 12 个月")
_DAYS_OF = {
    28: N_("这个月有 28 天"),
    29: N_("这个月至多有 29 天"),
    30: N_("这个月有 30 天"),
    31: N_("这个月有 31 天"),
}
"""What is wrong with a date, in the user's language: `what` is said so."""

_NUMERALS = "〇一二三四五六七八九"
_YEAR = r"[0-9]{4}|[12一二][0-9〇○零一二三四五六七八九]{3}"
_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = late(
    rf"(?<![0-9.一二三四五六七八九十])(?:({_YEAR})[ ]?年[ ]?)?"
    rf"({_NUMBER})[ ]?月[ ]?({_NUMBER})[ ]?[日号]"
    r"(?:[ ]?[（(]?[ ]?(?:星期|周|礼拜)([一二三四五六日天])(?![年岁至到])[ ]?[)）]?)?"
)
_DAY = late(r"月[ ]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[ ]?[日号]")
"""What stands in every date: it begins with a sign, which is found sooner than a date is."""
_SOME_NUMERIC = late(r"20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]")
_NUMERIC = late(r"(?<![0-9./-])(20[0-9]{2})([./-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9./-])")
_DAYS = "一二三四五六日"
_LUNAR = late(r"(?:农历|阴历|旧历|夏历|古历|腊|正)[^，。；\n]{0,8}\Z")
_BEFORE, _AFTER = 12, 12
_LEAP, _MONTHS, _MOST_DAYS = 2000, 12, 31


def may_be_dated(whole: Passage, _ground: Ground) -> bool:
    """Whether a day of a month stands in a text."""
    return bool(_DAY.search(whole.text) or _SOME_NUMERIC.search(whole.signs))


def impossible_dates(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A day that its month has not, a month above 12, a day of the week that is another.

    Without a year, February has 29 days. Lunar dates are not looked at. The Gregorian calendar.
    """
    words = narrow_digits(passage.words)
    end = 0
    for day in _DAY.finditer(words):
        found = _DATE.search(words, max(end, day.start() - _BEFORE), day.end() + _AFTER)
        if found and found.end() >= day.end():
            end = found.end()
            if not _LUNAR.search(words, max(0, found.start() - _BEFORE), found.start(2)):
                yield from _judged(found)
    for found in _NUMERIC.finditer(words) if "20" in words else ():
        year, month, number = int(found[1]), int(found[3]), int(found[4])
        is_date = 1 <= month <= _MONTHS and 1 <= number <= _MOST_DAYS
        if is_date and number > monthrange(year, month)[1]:
            yield _impossible(found, year, month)


def _judged(found: re.Match[str]) -> Iterator[Finding]:
    year = _year(found[1]) if found[1] else 0
    month, day = _number(found[2]), _number(found[3])
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(year or _LEAP, month)[1]:
        yield _impossible(found, year, month)
    elif year and found[4]:
        weekday = date(year, month, day).weekday()
        if found[4].replace("天", "日") != _DAYS[weekday]:
            yield _finding(found, _WEEKDAYS[weekday])


def _impossible(found: re.Match[str], year: int, month: int) -> Finding:
    if not 1 <= month <= _MONTHS:
        return _finding(found, _NO_MONTH)
    return _finding(found, _DAYS_OF[monthrange(year or _LEAP, month)[1]])


def _finding(found: re.Match[str], what: str) -> Finding:
    return Finding(found.start(), found.end(), words=found[0].strip(), more=(("what", what),))


def _year(written: str) -> int:
    return int(
        "".join(
            str(_NUMERALS.find(s)) if s in _NUMERALS else "0" if s in "○零" else s for s in written
        )
    )


def _number(written: str) -> int:
    """Return a number up to 99 in digits or in Chinese: 二十九 is 29."""
    if written.isdecimal():
        return int(written)
    tens, has_tens, ones = written.rpartition("十")
    if not has_tens:
        return _NUMERALS.find(ones) if len(ones) == 1 else 0
    return (_NUMERALS.find(tens) if tens else 1) * 10 + (_NUMERALS.find(ones) if ones else 0)


PROOFS = (Proof(IMPOSSIBLE_DATE, may_be_dated, impossible_dates),)
