"""Long lines are folded between characters, and read as before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianzhan.kinds.folded_lines import folded
from lianzhan.output.content_lines import unfolded


def test_pieces_are_as_long_as_may_be_and_split_no_character() -> None:
    assert [len(piece) for piece in folded("a" * 150).split("\r\n")] == [75, 75, 2]
    assert [len(piece.encode()) for piece in folded("长" * 50).split("\r\n")] == [75, 73, 4]


@given(st.text(alphabet="aé长👩 \t:;,", max_size=400))
def test_a_line_that_is_folded_reads_as_before(line: str) -> None:
    data = folded(line).encode()
    assert unfolded("a.ics", data).decode() == line
    assert all(len(piece) <= 75 for piece in data.split(b"\r\n"))
    data.decode()


def test_bytes_that_are_no_text_are_counted_as_they_are() -> None:
    line = (b"\xff" * 80).decode("utf-8", "surrogateescape")
    pieces = folded(line).encode("utf-8", "surrogateescape").split(b"\r\n")
    assert [len(piece) for piece in pieces] == [75, 6]
