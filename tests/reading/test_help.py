"""Hotlines and kinds of services in federation.toml; each fault at its line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from helping import HELP, add_help

from lianzhan.reading.help import read_help
from lianzhan.reading.toml_file import Table

if TYPE_CHECKING:
    from conftest import House


def read(text: str) -> tuple[object, list[tuple[int, str]]]:
    table = Table("federation.toml", tomllib.loads(text), text, [])
    found = read_help(table)
    return found, [(fault.line, dict(fault.details)["key"]) for fault in table.problems]


def test_what_is_said_is_read() -> None:
    table = Table("federation.toml", tomllib.loads(HELP), HELP, [])
    found = read_help(table)
    assert table.problems == []
    first = found.hotlines[0]
    assert (first.number, first.uri, first.title) == ("12338", "tel:12338", "妇女维权热线")
    assert first.hours
    assert first.hours.spans
    assert [line.on_top for line in found.hotlines] == [False, True, False, False]
    assert [kind.slug for kind in found.kinds] == ["rights", "mind"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", []),
        ("[[hotlines]]\ntitle = '甲'", [(1, "number")]),
        ("[[hotlines]]\nnumber = '12338'", [(1, "title")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = 12338", [(3, "number")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = '没有'", [(3, "number")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = 'tel:110'", [(3, "number")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = '110'\nhours = '9:00—8:00'", [(4, "hours")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = '110'\nhome = 1", [(4, "home")]),
        ("[[hotlines]]\ntitle = '甲'\nnumber = '110'\ntitel = '乙'", [(4, "titel")]),
        ("hotlines = 3", [(1, "hotlines")]),
        ("hotlines = ['110']", [(1, "hotlines")]),
        ("[[service_kinds]]\nslug = 'Rights'\ntitle = '甲'", [(2, "slug")]),
        ("[[service_kinds]]\nslug = 'a'", [(1, "title")]),
        ("[[service_kinds]]\nslug = 'a'\ntitle = '甲'\norder = 1", [(4, "order")]),
    ],
)
def test_each_fault_is_named_at_its_line(text: str, faults: list[tuple[int, str]]) -> None:
    assert read(text)[1] == faults


def test_a_number_or_kind_stands_once() -> None:
    line = "[[hotlines]]\ntitle = '甲'\nnumber = '110'\n"
    kind = "[[service_kinds]]\nslug = 'a'\ntitle = '甲'\n"
    assert [key for _, key in read(line * 2)[1]] == ["hotlines"]
    assert [key for _, key in read(kind * 2)[1]] == ["service_kinds"]


@pytest.mark.parametrize(
    ("written", "code", "expected"),
    [
        ("service = 'right'", "site-fact", "rights"),
        ("hotline = '12339'", "site-fact", "12338"),
        ("service = 3", "site-fact", "加引号的一行文字，不超过 100 字"),
    ],
)
def test_a_column_names_what_there_is(house: House, written: str, code: str, expected: str) -> None:
    add_help(house)
    toml = (house.content / "federation.toml").read_text("utf-8")
    title = 'title = "工作动态"'
    house.write("federation.toml", toml.replace(title, f"{title}\n{written}"))
    (found,) = house.check().problems
    assert (found.code, dict(found.details)["expected"]) == (code, expected)
    assert found.line == house.line("federation.toml", written)


def test_a_column_of_one_site_does_so_too(house: House) -> None:
    add_help(house)
    site = "hunan/changsha/site.toml"
    toml = (house.content / site).read_text("utf-8")
    own = "\n[[columns]]\nslug = 'own'\ntitle = '自设'\nservice = 'right'\n"
    house.write(site, toml + own)
    (found,) = house.check().problems
    assert (found.path, found.code, dict(found.details)["expected"]) == (
        site,
        "site-fact",
        "rights",
    )
