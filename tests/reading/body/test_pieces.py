"""HTML is cut at its tags, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.reading.body.pieces import cut
from lianzhan.reading.body.sanitiser import cleaned
from lianzhan.reading.body.words import plain_text

_PARTS = [
    "甲",
    " ",
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "a > b",
    '<a title="x > y < z">',
    "<!-- > -->",
    "\n",
]


@pytest.mark.parametrize(
    ("text", "pieces", "tags"),
    [
        ("", [""], ""),
        ("甲", ["甲"], ""),
        ("<p>甲<br>乙</p>\n", ["", "p", "甲", "br", "乙", "/p", "\n"], "<p<br</p"),
        ("<p><em>甲</em></p>", ["", "p", "", "em", "甲", "/em", "", "/p", ""], "<p<em</em</p"),
    ],
)
def test_words_and_tags_take_turns(text: str, pieces: list[str], tags: str) -> None:
    html = cut(text)
    assert html.pieces == pieces
    assert sorted(html.tags.split("<")) == sorted(tags.split("<"))


@given(st.lists(st.sampled_from(_PARTS), max_size=20).map("".join))
def test_what_the_sanitiser_writes_is_put_together_again(made: str) -> None:
    clean = cleaned(made)
    html = cut(clean)
    parts = [f"<{piece}>" if at % 2 else piece for at, piece in enumerate(html.pieces)]
    assert "".join(parts) == html.text == clean
    assert not any("<" in piece or ">" in piece for piece in html.pieces)


def test_a_line_end_in_an_attribute_parts_no_word() -> None:
    assert plain_text('<p>三<a href="x" title="多\n行">八</a>节</p>') == "三八节"
