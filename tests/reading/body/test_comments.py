"""A comment that is never closed takes its own line, not the rest of the text."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    ("text", "kept", "lines"),
    [
        ("甲\n\n<!-- 待补\n\n乙", "<p>甲</p><p>乙</p>", [3]),
        ("甲<!-- 待补\n乙", "<p>甲乙</p>", [1]),
        ("<!-- 一\n\n甲\n\n<!-- 二 -->\n\n乙", "<p>甲</p><p>乙</p>", [1]),
        ("<!-- 一\n\n甲\n\n<!-- 二\n\n乙", "<p>甲</p><p>乙</p>", [1, 5]),
        ("甲\n\n<!--", "<p>甲</p>", [3]),
    ],
)
def test_the_lines_after_an_open_comment_are_read(text: str, kept: str, lines: list[int]) -> None:
    assert html_of(text).replace("\n", "") == kept
    assert [line for code, line in named(text) if code == "open-comment"] == lines


@pytest.mark.parametrize(
    "text", ["甲<!-- 乙 -->", "甲<!-->", "甲<!--->", "甲\n\n<!-- 乙\n\n丙 -->\n"]
)
def test_a_comment_that_ends_is_none_of_the_readers_business(text: str) -> None:
    assert "甲" in html_of(text)
    assert "乙" not in html_of(text)
    assert named(text) == []
