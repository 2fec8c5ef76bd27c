"""The head of an article in either form, each value with its line; and heads that mean harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import steps

from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.front_matter import FrontMatter, split
from lianzhan.reading.text import UNWANTED, decode
from lianzhan.reading.yaml_values import Scalar, Sequence, Value

ROOT = Path(__file__).parents[2]
Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(value: Value) -> Plain:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key.text: plain(inner) for key, inner in value.items}


def lines(front: FrontMatter) -> dict[str, int]:
    return {key.text: key.line for key, _ in front.fields.items}


def faults(front: FrontMatter) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in front.problems]


def in_yaml(head: str) -> FrontMatter:
    return split(f"---\n{head}\n---\n正文\n", "x.md")


YAML = """\
---
title: 平等是宪法原则
date: 2026-03-08 09:00
tags: [宪法, "平等"]
source:
  name: 新华网
  url: https://example.org/a
review:
  - {step: first, by: 甲, at: 2026-03-01}
  - {step: second, by: 乙, at: 2026-03-02}
---
"""
PELICAN = """\
Title: 平等是宪法原则
Date: 2026-03-08 09:00
Tags: [宪法, "平等"]
Source: {name: 新华网, url: "https://example.org/a"}
Review: {step: first, by: 甲, at: 2026-03-01}
    {step: second, by: 乙, at: 2026-03-02}
"""


def test_both_forms_mean_the_same() -> None:
    yaml, pelican = split(f"{YAML}\n正文\n", "x.md"), split(f"{PELICAN}\n正文\n", "x.md")
    assert plain(yaml.fields) == plain(pelican.fields)
    assert plain(yaml.fields) == {
        "title": "平等是宪法原则",
        "date": "2026-03-08 09:00",
        "tags": ["宪法", "平等"],
        "source": {"name": "新华网", "url": "https://example.org/a"},
        "review": [
            {"step": "first", "by": "甲", "at": "2026-03-01"},
            {"step": "second", "by": "乙", "at": "2026-03-02"},
        ],
    }


def test_every_key_has_its_line_and_the_body_its_first() -> None:
    yaml, pelican = split(f"{YAML}\n正文\n", "x.md"), split(f"{PELICAN}\n正文\n", "x.md")
    assert lines(yaml) == {"title": 2, "date": 3, "tags": 4, "source": 5, "review": 8}
    assert lines(pelican) == {"title": 1, "date": 2, "tags": 3, "source": 4, "review": 5}
    assert (yaml.body_line, yaml.body) == (12, "\n正文\n")
    assert (pelican.body_line, pelican.body) == (8, "正文\n")
    for front in (yaml, pelican):
        review = {key.text: value for key, value in front.fields.items}["review"]
        assert isinstance(review, Sequence)
        assert [step.line - review.line for step in review.items] in ([0, 1], [1, 2])


@pytest.mark.parametrize("before", ["", "\n", "  \n\n"])
def test_blank_lines_may_stand_before_a_head(before: str) -> None:
    front = split(f"{before}{YAML}\n正文\n", "x.md")
    assert front.problems == ()
    assert lines(front)["title"] == 2 + before.count("\n")
    assert lines(split(f"{before}{PELICAN}\n正文", "x.md"))["title"] == 1 + before.count("\n")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),
        ("0731", "0731"),
        ("1_000", "1_000"),
        ("2026-03-08", "2026-03-08"),
        ("3.0", "3.0"),
        ("yes # 备注", "yes # 备注"),
        ('"yes" # 备注', "yes"),
        ("# 备注", "# 备注"),
        ("通知: 明天放假", "通知: 明天放假"),
        ("@一", "@一"),
        ("*a", "*a"),
        ('"~"', "~"),
        ("~", ""),
        ("null", ""),
        ("", ""),
        ("'单''引号'", "单'引号"),
        ("|\n  两行\n  文字", "两行\n文字"),
        (">-\n  折成\n  一行", "折成 一行"),
        ("!!python/object/apply:os.system echo", "!!python/object/apply:os.system echo"),
        ("!!binary AAAA", "!!binary AAAA"),
        ("&anchor 文字", "&anchor 文字"),
    ],
)
def test_a_scalar_is_the_text_that_was_written(written: str, text: str) -> None:
    front = in_yaml(f"summary: {written}")
    assert not any(fault.is_error for fault in front.problems)
    assert plain(front.fields) == {"summary": text}


def test_keys_are_compared_in_lower_case_and_repeats_are_kept() -> None:
    front = in_yaml("Title: 一\nTITLE: 二\nSave_As: index.html")
    assert [(key.text, key.line) for key, _ in front.fields.items] == [
        ("title", 2),
        ("title", 3),
        ("save_as", 4),
    ]


def test_three_dots_end_a_head_too() -> None:
    front = split("---\ntitle: 一\n...\n正文", "x.md")
    assert (front.body, front.body_line, front.problems) == ("正文", 4, ())


def test_lines_that_look_like_a_head_may_stand_in_a_body() -> None:
    front = split("---\ntitle: 一\n---\n\n甲\n\n---\n\nkey: 乙\n", "x.md")
    assert front.problems == ()
    assert front.body == "\n甲\n\n---\n\nkey: 乙\n"


def test_a_pelican_value_may_go_on_in_the_next_line() -> None:
    front = split("Title: 一\nSummary: 第一行\n    第二行\n\t第三行\nAuthor:\n\n正文", "x.md")
    assert plain(front.fields) == {"title": "一", "summary": "第一行 第二行 第三行", "author": ""}


def test_a_pelican_head_may_be_all_there_is() -> None:
    front = split("Title: 一\nDate: 2026-03-08", "x.md")
    assert plain(front.fields) == {"title": "一", "date": "2026-03-08"}
    assert front.body == ""


def test_braces_mean_something_only_where_lists_may_stand() -> None:
    front = split("Title: [通知] 放假\nTags: [a, b]\n\n正文", "x.md")
    assert plain(front.fields) == {"title": "[通知] 放假", "tags": ["a", "b"]}


@pytest.mark.parametrize(
    "text", ["正文，没有稿头。", "# 标题", "-- -\n正文", "https", "：冒号", ""]
)
def test_a_file_without_a_head_says_so(text: str) -> None:
    assert faults(split(text, "x.md")) == [(1, "front-matter-missing")]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ('title: "没有收尾\ndate: 2026-03-08', 2),
        ("title: 一 date: 二", 2),
        ("title: 一\n\tdate: 二", 3),
        ("title: 一\ndate: [2026", 3),
        ("title: [一] 二", 2),
        ("title: 一\n? [甲]: 乙", 3),
        ("- 一\n- 二", 2),
        ("只有文字", 2),
        ("", 2),
        ("# 只有备注", 2),
        ("title: 一\ntags: [*a]", 3),
        ("title: 一\n--- 二\n", 3),
        ("%YAML 9.9", 2),
        ("a: [[[[[[[一]]]]]]]", 2),
        ("title: 一\n" + "".join(f"{'  ' * depth}a:\n" for depth in range(7)), 9),
        ('title: "\\x08"', 2),
        ('title: 一\nsummary: "\\u202e"', 3),
        ('title: "\\ud800"', 2),
        ('title: "\\0"', 2),
    ],
)
def test_a_head_that_can_not_be_read_names_the_line(head: str, line: int) -> None:
    front = in_yaml(head)
    assert faults(front) == [(line, "front-matter-syntax")]
    assert front.fields.items == ()
    assert front.body == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: 一\n\n正文", 3),
        ("\n\n---\n", 4),
        ("Title: 一\n正文紧跟着", 2),
        ("Title: 一\nTags: [一\n\n正文", 2),
        ("Title: 一\nReview: {step: first}\n    {step: [\n\n正文", 3),
    ],
)
def test_a_head_that_does_not_end_names_the_line(text: str, line: int) -> None:
    assert faults(split(text, "x.md")) == [(line, "front-matter-syntax")]


def test_a_text_that_nobody_cleaned_is_refused_too() -> None:
    assert faults(in_yaml("title: 一\x01")) == [(2, "front-matter-syntax")]


ALIASES = "a0: &a0 [哈, 哈]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    "head",
    [
        "a: " + "[" * MAX_HEAD_CHARACTERS,
        "a: " + "[" * 16_000,
        "a: " + "{a: " * 4_000,
        "- " * 8_000,
        "? " * 8_000,
        "a: " + "[" * 8_000 + "]" * 8_000,
        ALIASES,
        "a: &x [*x]",
        "a: " + "&x " * 5_000,
        "a: " + "!x " * 5_000,
        "a: " + '"' * 15_999,
        "a: |" + "\n" * 16_000 + "  b",
        "a" * 16_000 + ": b",
        "".join(f"k{n}: v\n" for n in range(1_700)),
        "<<: {a: b}\n" * 1_000,
        "%TAG ! tag:x,2026:\n" * 800,
        "a: " + "x" * MAX_HEAD_CHARACTERS,
    ],
    ids=lambda head: head[:12],
)
def test_a_head_that_means_harm_takes_twenty_steps_a_character_at_most(head: str) -> None:
    """An article's own head takes five or six."""
    found = []
    assert steps(lambda: found.append(in_yaml(head))) < 20 * MAX_HEAD_CHARACTERS
    assert found[0].problems or found[0].fields.items


def test_a_head_has_a_bound_in_either_form() -> None:
    long = "x" * MAX_HEAD_CHARACTERS
    assert faults(in_yaml(f"title: {long}")) == [(2, "front-matter-syntax")]
    assert faults(split(f"Title: {long}\n\n正文", "x.md")) == [(1, "front-matter-syntax")]
    assert faults(split("a: b\n" * 100_000, "x.md")) == [(1, "front-matter-syntax")]


HEADS = st.text(alphabet=st.sampled_from("ab:- \t\n[]{},'\"|>#&*!%?~\\x0\u202e标"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(HEADS | st.text(max_size=60), st.booleans())
def test_any_text_is_split_or_refused(text: str, framed: bool) -> None:
    clean = decode(text.encode(), "x.md").text
    front = split(f"---\n{clean}\n---\n正文" if framed else clean, "x.md")
    assert bool(front.problems) == (not front.fields.items)
    last = clean.count("\n") + 4
    assert all(1 <= fault.line <= last for fault in front.problems)
    assert all(1 <= key.line <= last for key, _ in front.fields.items)
    assert not UNWANTED.search(str(plain(front.fields)))
