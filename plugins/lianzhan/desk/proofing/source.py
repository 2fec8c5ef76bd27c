"""Where the words of a file stand in its bytes. Pure: text in, places out.

What is read has no byte order mark, no unwanted characters and one kind of line end; a file is
edited as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.reading.text import UNWANTED
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.proofs.passage import Passage

_LINE_ENDS = late("\r\n|\r")


@dataclass(frozen=True)
class Edit:
    """A start and an end in a file's text, and what shall stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Source:
    """A file's text as it is written; raises UnicodeDecodeError where it is none."""

    raw: bytes

    @cached_property
    def written(self) -> str:
        """The text as it stands in the file."""
        return self.raw.decode("utf-8")

    @cached_property
    def read(self) -> str:
        """The text as it is read."""
        return "".join(text for text, _ in self._pieces)

    @cached_property
    def _pieces(self) -> list[tuple[str, int]]:
        """The parts of the text that are read as they are written, each with where it stands."""
        pieces, position = [], 0
        cuts = [(found.start(), found.end(), "\n") for found in _LINE_ENDS.finditer(self.written)]
        cuts += [(found.start(), found.end(), "") for found in UNWANTED.finditer(self.written)]
        for start, end, read in sorted(cuts):
            pieces += [(self.written[position:start], position), (read, start)]
            position = end
        return [*pieces, (self.written[position:], position)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each of these parts begins in the text as it is read."""
        starts, position = [], 0
        for text, _ in self._pieces:
            starts.append(position)
            position += len(text)
        return starts

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins in the text as it is read."""
        starts, position = [0], 0
        for line in self.read.split("\n"):
            position += len(line) + 1
            starts.append(position)
        return starts

    def place_of(self, passage: Passage) -> int | None:
        """Return where a passage stands in the text as it is read; None where that is not evident.

        It must begin in its line, once: a value in quotes that stand for other signs does not.
        """
        if not passage.text or not 0 < passage.line < len(self._lines):
            return None
        start, after = self._lines[passage.line - 1], self._lines[passage.line]
        last = after - 1 + len(passage.text)
        at = self.read.find(passage.text, start, last)
        is_once = at >= 0 and self.read.find(passage.text, at + 1, last) < 0
        return at if is_once else None

    def edit(self, start: int, end: int, text: str) -> Edit | None:
        """Return what puts a text in the place of another that is read; None across what is not."""
        first, last = self._written_at(start), self._written_at(end - 1) + 1
        return Edit(first, last, text) if last - first == end - start else None

    def _written_at(self, place: int) -> int:
        number = bisect_right(self._starts, place) - 1
        return self._pieces[number][1] + place - self._starts[number]

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with these edits made; no two of them meet."""
        parts, position = [], 0
        for edit in sorted(edits, key=attrgetter("start")):
            parts += [self.written[position : edit.start], edit.text]
            position = edit.end
        return "".join((*parts, self.written[position:])).encode("utf-8")
