"""Calendars and cards are read with whole lines, and written with folded ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.output.content_lines import folded, has_content_lines, unfolded
from lianzhan.output.mentions import addresses


@pytest.mark.parametrize(
    ("file", "expected"),
    [("a.ics", True), ("events/A.ICS", True), ("a.vcf", True), ("a.txt", False), ("ics", False)],
)
def test_calendars_and_cards_are_told_by_their_ending(file: str, expected: bool) -> None:
    assert has_content_lines(file) is expected


@pytest.mark.parametrize("data", [b"URL:ab\r\n c\r\nX:1", b"URL:ab\n\tc\r\nX:1"])
def test_a_folded_line_is_one_line(data: bytes) -> None:
    assert unfolded("a.ics", data) == b"URL:abc\r\nX:1"
    assert unfolded("a.txt", data) == data


def test_pieces_are_as_long_as_may_be_and_split_no_character() -> None:
    assert [len(piece) for piece in folded("a" * 150).split("\r\n")] == [75, 75, 2]
    assert [len(piece.encode()) for piece in folded("长" * 50).split("\r\n")] == [75, 73, 4]


@given(st.text(alphabet="aé长👩 \t:;,", max_size=400))
def test_a_line_that_is_folded_reads_as_before(line: str) -> None:
    data = folded(line).encode()
    assert unfolded("a.ics", data).decode() == line
    assert all(len(piece) <= 75 for piece in data.split(b"\r\n"))
    data.decode()


@pytest.mark.parametrize("name", ["a/b.vcf", "events.ics"])
def test_an_address_in_two_lines_of_a_card_or_calendar_is_one(name: str) -> None:
    root = "https://example.org/"
    text = f"URL:{root}hunan/ser\r\n vices/#a\r\nX:1".encode()
    assert addresses(unfolded(name, text), root) == [f"{root}hunan/services/#a"]
