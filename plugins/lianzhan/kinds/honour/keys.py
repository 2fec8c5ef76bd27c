"""The keys of an honour, as honours.toml has them."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING

from lianzhan.kinds.honour.values import Consent, Term
from lianzhan.model.codes import N_
from lianzhan.reading.dates import date_wanted, parse_day, parse_moment
from lianzhan.reading.fields import Fields, first_values, has_only
from lianzhan.reading.keys import MOMENT, REVIEW_KEYS, TEXT, Key, KeyType
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.reading.keys import Context

_A_YEAR = N_("四位数的年份，如 2024")
_A_TERM = N_("几年，如 3；或到哪一天为止，如 2027-12-31")
_A_CONSENT = '{by = "…", at = 2026-03-01}'
_YEAR = late(r"([0-9]{4})年?")
_YEARS = late(r"([1-9][0-9]?)年?")
"""How long a term may be: at most 99 years."""
_CONSENT_KEYS = frozenset({"by", "at"})
_TEXT = {"type": "string"}
_DAY = {"type": "string", "examples": ["2026-03-01"]}


def _year(fields: Fields, key: str, _context: Context) -> int:
    """Return a year of four digits; 0 where there is none, which is noted."""
    value = fields.values.get(key)
    found = _YEAR.fullmatch(value.text) if isinstance(value, Scalar) else None
    if value is not None and found is None:
        fields.fault(key, value, _A_YEAR)
    return int(found[1]) if found else 0


def _term(fields: Fields, key: str, context: Context) -> Term | None:
    """Read years, counted from the end of that in which the award was given, or the last day."""
    value = fields.get(key)
    if value is None:
        return None
    text = value.text if isinstance(value, Scalar) else ""
    if years := _YEARS.fullmatch(text):
        return _through(int(years[1]), fields, context)
    day = parse_day(text)
    if day is None:
        fields.fault(key, value, _A_TERM)
        return None
    return _until(day, context)


def _through(years: int, fields: Fields, context: Context) -> Term | None:
    """Return a term of some years; None where nobody knows from when on."""
    written = fields.get("year")
    begun = _YEAR.fullmatch(written.text) if isinstance(written, Scalar) else None
    day = parse_day(f"{int(begun[1]) + years}-12-31") if begun else None
    return _until(day, context) if day else None


def _until(day: date, context: Context) -> Term:
    after = datetime.combine(day + timedelta(1), time_of_day(), context.zone)
    return Term(day, after)


def _consent(fields: Fields, key: str, context: Context) -> Consent | None:
    """Return who agreed, and when; None, which is noted, where either is not said."""
    value = fields.get(key)
    if value is None:
        return None
    is_sound = isinstance(value, Mapping) and has_only(value, _CONSENT_KEYS)
    said = Fields(fields.path, first_values(value) if isinstance(value, Mapping) else {})
    by, at = said.text("by"), said.text("at")
    if not is_sound or not by or not at:
        fields.fault(key, Scalar("{…}", value.line), _A_CONSENT)
        return None
    moment = parse_moment(at, context.zone)
    if moment is None:
        fields.fault(f"{key}.at", Scalar(at, value.line), date_wanted(at))
        return None
    return Consent(by, moment)


WORD = KeyType(lambda fields, key, _context: fields.text(key), N_("文字"), _TEXT)
"""A text that is one of the federation's words."""
YEAR = KeyType(
    _year,
    _A_YEAR,
    {"type": "integer", "minimum": 1949},
    is_text=False,
    unwritten=0,
)
TERM = KeyType(
    _term,
    _A_TERM,
    {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 99}, _DAY]},
    is_text=False,
    unwritten=None,
)
CONSENT = KeyType(
    _consent,
    _A_CONSENT,
    {
        "type": "object",
        "properties": {"by": _TEXT, "at": _DAY},
        "required": ["by", "at"],
        "additionalProperties": False,
    },
    is_text=False,
    unwritten=None,
)

KEYS = (
    Key("award", WORD, N_("哪一项荣誉：federation.toml 中 awards 的 slug"), required=True),
    Key("level", WORD, N_("哪一级：这项荣誉的 levels 里的一个，如 全国"), required=True),
    Key("year", YEAR, N_("哪一年授予"), required=True),
    Key("unit", TEXT, N_("授予哪个单位，写全称；unit 和 person 只写一个")),
    Key("person", TEXT, N_("授予哪个人或家庭；本人同意公开才写，并写 consent")),
    Key(
        "consent",
        CONSENT,
        N_("谁在哪一天同意公开姓名；写 person 时必填，不在页面上显示"),
        is_hidden=True,
    ),
    Key("term", TERM, N_("有效期：几年（从授予的下一年算起），或到哪一天；过后页面注明已过期")),
    Key("revoked", MOMENT, N_("授予单位哪天撤销；一写上就从名录撤下，不用审签")),
    *REVIEW_KEYS,
)
"""What an honour may say, in the order in which messages name it."""
