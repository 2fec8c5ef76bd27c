"""A key whose value is a mapping is read part by part; each fault stands at its line."""

from __future__ import annotations

from datetime import date

from kinds.written import written
from lianzhan.kinds.article.parts import day_of, mapping_schema, parts_of, refuse, required
from lianzhan.kinds.rules.head import MISSING_KEY
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.yaml_values import Mapping

MEANT = {"日期": "on", "地点": "where"}


def fields_of(head: str) -> Fields:
    return Fields("x.md", first_values(written(head).front.fields))


def parts_in(fields: Fields) -> Fields:
    value = fields.get("key")
    assert isinstance(value, Mapping)
    return parts_of(fields, "key", value, ("by", "on"), MEANT)


def found(fields: Fields) -> list[tuple[int, str, str]]:
    return [(p.line, p.code, dict(p.details)["key"]) for p in fields.problems]


def test_parts_are_known_by_their_key() -> None:
    fields = fields_of("key: {by: 甲, on: 2026年3月8日}")
    parts = parts_in(fields)
    assert (parts.text("key.by"), day_of(parts, "key.on")) == ("甲", date(2026, 3, 8))
    assert fields.problems == []


def test_what_is_unknown_or_repeated_is_named_with_the_nearest() -> None:
    fields = fields_of("key:\n  by: 甲\n  bye: 乙\n  日期: 1\n  地点: 丙\n  by: 丁")
    parts = parts_in(fields)
    assert parts.text("key.by") == "甲"
    assert found(fields) == [
        (4, "unknown-key", "key.bye"),
        (5, "unknown-key", "key.日期"),
        (6, "unknown-key", "key.地点"),
        (7, "duplicate-key", "key.by"),
    ]
    near = [dict(fault.details)["nearest"] for fault in fields.problems[:3]]
    assert near == ["by", "on", "—"]


def test_a_part_that_must_be_there_is_missed_and_a_bad_day_is_named() -> None:
    fields = fields_of("key: {on: 上周}")
    parts = parts_in(fields)
    assert required(parts, "key.by", 2, MISSING_KEY) == ""
    assert day_of(parts, "key.on") is None
    assert found(fields) == [(2, "missing-key", "key.by"), (2, "bad-value", "key.on")]


def test_another_shape_is_refused_but_nothing_is_not() -> None:
    fields = fields_of("key: 甲\nother:")
    refuse(fields, "key", "{…}")
    refuse(fields, "other", "{…}")
    assert found(fields) == [(2, "bad-value", "key")]


def test_a_schema_lists_its_parts_and_what_it_needs() -> None:
    assert mapping_schema("a", a={"type": "string"}) == {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert "required" not in mapping_schema(a={})
