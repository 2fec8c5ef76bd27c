"""Heads in the simplest form mean what they mean in YAML; all others are left to YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzhan.reading.any_yaml import any_yaml
from lianzhan.reading.plain_yaml import plain_yaml

ROOT = Path(__file__).parents[2]
LINES = st.sampled_from([
    "title: 甲，乙 “丙”", "date: 2026-03-08 09:00", 'tags: [宪法, "平 等",x]', "kind: null", "a: nullable",
    "source: { name: 新华网, url: https://example.org/a?b }", "summary: '甲: 乙 #丙'", 'offer: ""',
    "review:\n  - {step: first, by: 甲}\n  - {step: second, by: 乙 丁}", "a: b=c; 50% (x)!", "kind:",
])  # fmt: skip
STRAYS = [
    *"ab:- []{},'\"|>#&*!%?~\\@`=<./()\t\n标。“—…\u3000\u00a0\u2028\x85\x07\U0001f600\u0300²",
    ": ", " #", "\n ", "\n  ", "\n  - ", "---", "...", "<<: ", "null", "null: ", "{a: b}", "[a]", "://",
]  # fmt: skip


@st.composite
def nearly_plain_heads(draw: st.DrawFn) -> str:
    """Draw plain lines, up to three of their characters replaced by what may mean much in YAML."""
    head = "\n".join(draw(st.lists(LINES, min_size=1, max_size=4)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(head)))
        end = start + draw(st.integers(0, 2))
        head = head[:start] + draw(st.sampled_from(["", *STRAYS])) + head[end:]
    return head


@settings(max_examples=1_000, deadline=None)
@given(nearly_plain_heads() | st.lists(st.sampled_from(STRAYS), max_size=30).map("".join))
def test_what_is_read_as_plain_means_the_same_in_yaml(head: str) -> None:
    found = plain_yaml(head, 3)
    assert found is None or found == any_yaml(head, 3)


@pytest.mark.parametrize("folder", ["the example", "tests/sites", "../shared/input"])
def test_heads_of_real_articles_mean_the_same_in_yaml(
    folder: str, request: pytest.FixtureRequest
) -> None:
    is_example = folder == "the example"
    place = request.getfixturevalue("example_content") if is_example else ROOT / folder
    if not place.is_dir():
        pytest.skip(f"the real articles are not at {place}")
    files = [file for file in place.rglob("*.md") if file.is_file()]
    heads = [file.read_text(errors="replace").split("---\n") for file in files]
    found = [(head[1], plain_yaml(head[1], 2)) for head in heads if len(head) > 2]
    plain_heads = [(head, value) for head, value in found if value is not None]
    assert plain_heads
    assert all(value == any_yaml(head, 2) for head, value in plain_heads)


def test_a_head_as_most_are_written_is_plain() -> None:
    head = """\
title: 平等是宪法原则
date: 2026-03-08 09:00
tags: [宪法, "平等"]
review:
  - {step: first, by: 甲, at: 2026-03-01}
  - {step: second, by: 乙, at: 2026-03-02}"""
    found = plain_yaml(head, 2)
    assert found is not None
    assert found == any_yaml(head, 2)


@pytest.mark.parametrize(
    "value", ["甲" * 4_000, '"' + "甲" * 4_000 + '"', "[" + "甲, " * 4_000 + "乙]"]
)
def test_plain_values_may_be_as_long_as_a_head(value: str) -> None:
    found = plain_yaml(f"a: {value}\nb: c", 1)
    assert found is not None
    assert found == any_yaml(f"a: {value}\nb: c", 1)


@pytest.mark.parametrize("piece", ["a: ", " a", "a:a", "'", "[a, ", "{a: b, ", "a: {b: c, d: "])
def test_what_is_nearly_plain_is_refused_at_once(piece: str) -> None:
    assert plain_yaml(f"a: {piece * (15_000 // len(piece))}\t", 1) is None
