"""Values: a passage that is proof-read, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.silent import only_words, without_silent
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.model.codes import Code
    from lianzhan.model.proofs import ProofPolicy

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－＋", "0123456789Xx-+")
_LONG_NUMBER = late(r"\d{5,}")
_SIDE = 8
"""Characters on either side of a finding that a message shows."""


@dataclass(frozen=True)
class Passage:
    """Words that stand together in a file, from a line on: a head's text, or a whole body."""

    text: str
    line: int

    @cached_property
    def words(self) -> str:
        """The text with blanks for code, addresses and markup: each word at its place."""
        return only_words(self.text)

    @cached_property
    def shown(self) -> str:
        """All that readers see, code too, at its place; digits are half-width."""
        return narrow_digits(without_silent(self.text))

    def line_of(self, place: int) -> int:
        """Return the line in the file of a place in the text."""
        return self.line + self.text.count("\n", 0, place)

    def around(self, start: int, end: int, instead: str | None = None) -> str:
        """Return what stands at a place, or would with other words there, with its neighbours.

        Longer numbers are masked: no message may repeat somebody's.
        """
        text = self.text
        first = max(start - _SIDE, text.rfind("\n", 0, start) + 1)
        line_end = text.find("\n", end)
        last = min(end + _SIDE, len(text) if line_end < 0 else line_end)
        middle = text[start:end] if instead is None else instead
        around = f"{text[first:start]}{middle}{text[end:last]}".strip()
        return _LONG_NUMBER.sub(lambda found: "*" * len(found[0]), around)


def narrow_digits(text: str) -> str:
    """Return a text whose digits, and the signs of numbers, are half-width: as long as it was."""
    return text if text.isascii() else text.translate(_WIDE)


@dataclass(frozen=True)
class Finding:
    """Where a rule found something, and what to write in its place; None where nobody can say.

    `is_safe`: no reader could mean what stands there. `words` are shown instead of the text itself,
    which may not be told; `more` are further details of the message.
    """

    start: int
    end: int
    mending: str | None = None
    is_safe: bool = False
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ground:
    """What proofs go by: the federation's policy, and the names of its units, one a line."""

    policy: ProofPolicy
    units: str = ""


@dataclass(frozen=True)
class Proof:
    """A rule: its code, a quick look whether it may find anything, and what it finds.

    `may_find` sees all words of a value at once, with markup, and their ASCII signs alone.
    """

    code: Code
    may_find: Callable[[str, str, Ground], bool]
    find: Callable[[Passage, Ground], Iterator[Finding]]


@lru_cache(maxsize=8)
def listed(lines: str) -> frozenset[str]:
    """Return the lines of a text as a set."""
    return frozenset(lines.split("\n"))
