"""What was changed in a text, word by word. Pure: two texts in, pieces out.

A Chinese character is a word of its own; letters and digits of other scripts that stand together
are one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[a-zA-Z0-9]+|\s+|.", re.DOTALL)
_MOST_WORDS = 4_000
"""Words of a changed passage that are compared one by one: it takes time by their product."""
_CONTEXT = 12
"""Characters shown on each side of a change."""


class Fate(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and what became of it."""

    fate: Fate
    text: str


def differences(old: str, new: str) -> list[list[Piece]]:
    """Return the changed lines of a text, each as pieces; none where both are the same."""
    before, after = old.split("\n"), new.split("\n")
    lines = SequenceMatcher(None, before, after, autojunk=False)
    found = []
    for tag, start, end, new_start, new_end in lines.get_opcodes():
        if tag != "equal":
            passage = "\n".join(before[start:end]), "\n".join(after[new_start:new_end])
            found += _in_lines(_changes(*passage))
    return found


def shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a line, of what stayed the same as much as shows where they are."""
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        if piece.fate is not Fate.SAME:
            yield piece
            continue
        head = piece.text[:_CONTEXT] if at else ""
        tail = piece.text[-_CONTEXT:] if at < last else ""
        is_short = len(piece.text) <= len(head) + len(tail)
        yield Piece(Fate.SAME, piece.text if is_short else f"{head}…{tail}")


def _changes(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        before, after = [old], [new]
    words = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in words.get_opcodes():
        gone, fresh = "".join(before[start:end]), "".join(after[new_start:new_end])
        if tag == "equal":
            yield Piece(Fate.SAME, gone)
            continue
        if gone:
            yield Piece(Fate.GONE, gone)
        if fresh:
            yield Piece(Fate.NEW, fresh)


def _in_lines(pieces: Iterator[Piece]) -> list[list[Piece]]:
    """Part pieces at their line ends; lines of which nothing changed are left out."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *more = piece.text.split("\n")
        lines[-1].append(Piece(piece.fate, first))
        lines += ([Piece(piece.fate, text)] for text in more)
    joined = (_joined(line) for line in lines)
    return [line for line in joined if any(piece.fate is not Fate.SAME for piece in line)]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    groups = groupby((piece for piece in pieces if piece.text), attrgetter("fate"))
    return [Piece(fate, "".join(piece.text for piece in group)) for fate, group in groups]
