"""Changes are found word by word, and only changed lines are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.desk.comparing import Fate, Piece, differences, shortened

MARKS = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "(+{}+)"}


def marked(old: str, new: str) -> list[str]:
    lines = differences(old, new)
    return ["".join(MARKS[piece.fate].format(piece.text) for piece in line) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("一样\n的", "一样\n的", []),
        ("甲乙丙", "甲丁丙", ["甲[-乙-](+丁+)丙"]),
        ("开\n甲乙\n合", "开\n甲乙丙\n合", ["甲乙(+丙+)"]),
        ("read the book", "read a book", ["read [-the-](+a+) book"]),
        ("12338热线", "12345热线", ["[-12338-](+12345+)热线"]),
        ("甲\n乙\n丙", "甲\n丙", ["[-乙-]"]),
        ("甲\n丙", "甲\n新\n的\n丙", ["(+新+)", "(+的+)"]),
        ("", "甲", ["(+甲+)"]),
    ],
)
def test_words_that_are_gone_or_new_are_marked(old: str, new: str, expected: list[str]) -> None:
    assert marked(old, new) == expected


@given(st.text("甲乙a \n", max_size=40), st.text("甲乙a \n", max_size=40))
def test_something_is_shown_whenever_something_changed(old: str, new: str) -> None:
    lines = differences(old, new)
    assert all(any(p.fate is not Fate.SAME and p.text for p in line) for line in lines)
    if [*filter(None, old.split("\n"))] != [*filter(None, new.split("\n"))]:
        assert lines
    elif old == new:
        assert not lines


def test_what_stayed_is_cut_to_the_words_beside_a_change() -> None:
    line = [Piece(Fate.SAME, "前" * 30), Piece(Fate.NEW, "新" * 30), Piece(Fate.SAME, "后" * 30)]
    assert [piece.text for piece in shortened(line)] == [
        f"…{'前' * 12}",
        "新" * 30,
        f"{'后' * 12}…",
    ]
    assert next(iter(shortened([Piece(Fate.SAME, "短"), Piece(Fate.NEW, "新")]))).text == "短"


def test_passages_too_long_to_compare_by_words_are_compared_whole() -> None:
    assert differences("甲" * 4_000, "乙" * 4_000) == [
        [Piece(Fate.GONE, "甲" * 4_000), Piece(Fate.NEW, "乙" * 4_000)]
    ]
