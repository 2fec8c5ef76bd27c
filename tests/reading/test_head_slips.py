"""The slips of a head: found line by line, in bounded time. What is said: test_editors_heads."""

from __future__ import annotations

import pytest
from work import steps

from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.front_matter import split
from lianzhan.reading.head_faults import HeadError, Slip
from lianzhan.reading.head_slips import is_fence_like, looks_like_head, misreadings, slips


def found(text: str) -> list[tuple[int, str]]:
    return [(slip.line, slip.slip.name) for slip in slips(text.split("\n"), 0)]


def test_all_slips_of_a_head_are_told_at_once() -> None:
    head = "---\n标题：甲\ndate=2026-03-08\n作者: 乙\ntags:\n  -丙\n\tunit: 丁\n———\n\n正文\n"
    assert found(head) == [
        (2, "COLON"), (3, "EQUALS"), (4, "KEY"), (6, "ITEM"), (7, "BLANKS"), (8, "FENCE"),
    ]  # fmt: skip


def test_the_body_is_not_looked_through_for_slips() -> None:
    assert found("---\ntitle: 甲\n\n通知：明天放假\n\n作者：乙\n---\n") == [(3, "CLOSING")]
    assert found("---\ntitle: 甲\n\n作者：乙\n---\n") == [(4, "COLON")]


def test_a_head_has_twenty_slips_at_most() -> None:
    assert len(found("---\n" + "标题：甲\n" * 500 + "---\n")) == 20


def test_what_yaml_reads_is_named_only_where_it_reads_something_else() -> None:
    def read(head: str) -> list[int]:
        lines = head.split("\n")
        return [slip.line for slip in misreadings(lines, 0, len(lines))]

    assert read("tags:\n  -甲\n  -乙") == [2, 3]
    assert read("标题：甲: 乙\ndate: 2026") == [1]
    assert read("summary:\n  1. 甲\n  2. 乙\nunit: 丙") == []
    assert read("summary: 甲\n  时间：三月\n  地点：长沙") == []
    assert read('summary: "甲\n  ———\n  乙"') == []


@pytest.mark.parametrize(
    "line", ["———", "--", "－－－", "===", " ---", "- - -", "–––", "+++", "~~~"]
)
def test_lines_of_dashes_are_known(line: str) -> None:
    assert is_fence_like(line)


@pytest.mark.parametrize("line", ["-", "", "- 甲", "--甲", "-" * 61, "…", "- -甲"])
def test_other_lines_are_none(line: str) -> None:
    assert not is_fence_like(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("———\ntitle: 甲\n", True),
        ("———\n正文\n", False),
        ("标题：甲\n日期：乙\n", True),
        ("标题：甲\n\n正文", False),
        ("通知：甲\n日期：乙\n", False),
        ("正文", False),
    ],
)
def test_a_text_without_a_head_is_not_taken_for_one(text: str, expected: bool) -> None:
    assert looks_like_head(text.split("\n"), 0) is expected


def test_a_fault_says_what_is_wrong_and_where() -> None:
    error = HeadError(Slip.LONG, 3, limit=5)
    assert (str(error), error.line, error.details) == ("LONG", 3, {"limit": 5})


@pytest.mark.parametrize(
    "line",
    ["标题：甲", "a", " " * 400 + "a", "-" * 59 + "a", "tags:\n  -", "[" * 500, "{a：" * 100, "a" + " " * 900,
     "review:\n  - " + "步骤：" * 100, "\t", "\u3000" * 300, "a: " + '"' * 400, "1" * 500],
)  # fmt: skip
def test_a_head_that_means_harm_is_looked_through_in_few_steps(line: str) -> None:
    head = "---\n" + f"{line}\n" * (MAX_HEAD_CHARACTERS // (len(line) + 1)) + "title: [\n---\n"
    assert steps(lambda: split(head, "x.md")) < 40 * MAX_HEAD_CHARACTERS
