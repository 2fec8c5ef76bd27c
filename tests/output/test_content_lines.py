"""Calendars and cards are read with whole lines."""

from __future__ import annotations

import pytest

from lianzhan.output.content_lines import has_content_lines, unfolded
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


@pytest.mark.parametrize("name", ["a/b.vcf", "events.ics"])
def test_an_address_in_two_lines_of_a_card_or_calendar_is_one(name: str) -> None:
    root = "https://example.org/"
    text = f"URL:{root}hunan/ser\r\n vices/#a\r\nX:1".encode()
    assert addresses(unfolded(name, text), root) == [f"{root}hunan/services/#a"]
