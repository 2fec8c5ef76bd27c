"""Marks in plain text are no marks of YAML's, and all places stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import steps

from lianzhan.reading.any_yaml import any_yaml
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.head_faults import HeadError
from lianzhan.reading.yaml_masks import masked, remarks, unmasked
from lianzhan.reading.yaml_values import without_lines


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("title: 甲 #乙# 丙", [("title", "甲 #乙# 丙")]),
        ("title: #甲# 乙", [("title", "#甲# 乙")]),
        ("title: 甲: 乙: 丙", [("title", "甲: 乙: 丙")]),
        ("title: 甲:", [("title", "甲:")]),
        ("title: '甲: #乙'", [("title", "甲: #乙")]),
        ("tags: [甲 #1, #乙]", [("tags", ["甲 #1", "#乙"])]),
        ("tags:\n  - 甲 #乙\n  - #丙", [("tags", ["甲 #乙", "#丙"])]),
        ("tags: # 标签\n  - 甲", [("tags", ["甲"])]),
        ("source:\n  name: 甲: 乙 #丙", [("source", [("name", "甲: 乙 #丙")])]),
        ("summary: |\n  # 甲\n  乙 #丙\ntitle: 丁", [("summary", "# 甲\n乙 #丙"), ("title", "丁")]),
        ("summary: 甲 #1\n  乙 #2", [("summary", "甲 #1 乙 #2")]),
        ("summary: \"甲\n  # 乙\"", [("summary", "甲 # 乙")]),
        ("# 注\ntitle: 甲", [("title", "甲")]),
        ("status: approved # 注", [("status", "approved")]),
        ("date: # 注", [("date", "")]),
        ("review: # 注\n  - {step: first} # 注", [("review", [[("step", "first")]])]),
        ("review: [{by: '甲 #2'}] # 注", [("review", [[("by", "甲 #2")]])]),
        ("title: !甲 &乙", [("title", "!甲 &乙")]),
        ("title: *甲*", [("title", "*甲*")]),
        ("title: %甲", [("title", "%甲")]),
    ],
)  # fmt: skip
def test_plain_text_is_read_as_it_stands(head: str, values: object) -> None:
    assert without_lines(any_yaml(head, 1)) == values


def test_another_key_on_the_line_is_no_text() -> None:
    for head in ("title: 甲 date: 2026-03-08", "title: date: 甲", "title: 甲，author: 乙"):
        with pytest.raises(HeadError):
            any_yaml(head, 1)
    assert without_lines(any_yaml("title: See name: x", 1)) == [("title", "See name: x")]


@pytest.mark.parametrize(
    ("head", "lost"),
    [
        ('title: "甲" # 乙', [(0, "# 乙")]),
        ("date: 2026\ntags: [甲] #乙", [(1, "#乙")]),
        ("summary: 甲\n  #乙", [(1, "#乙")]),
        ("summary: 甲\n  丙\n  #乙", [(2, "#乙")]),
        ("summary:\n  甲\n  #乙", [(2, "#乙")]),
        ("tags:\n  - 甲\n  # - 乙", []),
        ("tags: [甲,\n  # 乙\n  丙]", []),
        ("source: {name: 甲} # 乙", []),
        ("review:\n  - {step: first} # 乙", []),
        ("status: approved # 乙", []),
        ("# 乙\ntitle: 甲\n# 丙", []),
        ("title: 甲 # 乙", []),
    ],
)
def test_a_remark_is_told_where_text_may_be_lost_with_it(
    head: str, lost: list[tuple[int, str]]
) -> None:
    assert list(remarks(head)) == lost


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:#- \t\n[]{}'\"|>&*!%@`标，"), max_size=80))
def test_a_masked_head_is_as_long_and_can_be_unmasked(text: str) -> None:
    assert len(masked(text)) == len(text)
    assert unmasked(masked(text)) == text


@pytest.mark.parametrize(
    "unit", ["a: #\n", "a: b: c: ", "] #", "#", ": ", "a: 'x' # y\n", "  - - ", 'a: "\\', "  # x\n"]
)
def test_a_head_that_means_harm_is_masked_in_few_steps(unit: str) -> None:
    text = "a: x" + unit * (MAX_HEAD_CHARACTERS // len(unit))
    assert steps(lambda: [masked(text), *remarks(text)]) < 30 * MAX_HEAD_CHARACTERS
