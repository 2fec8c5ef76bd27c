"""The keys of an event's head: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.event.recurrence import REPEATS, YEARLY
from lianzhan.kinds.event.values import STATES, Report, Signup, When
from lianzhan.model.codes import N_
from lianzhan.model.target import Kind, classify
from lianzhan.reading.aliases import ALIASES
from lianzhan.reading.dates import date_wanted, names_time, parse_day, parse_moment
from lianzhan.reading.keys import (
    COVER,
    MOMENT,
    NOTICE,
    OFFER,
    REVIEW_KEYS,
    TEXT,
    Key,
    KeyType,
    choice,
)
from lianzhan.reading.telephones import parse_telephones
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context
    from lianzhan.reading.yaml_values import Value

MAX_MOVED = 20
MAX_SKIPPED = 50
"""Days of a head: what is moved or left out more often is another event, or a trap."""
_BETWEEN = late(r"[,，、;；]")
_DAY = N_("日期，如 2026-03-08；整天的活动不写时间")
_WHEN = N_("日期和时间，如 2026-03-08 09:00；整天的活动只写日期")
_END = N_("和 start 一样写；同一天的可以只写时间，如 11:30")
_SIGNUP = N_("https://… 开头的报名网址，或报名电话")
_REPORT = N_("稿件的路径，如 /hunan/articles/news/a.md")
_FEW = {MAX_MOVED: N_("几个日期，不超过 20 个"), MAX_SKIPPED: N_("几个日期，不超过 50 个")}
_DATES: dict[str, object] = {"anyOf": [TEXT.schema, {"type": "array", "items": TEXT.schema}]}


def _when(fields: Fields, key: str, context: Context) -> When | None:
    value = fields.get(key)
    return _when_of(fields, key, value, context) if value else None


def _when_of(fields: Fields, key: str, value: Value, context: Context) -> When | None:
    text = value.text if isinstance(value, Scalar) else ""
    moment = parse_moment(text, context.zone)
    if moment is None:
        fields.fault(key, value, date_wanted(text))
        return None
    return When(moment, is_day=not names_time(text))


def _required_when(fields: Fields, key: str, context: Context) -> When | None:
    written = fields.values.get(key)
    if written is not None and fields.get(key) is None:
        fields.fault(key, written, date_wanted(""))
    return _when(fields, key, context)


def _end(fields: Fields, key: str, context: Context) -> When | None:
    """Read an end; a time alone is one of the day on which it starts."""
    value, start = fields.get(key), fields.get("start")
    if isinstance(value, Scalar) and isinstance(start, Scalar):
        day = parse_day(start.text)
        same_day = f"{day} {value.text}"
        if day and not parse_day(value.text) and parse_moment(same_day, context.zone):
            value = Scalar(same_day, value.line)
    return _when_of(fields, key, value, context) if value else None


def _until(fields: Fields, key: str, _context: Context) -> date | None:
    """Read the last day; an empty one is a fault, unless what repeats needs none (see `rules`)."""
    written, repeats = fields.values.get(key), fields.get("repeats")
    needed = isinstance(repeats, Scalar) and repeats.text != YEARLY
    if written is None or (fields.get(key) is None and not needed):
        return None
    return _day_of(fields, key, written)


def _day_of(fields: Fields, key: str, value: Value) -> date | None:
    text = value.text if isinstance(value, Scalar) else ""
    day = parse_day(text)
    if day is None:
        fields.fault(key, value, date_wanted(text))
    return day


def _each(fields: Fields, key: str, most: int) -> list[Value]:
    """Return the values of a list, or of a text with commas; none where there are too many."""
    value = fields.get(key)
    if value is None:
        return []
    if isinstance(value, Scalar):
        parts = map(str.strip, _BETWEEN.split(value.text))
        found: list[Value] = [Scalar(part, value.line) for part in parts if part]
    else:
        found = [] if isinstance(value, Mapping) else [*value.items]
    if not 0 < len(found) <= most:
        fields.fault(key, value, _FEW[most])
        return []
    return found


def _days(fields: Fields, key: str, _context: Context) -> tuple[date, ...]:
    found = (_day_of(fields, key, value) for value in _each(fields, key, MAX_SKIPPED))
    return tuple(dict.fromkeys(day for day in found if day))


def _moments(fields: Fields, key: str, context: Context) -> tuple[When, ...]:
    found = (_when_of(fields, key, value, context) for value in _each(fields, key, MAX_MOVED))
    return tuple(when for when in found if when)


def _signup(fields: Fields, key: str, _context: Context) -> Signup | None:
    value = fields.get(key)
    if value is None:
        return None
    text = value.text.strip() if isinstance(value, Scalar) else ""
    if telephones := parse_telephones(text):
        return Signup(telephones=telephones)
    address = classify(text)
    if address.is_web and " " not in text:
        return Signup(address.address)
    fields.fault(key, value, _SIGNUP)
    return None


def _report(fields: Fields, key: str, _context: Context) -> Report | None:
    value, text = fields.get(key), fields.text(key)
    if value is None or not text:
        return None
    if classify(text).kind is not Kind.PATH:
        fields.fault(key, value, _REPORT)
        return None
    return Report(text, value.line)


def _push(fields: Fields, key: str, _context: Context) -> bool:
    return fields.choice(key, ("true", "false"), "false") == "true"


START = KeyType(_required_when, _WHEN, MOMENT.schema, is_text=False, unwritten=None)
END = KeyType(_end, _END, TEXT.schema, is_text=False, unwritten=None)
DAY = KeyType(_until, _DAY, MOMENT.schema, is_text=False, unwritten=None)
DAYS = KeyType(_days, _FEW[MAX_SKIPPED], _DATES, is_text=False, unwritten=())
MOVED = KeyType(_moments, N_("从前的开始时间，一次一个"), _DATES, is_text=False, unwritten=())
SIGNUP = KeyType(_signup, _SIGNUP, TEXT.schema, unwritten=None)
REPORT = KeyType(_report, _REPORT, TEXT.schema, unwritten=None)
PUSH = KeyType(_push, "true | false", {"enum": [True, False, "true", "false"]}, unwritten=False)

KEYS = (
    Key("title", TEXT, N_("活动名称，不超过 60 字"), required=True),
    Key("start", START, N_("什么时候开始；改期时写新的时间，旧的写进 moved"), required=True),
    Key("end", END, N_("什么时候结束；整天的活动写最后一天，当天结束的可以不写")),
    Key(
        "repeats",
        choice(REPEATS),
        N_("定期活动：yearly 每年，monthly 每月同一日，weekly 每周同一天，daily 每天"),
    ),
    Key("until", DAY, N_("定期活动到哪一天为止；只有每年的可以不写")),
    Key("skip", DAYS, N_("定期活动中不办的日子，如放假")),
    Key("moved", MOVED, N_("改期之前的开始时间，最早的写在最前")),
    Key(
        "state", choice(STATES, STATES[0]), N_("open 可参加（默认），full 名额已满，cancelled 取消")
    ),
    Key("place", TEXT, N_("地点")),
    Key("organiser", TEXT, N_("主办；不写就是本站的单位名称")),
    Key("audience", TEXT, N_("给谁：谁可以来")),
    Key("fee", TEXT, N_("费用，如 免费、20 元")),
    Key("signup", SIGNUP, N_("怎么报名；不写就是直接去")),
    Key("report", REPORT, N_("活动之后的报道：一篇稿件")),
    Key("cover", COVER, N_("题图，显示在活动页上，不需要替代文字")),
    Key("offer", OFFER, N_("向上推荐到哪一级，请上级选用")),
    Key("push", PUSH, N_("true：下级站点的活动日程都列出这一项，到活动结束")),
    Key("aliases", ALIASES, N_("改名之前的网址，如 events/old-name；日历里还是同一项")),
    *REVIEW_KEYS,
    NOTICE,
)
"""What a head may say, in the order in which messages name it."""
