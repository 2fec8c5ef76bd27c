"""The keys of a service, as services.toml has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.target import classify
from lianzhan.reading.hours import hours_wanted, parse_hours
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, Key, KeyType
from lianzhan.reading.points import parse_point, point_wanted
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephones
from lianzhan.reading.yaml_values import Scalar, Sequence

if TYPE_CHECKING:
    from lianzhan.model.contact import Hours, Point, Telephone
    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context
    from lianzhan.reading.yaml_values import Value

_AN_ADDRESS = "https://…"
_TEXT = {"type": "string"}
_NUMBER = {"type": ["string", "integer"]}
"""Of a telephone: 12338 needs no quotes."""
_NUMBERS = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_MOST_NUMBERS = 10
"""Telephones of one service; who reads more of them calls none."""


def _telephones(fields: Fields, key: str, _context: Context) -> tuple[Telephone, ...]:
    """Read one text with numbers, or a list of them; of a list with a fault, none counts."""
    value = fields.get(key)
    if value is None:
        return ()
    items = value.items if isinstance(value, Sequence) else (value,)
    found: list[Telephone] = []
    for item in items:
        numbers = parse_telephones(item.text) if isinstance(item, Scalar) else ()
        if not numbers:
            fields.fault(key, _at(item, value), A_TELEPHONE)
            return ()
        found += numbers
    if not found or len(found) > _MOST_NUMBERS:
        fields.fault(key, value, A_TELEPHONE)
    return tuple(dict.fromkeys(found))[:_MOST_NUMBERS]


def _at(item: object, value: Value) -> Value:
    """Return an item as a fault shows it, at its value's line."""
    return Scalar(item.text, value.line) if isinstance(item, Scalar) else value


def _hours(fields: Fields, key: str, _context: Context) -> Hours | None:
    written = fields.text(key)
    if not written:
        return None
    if wanted := hours_wanted(written):
        fields.fault(key, Scalar(written, _line(fields, key)), wanted)
    return parse_hours(written)


def _point(fields: Fields, key: str, _context: Context) -> Point | None:
    value = fields.get(key)
    if value is None:
        return None
    written = _plain(value)
    found = parse_point(written)
    if found is None:
        fields.fault(key, value, point_wanted(written))
    return found


def _plain(value: Value) -> object:
    """Return a value as texts and lists."""
    if isinstance(value, Sequence):
        return [_plain(item) for item in value.items]
    return value.text if isinstance(value, Scalar) else ""


def _web_address(fields: Fields, key: str, _context: Context) -> str:
    written = fields.text(key)
    target = classify(written)
    if written and not target.is_web:
        fields.fault(key, Scalar(written, _line(fields, key)), _AN_ADDRESS)
        return ""
    return target.address


def _line(fields: Fields, key: str) -> int:
    value = fields.get(key)
    return value.line if value else 1


TELEPHONES = KeyType(
    _telephones,
    A_TELEPHONE,
    {"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER}]},
    is_text=False,
    unwritten=(),
)
HOURS = KeyType(
    _hours,
    N_("时间，如 周一至周五 9:00—12:00，14:30—17:30"),
    _TEXT,
    unwritten=None,
    is_prose=True,
)
POINT = KeyType(
    _point,
    N_("[纬度, 经度]，高德、腾讯地图上的坐标，如 [28.1941, 112.9823]"),
    {"anyOf": [_NUMBERS, _TEXT]},
    is_text=False,
    unwritten=None,
)
WEB_ADDRESS = KeyType(_web_address, _AN_ADDRESS, _TEXT)
WORD = KeyType(lambda fields, key, _context: fields.text(key), N_("文字"), _TEXT)
"""A text that stands for something, and that no reader sees."""

KEYS = (
    Key("title", TEXT, N_("服务的名称"), required=True),
    Key("kind", WORD, N_("哪一类服务：federation.toml 中 service_kinds 的 slug"), required=True),
    Key("checked", START, N_("核对到哪一天：这一天所写的都还准确"), required=True),
    Key("summary", TEXT, N_("办什么事，一句话")),
    Key("audience", TEXT, N_("谁可以来")),
    Key("telephones", TELEPHONES, N_("电话，可以写几个，可以带分机")),
    Key("hours", HOURS, N_("平时的服务时间")),
    Key("holidays", HOURS, N_("节假日的服务时间")),
    Key("appointment", TEXT, N_("怎样预约；要预约才写")),
    Key("address", TEXT, N_("地址")),
    Key("point", POINT, N_("在地图上的位置；读者点开的是自己的地图")),
    Key("fee", TEXT, N_("收费；免费也要写明才会显示")),
    Key("capacity", TEXT, N_("名额")),
    Key("booking", WEB_ADDRESS, N_("网上预约的网址")),
    *REVIEW_KEYS,
)
"""What a service may say, in the order in which messages name it."""
