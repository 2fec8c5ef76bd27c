"""Types of keys that several kinds have: an end, names, and where a value is pushed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.placing import ALL_BELOW
from lianzhan.model.codes import N_
from lianzhan.reading.dates import date_wanted, names_time, parse_moment
from lianzhan.reading.keys import MOMENT, WORDS, KeyType
from lianzhan.reading.yaml_values import Scalar

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context

_DAY = timedelta(days=1)
_PUSH = N_('true，或下级站点、层级的名字：["changsha", "county"]')
_LIST: dict[str, object] = {"type": "array", "items": {"type": "string"}}


def until(fields: Fields, key: str, context: Context) -> datetime | None:
    """Read an end: of a day, the first moment of the next one."""
    value = fields.get(key)
    if value is None:
        return None
    text = value.text if isinstance(value, Scalar) else ""
    moment = parse_moment(text, context.zone)
    if moment is None:
        fields.fault(key, value, date_wanted(text))
        return None
    return moment if names_time(text) else moment + _DAY


def _push(fields: Fields, key: str, _context: Context) -> tuple[str, ...]:
    value = fields.get(key)
    if isinstance(value, Scalar) and value.text in ("true", "false"):
        return (ALL_BELOW,) if value.text == "true" else ()
    return fields.words(key)


UNTIL = KeyType(
    until,
    N_("日期，如 2026-03-31，这一天也算；也可以写到时间"),
    MOMENT.schema,
    is_text=False,
    unwritten=None,
)
"""An end: of a day, the first moment of the next one; None where it is not written."""
NAMES = KeyType(WORDS.read, N_('几个名字：["news", "theory"]'), _LIST, is_text=False, unwritten=())
"""Words that stand for something, and that no reader sees."""
PUSH = KeyType(_push, _PUSH, {"anyOf": [{"type": "boolean"}, _LIST]}, is_text=False, unwritten=())
"""Slugs and levels of sites below, or `ALL_BELOW` for true."""
