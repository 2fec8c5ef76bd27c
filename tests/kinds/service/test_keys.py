"""Each key of a service gets its type; what can't be read is named at its line."""

from __future__ import annotations

import tomllib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from helping import service
from jsonschema import Draft202012Validator

from kinds.service.made import read
from lianzhan.kinds.key_tables import key_tables
from lianzhan.kinds.schema import schema_of
from lianzhan.model.contact import Point, Telephone
from lianzhan.reading.telephones import A_TELEPHONE

TEL = Telephone("0731-84555555 转 8001", "tel:+8673184555555")
MOBILE = Telephone("13812345678", "tel:+8613812345678")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('"0731-84555555转8001"', (TEL,)),
        ('["0731-84555555 转 8001", "13812345678"]', (TEL, MOBILE)),
        ('"0731-84555555 转 8001、13812345678"', (TEL, MOBILE)),
        ('["13812345678", "138 1234 5678"]', (MOBILE,)),
        ("13812345678", (MOBILE,)),
    ],
)
def test_telephones_are_one_or_many(written: str, found: tuple[Telephone, ...]) -> None:
    value, faults = read(service("a", telephones=written))
    assert (value.telephones, faults) == (found, [])


@pytest.mark.parametrize(
    "written",
    [
        '"没有"',
        '"84555555"',
        '["0731-84555555", "x"]',
        "[]",
        '[""]',
        '[["0731-84555555"]]',
        "true",
        '{number = "12338"}',
        '"javascript:alert(1)"',
        '"12338\\u0000"',
        str([f"0731-845555{number:02}" for number in range(11)]),
    ],
)
def test_telephones_that_are_none_are_named(written: str) -> None:
    value, faults = read(service("a", telephones=written))
    assert [fault[:2] for fault in faults] == [(6, "telephones")]
    assert len(value.telephones) <= 10


def test_a_telephone_that_is_none_says_what_is_wanted() -> None:
    assert read(service("a", telephones='"x"'))[1] == [(6, "telephones", A_TELEPHONE)]


@pytest.mark.parametrize("key", ["hours", "holidays"])
@pytest.mark.parametrize(
    "written",
    [
        '"周一 9:00—8:00"',
        '"周一 9:00—12:00，11:00—13:00"',
        '"周一 25:00—26:00"',
        '"周一 9:00"',
        "9",
        '["9:00—12:00"]',
    ],
)
def test_hours_that_are_none_are_named(key: str, written: str) -> None:
    value, faults = read(service("a", **{key: written}))
    assert [fault[:2] for fault in faults] == [(7, key)]
    assert value.hours is value.holidays is None


def test_hours_in_words_are_kept() -> None:
    value, faults = read(service("a", hours='"周一至周五 9:00—12:00"', holidays='"凭预约"'))
    assert faults == []
    assert value.hours
    assert value.holidays
    assert (value.hours.spans[0].start, value.hours.shown) == (540, "周一至周五 9:00—12:00")
    assert (value.holidays.shown, value.holidays.spans) == ("凭预约", ())


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("[28.1941, 112.9823]", Point(28.1941, 112.9823)),
        ('"28.1941，112.9823"', Point(28.1941, 112.9823)),
        ('["28.1941", "112.9823"]', Point(28.1941, 112.9823)),
        ("[28, 112]", Point(28, 112)),
    ],
)
def test_a_point_is_two_numbers(written: str, point: Point) -> None:
    value, faults = read(service("a", point=written))
    assert (value.point, faults) == (point, [])


@pytest.mark.parametrize(
    "written",
    [
        *("[112.9823, 28.1941]", "[48.85, 2.35]", "[28.1941]", "[28.1, 112.9, 5]", "[[28, 112]]"),
        *("28.1941", '"这里"', "[nan, 112.9]", "[inf, inf]", "[true, false]", "{a = 1}", "[]"),
    ],
)
def test_points_that_are_none_or_abroad_are_named(written: str) -> None:
    value, faults = read(service("a", point=written))
    assert [fault[:2] for fault in faults] == [(7, "point")]
    assert value.point is None


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "tel:110", "/hunan/x.md", "example.com", "https://a@b.com/", "//[x"],
)
def test_a_booking_is_an_address_of_the_web(written: str) -> None:
    value, faults = read(service("a", booking=f"'{written}'"))
    assert [fault[:2] for fault in faults] == [(7, "booking")]
    assert value.booking == ""


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"checked": ""}, [(1, "checked", "config-missing-key")]),
        ({"kind": ""}, [(1, "kind", "config-missing-key")]),
        ({"title": '" "'}, [(3, "title", "有字的文字")]),
        ({"telephon": '"x"'}, [(7, "telephon", "config-unknown-key")]),
        ({"fee": "0"}, [(7, "fee", "加引号的文字")]),
    ],
    ids=["no check", "no kind", "no title", "a slip", "a number"],
)
def test_what_is_missing_or_unknown_is_named(
    changed: dict[str, str], faults: list[tuple[int, str, str]]
) -> None:
    assert read(service("a", **changed))[1] == faults


def test_a_check_is_a_day() -> None:
    value, faults = read(service("a", checked='"2026年6月1日"'))
    assert value.checked == datetime(2026, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert faults == []
    assert [fault[:2] for fault in read(service("a", checked='"去年"'))[1]] == [(5, "checked")]


def test_editors_programs_take_what_is_right_and_underline_slips() -> None:
    table = next(table for table in key_tables() if table.name == "services.toml")
    schema = Draft202012Validator(schema_of(table, str))
    telephones = '["0731-84555555", 12338]'
    right = service("a", "", checked='"2026-06-01"', telephones=telephones, point="[28.1, 112.9]")
    assert [*schema.iter_errors(tomllib.loads(right))] == []
    for slip in ({"telefon": '"1"'}, {"point": "[1]"}, {"hours": "9"}, {"kind": ""}):
        assert [*schema.iter_errors(tomllib.loads(right + service("b", "", **slip)))]
