"""Opening hours as people write them, to values; what can't be meant is None.

周一至周五 9:00—12:00，14:30—17:30；周六 上午9点至11点半; 每天 8:00-20:00; 24小时; 凭预约.
"""

from __future__ import annotations

import re
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.contact import Hours, Span
from lianzhan.model.frozen import dataclass
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_TO = r" ?(?:[-—–－−~～]{1,2}|至|到) ?"
_PART = r"(?:上午|早上|早晨|清晨|中午|下午|傍晚|晚上|晚|夜间|次日|第二天|凌晨| )*"
_MINUTE = r"(?::(\d*)|[时点](半|\d{1,2})?分?)"
_WEEK, _WEEKDAY = r"(?:每?周|每?星期|每?礼拜)", r"[一二三四五六日天]"
_TOKEN = late(
    rf"(?P<day_and_night>(?:7 ?[×xX*] ?)?24 ?小时|全天候?|昼夜)"
    rf"|(?P<days>每天|每日|工作日|周末|双休日"
    rf"|{_WEEK}{_WEEKDAY}(?:(?:{_TO}|[、，,和及]?){_WEEK}?{_WEEKDAY}(?!间))*)"
    rf"|(?<!\d)(?P<from>{_PART}\d{{1,2}}(?:{_MINUTE}|(?={_TO}{_PART}\d{{1,2}}[时点])))"
    rf"(?:{_TO}(?P<to>{_PART}\d{{1,2}}{_MINUTE}))?",
    re.ASCII,
)
_TIME = late(rf"({_PART})(\d{{1,2}}){_MINUTE}?", re.ASCII)
_STEP = late(rf"({_TO})?{_WEEK}?({_WEEKDAY})")
_NO_DAY = late(rf"{_WEEK} ?[0-9七八九](?!\d* ?[次天个小场回])")
"""周8, and 周1 too: the days of a week are written in words. 每周3次 names no day."""
_ASIDE = late(r"[（(][^（()）]*[)）]")
"""What stands in brackets is said of the hours (法定节假日除外), and is none of them."""
_SILENT = " ，,、；;。:：/"
_NARROW_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_COLON = late(r"(?<=\d)[：∶](?=\d)", re.ASCII)
_EVERY_DAY = tuple(range(7))
_NAMED = {
    **dict.fromkeys(("每天", "每日"), _EVERY_DAY),
    "工作日": _EVERY_DAY[:5],
    **dict.fromkeys(("周末", "双休日"), _EVERY_DAY[5:]),
}
_WEEKDAYS = {day: place for place, day in enumerate("一二三四五六日")} | {"天": 6}
_LATER, _NEXT_DAY = ("下午", "傍晚", "晚", "夜间"), ("次日", "第二天", "凌晨")
_HOUR, _NOON, _DAY, _WEEK_LONG = 60, 12, 24 * 60, 7 * 24 * 60
_LONGEST = 200
"""Characters: a few lines on a telephone; what is longer is no field but a text."""

_TOO_LONG = N_("一到 200 字的时间，如 周一至周五 9:00—12:00，14:30—17:30")
_NO_SUCH_DAY = N_("用汉字写的周一到周日，如 周一至周五 9:00—12:00")
_NO_TIME = N_("有的钟点：从 0:00 到 24:00，如 9:00—12:00")
_NO_END = N_("从几点到几点，如 周一至周五 9:00—12:00，14:30—17:30")
_BACKWARDS = N_("先开始、后结束的时间；过夜的写上“次日”，如 20:00—次日 8:00")
_OVERLAP = N_("互不重叠的时段")


def parse_hours(text: str) -> Hours | None:
    """Return opening hours: shown as written, with half-width digits, and the spans it names.

    None where a time of day or a day of the week is none, where a time has no end or ends before it
    begins, or where spans of the same days overlap. Without days all seven are meant. A text
    without any time of day is kept as it is.
    """
    shown, spans, fault = _read(text)
    return None if fault else Hours(shown, spans)


def hours_wanted(text: str) -> str:
    """Return what hours that are none should be (a message id); "" where nothing is wrong."""
    return _read(text)[2]


def _read(text: str) -> tuple[str, tuple[Span, ...], str]:
    """Return what is shown, the spans, and what is wrong."""
    if len(text) > _LONGEST or not text.strip():
        return "", (), _TOO_LONG
    shown = _COLON.sub(":", " ".join(text.translate(_NARROW_DIGITS).split()))
    said = _Said()
    fault = said.take(_ASIDE.sub(" ", shown))
    spans = tuple(span for _, span in said.spans)
    return shown, spans, fault or (_OVERLAP if _overlap(said.spans) else "")


@dataclass
class _Said:
    """What a text has said so far: days and words count for all times that follow them.

    Words (夏季, 窗口) tell apart sets of hours that may overlap.
    """

    spans: list[tuple[str, Span]] = field(default_factory=list)
    _days: tuple[int, ...] = ()
    _words: str = ""
    _is_after_days: bool = False
    _is_after_words: bool = False

    def take(self, text: str) -> str:
        """Read a text; return what is wrong with it, or ""."""
        place = 0
        for found in _TOKEN.finditer(text):
            words = text[place : found.start()].strip(_SILENT)
            if _NO_DAY.search(words):
                return _NO_SUCH_DAY
            self._hear(words)
            place = found.end()
            if found["days"]:
                self._name_days(found["days"])
            elif fault := self._add(found):
                return fault
        return ""

    def _hear(self, words: str) -> None:
        if words:
            self._words = self._words + words if self._is_after_words else words
            self._is_after_words = True

    def _name_days(self, named: str) -> None:
        before = self._days if self._is_after_days else ()
        self._days = tuple(sorted({*before, *_days_of(named)}))
        self._is_after_days = True

    def _add(self, found: re.Match[str]) -> str:
        times, fault = ((0, _DAY), "") if found["day_and_night"] else _times_of(found)
        self.spans.append((self._words, Span(self._days or _EVERY_DAY, *times)))
        self._is_after_days = self._is_after_words = False
        return fault


def _times_of(found: re.Match[str]) -> tuple[tuple[int, int], str]:
    """Return from when to when, in minutes after midnight, and what is wrong with it."""
    if found["to"] is None:
        return (0, 0), _NO_END
    start, end = _minutes(found["from"], ""), _minutes(found["to"], found["from"])
    if start is None or end is None:
        return (0, 0), _NO_TIME
    return (start, end), "" if start < end else _BACKWARDS


def _minutes(written: str, start: str) -> int | None:
    """Return the minute of a time of day; the part of the day of its start holds for it, too."""
    found = _TIME.fullmatch(written)
    if not found:
        return None
    part, hour = found[1] or "", int(found[2])
    minute = _minute(found)
    is_next = any(word in part for word in _NEXT_DAY) and bool(start)
    if hour < _NOON and not is_next and any(word in (part.strip() or start) for word in _LATER):
        hour += _NOON
    total = hour * _HOUR + (minute or 0)
    if minute is None or minute >= _HOUR or total > _DAY or (total == _DAY and not start):
        return None
    return total + _DAY * is_next


def _minute(found: re.Match[str]) -> int | None:
    """Return the minutes of 9:30, 9点半, 9点5分 or 9点; None where two digits are wanted."""
    if found[3] is not None:
        return int(found[3]) if len(found[3]) == len("00") else None
    return 30 if found[4] == "半" else int(found[4] or 0)


def _days_of(named: str) -> tuple[int, ...]:
    """Return the days of 每天, 周末, 周一至周五, 周一、三、五; 周六至周一 goes over Sunday."""
    if named in _NAMED:
        return _NAMED[named]
    days: list[int] = []
    for step in _STEP.finditer(named):
        day = _WEEKDAYS[step[2]]
        since = days[-1] + 1 if step[1] and days else day
        days += [since + number for number in range((day - since) % 7 + 1)]
    return tuple(sorted({day % 7 for day in days}))


def _overlap(spans: list[tuple[str, Span]]) -> bool:
    return any(_is_twice(words, spans) for words in {words for words, _ in spans})


def _is_twice(words: str, spans: list[tuple[str, Span]]) -> bool:
    """Whether a minute of the week is in two spans that stand behind the same words."""
    times = sorted(_in_week(span for known, span in spans if known == words))
    if not times:
        return False
    first = times[0]
    around = [*times, (first[0] + _WEEK_LONG, first[1] + _WEEK_LONG)]
    return any(after[0] < before[1] for before, after in pairwise(around))


def _in_week(spans: Iterator[Span]) -> Iterator[tuple[int, int]]:
    for span in spans:
        yield from ((day * _DAY + span.start, day * _DAY + span.end) for day in span.days)
