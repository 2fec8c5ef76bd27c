"""Values: a passage that is proof-read, and what is found in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.silent import only_words, without_silent
from lianzhan.model.frozen import dataclass
from lianzhan.reading.body.signs import narrow
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.model.codes import Code
    from lianzhan.model.proofs import ProofPolicy, Term

_WIDE_SIGN = late("[０-９Ｘｘ]")
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
    def signs(self) -> str:
        """Its ASCII signs one after another, with digits of full width as if they were not."""
        return narrow(narrow_digits(self.text))

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
    return text.translate(_WIDE) if _WIDE_SIGN.search(text) else text


@dataclass(frozen=True)
class Finding:
    """Where a rule found something, and what to write in its place; None where nobody can say.

    `is_safe`: no reader could mean what stands there. `words` are shown instead of the text itself,
    which may not be told; `more` are further details of the message. `parts` are the places to
    change where not all of it is to be written anew.
    """

    start: int
    end: int
    mending: str | None = None
    is_safe: bool = False
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[int, int, str], ...] = ()

    @property
    def changes(self) -> tuple[tuple[int, int, str], ...]:
        """What mends it: starts and ends, and what shall stand there."""
        return self.parts or ((self.start, self.end, self.mending or ""),)


@dataclass(frozen=True)
class Ground:
    """What proofs go by: the federation's policy, and the names of its units, one a line."""

    policy: ProofPolicy
    units: str = ""

    @cached_property
    def terms(self) -> re.Pattern[str]:
        """What matches the words of terms.toml, and the longer words in which they are right.

        Of those that begin at one place, the longest.
        """
        every = {w for term in self.policy.terms for w in (term.wrong, *term.right_words)}
        return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))

    @cached_property
    def by_wrong_word(self) -> dict[str, Term]:
        """The entries of terms.toml by their words; of a word that has two, the first."""
        return {term.wrong: term for term in reversed(self.policy.terms)}


@dataclass(frozen=True)
class Proof:
    """A rule: its code, a quick look whether it may find anything, and what it finds.

    `may_find` sees all words of a value at once, with markup, and then those of each passage.
    """

    code: Code
    may_find: Callable[[Passage, Ground], bool]
    find: Callable[[Passage, Ground], Iterator[Finding]]
