"""Sources of reposts in federation.toml; each fault at its line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.sources import NO_SOURCES, ListedSource, SourcePolicy
from lianzhan.reading.sources import read_sources
from lianzhan.reading.toml_file import Table

if TYPE_CHECKING:
    from conftest import House

ONE = '[[sources]]\nname = "甲"\nhosts = ["a.example"]\nkind = "ministry"\n'
TWO = ONE + '\n[[sources]]\nname = "乙"\nhosts = ["b.example"]\nkind = "local-media"\n'


def read(text: str) -> tuple[SourcePolicy, list[tuple[int, str, str]]]:
    """What is said, and of each fault its line, code and what it is about."""
    table = Table("federation.toml", tomllib.loads(text), text, [])
    found = read_sources(table)
    assert all(fault.is_error for fault in table.problems)
    places = []
    for fault in table.problems:
        details = dict(fault.details)
        places.append((fault.line, fault.code, details.get("what") or details["key"]))
    return found, places


def test_what_is_said_is_read() -> None:
    found, faults = read(ONE + "canonical = true\n\n[reposts]\nunlisted = 'warning'\n")
    assert faults == []
    assert found == SourcePolicy(
        (ListedSource("甲", ("a.example",), "ministry", is_canonical=True),), "warning"
    )


def test_a_federation_that_says_nothing_lists_none() -> None:
    assert read("") == (NO_SOURCES, [])


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ('name = "甲"\n', "", [(1, "config-missing-key", "name")]),
        ('"甲"', '" "', [(2, "config-value", "name")]),
        ('hosts = ["a.example"]\n', "", [(1, "config-value", "hosts")]),
        ('["a.example"]', "[]", [(3, "config-value", "hosts")]),
        ('["a.example"]', '"a.example"', [(3, "config-value", "hosts")] * 2),
        ('["a.example"]', '["a.example", 3]', [(3, "config-value", "hosts")]),
        ('"a.example"', '""', [(3, "source-host", "不是完整的域名")]),
        ('"a.example"', '"https://a.example/"', [(3, "source-host", "只写域名，不带 https:// 和路径")]),
        ('"a.example"', '"a.example/x"', [(3, "source-host", "只写域名，不带 https:// 和路径")]),
        ('"a.example"', '"xn--a-1.example"', [(3, "source-host", "是转写的域名（xn--），看不出本来的写法")]),
        ('"a.example"', '"b.example", "com.cn"', [(3, "source-host", "是许多单位共用的后缀，会把别的网站也算进来")]),
        ('"a.example"', '"a.example", "a.example"', [(3, "config-value", "hosts")]),
        ('kind = "ministry"\n', "", [(1, "config-missing-key", "kind")]),
        ('"ministry"', '"部委"', [(4, "config-value", "kind")]),
        ('kind = "ministry"', "kind = 1", [(4, "config-value", "kind")]),
        ('kind = "ministry"', 'kind = "ministry"\ncanonical = "yes"', [(5, "config-value", "canonical")]),
        ('kind = "ministry"', 'kind = "ministry"\nhost = "x"', [(5, "config-unknown-key", "host")]),
        ("[[sources]]", "[[sources]]\nkinds = 1", [(2, "config-unknown-key", "kinds")]),
        ('"ministry"\n', '"ministry"\n[reposts]\nunlisted = "no"', [(6, "config-value", "unlisted")]),
        ('"ministry"\n', '"ministry"\n[reposts]\npolicy = "off"', [(6, "config-unknown-key", "policy")]),
    ],
)  # fmt: skip
def test_each_fault_is_named_at_its_line(
    old: str, new: str, faults: list[tuple[int, str, str]]
) -> None:
    assert ONE.count(old) == 1
    assert read(ONE.replace(old, new))[1] == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ('"乙"', '"甲"', [(1, "config-value", "sources")]),
        ('"b.example"', '"b.example", "a.example"', [(8, "config-value", "hosts")]),
        ('"b.example"', '"x.a.example"', []),
    ],
)
def test_a_name_and_a_host_are_of_one_source(
    old: str, new: str, faults: list[tuple[int, str, str]]
) -> None:
    assert read(TWO.replace(old, new))[1] == faults


def test_a_policy_needs_a_list() -> None:
    assert read("[reposts]\nunlisted = 'off'")[1] == [(2, "config-value", "unlisted")]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("中央媒体", "central-media"),
        ("中央新闻媒体", "central-media"),
        ("ministy", "ministry"),
        ("报纸", "central-media | industry-media | local-media | ministry | government | federation"),
    ],
)  # fmt: skip
def test_a_kind_that_is_none_is_told_the_nearest(word: str, wanted: str) -> None:
    text = ONE.replace("ministry", word)
    table = Table("federation.toml", tomllib.loads(text), text, [])
    read_sources(table)
    (fault,) = table.problems
    assert dict(fault.details)["expected"] == wanted


def test_the_federation_has_them_and_a_fault_leaves_nothing_to_build(house: House) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(text + "\n" + ONE, "utf-8")
    assert [source.name for source in house.federation.sources.listed] == ["甲"]
    file.write_text(text + "\n" + ONE.replace("a.example", "A.example"), "utf-8")
    assert house.codes() == ["source-host"]
