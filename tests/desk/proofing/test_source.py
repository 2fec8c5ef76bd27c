"""Words of a text as it is read, found in a file as it is written."""

from __future__ import annotations

import pytest

from lianzhan.desk.proofing.source import Source
from lianzhan.kinds.proofs.passage import Passage
from lianzhan.reading.text import decode

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", BOM])
def test_a_place_is_the_same_words_whatever_the_line_ends(start: bytes, ending: str) -> None:
    raw = start + ending.join(("甲", "乙,丙", "", "丁,戊")).encode()
    source = Source(raw)
    assert source.read == decode(raw, "x").text
    passage = Passage("乙,丙\n\n丁,戊", 2)
    at = source.place_of(passage)
    assert at is not None
    edits = [source.edit(at + place, at + place + 1, "，") for place in (1, 6)]
    data = source.with_edits(edit for edit in edits if edit)
    assert data == start + ending.join(("甲", "乙，丙", "", "丁，戊")).encode()


def test_what_is_not_read_stays_where_it_is() -> None:
    source = Source("甲\u200e\ufeff,\x07乙,丙".encode())
    passage = Passage(source.read, 1)
    at = source.place_of(passage)
    assert at == 0
    places = [place for place, sign in enumerate(passage.text) if sign == ","]
    edits = [source.edit(at + place, at + place + 1, "，") for place in places]
    data = source.with_edits(edit for edit in edits if edit)
    assert data.decode() == "甲\u200e\ufeff，\x07乙，丙"


def test_words_with_something_between_them_that_is_not_read_are_left() -> None:
    source = Source("的\x07的".encode())
    assert source.read == "的的"
    assert source.edit(0, 2, "的") is None


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("a: 甲\nb: 甲", Passage("甲", 3)),
        ("a: 甲\nb: 甲", Passage("甲", 0)),
        ("a: 甲甲", Passage("甲", 1)),
        ("a: [甲, 甲]", Passage("甲", 1)),
        ('a: "\\u7532"', Passage("甲", 1)),
        ("a: >\n  甲\n  乙", Passage("甲 乙", 1)),
        ("a: 甲", Passage("", 1)),
        ("a: 乙\nb: 甲", Passage("甲", 1)),
    ],
)
def test_a_place_that_is_not_evident_is_none(text: str, passage: Passage) -> None:
    assert Source(text.encode()).place_of(passage) is None


def test_a_place_counts_from_its_own_line() -> None:
    source = Source("a: 甲\nb: 甲\nc: 甲".encode())
    assert [source.place_of(Passage("甲", line)) for line in (1, 2, 3)] == [3, 8, 13]
