"""Chinese marks as they are typed: in half width among Chinese words, and one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF_WIDTH_MARKS = warning(
    "half-width-marks",
    N_("“{words}”里有半角标点"),
    N_("汉字之间用全角标点：“{mending}”"),
)
DOUBLED_MARKS = warning(
    "doubled-marks", N_("“{words}”里标点重复或相连"), N_("只留一个：“{mending}”")
)

_HAN = r"\u3400-\u9fff"
_WIDE = str.maketrans(",;:!?", "，；：！？")
_HALF_WIDE = ",;:!?("
_BESIDE = rf"[{_HALF_WIDE}](?<=[{_HAN}”’》）】].)"
_AFTER = rf"(?<!\()(?:[ \u3000]?(?=[{_HAN}“‘《（【])|(?=[ \t\u3000]*$))"
_HALF = late(rf"{_BESIDE}(?:(?<=\()(?=[{_HAN}][^()（）\n]{{0,60}}\))|{_AFTER})", re.MULTILINE)
"""GB/T 15834-2011, 5.1: marks take the place of a character. Beside digits and Latin letters they
may be half-width, so only what stands between Chinese is looked at."""
_SOME_HALF = late(rf"{_BESIDE}(?:(?<=\()(?=[{_HAN}])|{_AFTER})", re.MULTILINE)
"""The same in a text with markup, where brackets may hold others: those of links."""
_SIDE_BY_SIDE = late("[，。、；：][，。、；：]")
_DOUBLED = late(
    r"([，、；：])\1+|(?<!。)。。(?!。)|[，、；：][。，、；：]+|。[，、；：][。，、；：]*"
)
"""！！ and ？！ may stand together (GB/T 15834-2011, 4.2.3, 4.3.3), …… and —— are one mark each."""


def may_be_half_width(whole: Passage, _ground: Ground) -> bool:
    """Whether a half-width mark stands beside Chinese in a text."""
    text = whole.text
    return any(map(text.__contains__, _HALF_WIDE)) and _SOME_HALF.search(text) is not None


def half_width_marks(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A half-width mark between Chinese characters, or brackets around them.

    A wide mark needs no blank behind it.
    """
    for found in _HALF.finditer(passage.words):
        start, end = found.span()
        if found[0] == "(":
            end = passage.words.index(")", start) + 1
            wide = f"（{passage.text[start + 1 : end - 1]}）"
            parts = ((start, start + 1, "（"), (end - 1, end, "）"))
            yield Finding(start, end, wide, is_safe=True, parts=parts)
        else:
            yield Finding(start, end, found[0][0].translate(_WIDE), is_safe=True)


def may_be_doubled(whole: Passage, _ground: Ground) -> bool:
    """Whether two marks of one sentence stand side by side in a text."""
    return _SIDE_BY_SIDE.search(whole.text) is not None


def doubled_marks(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """A comma, stop or colon that stands twice, or beside another of them.

    Of the same mark one is kept; which of two is meant nobody can say: the stronger is proposed.
    """
    for found in _DOUBLED.finditer(passage.words):
        marks = set(found[0])
        strongest = next(mark for mark in "。；：，、" if mark in marks)
        yield Finding(found.start(), found.end(), strongest, is_safe=len(marks) == 1)


PROOFS = (
    Proof(HALF_WIDTH_MARKS, may_be_half_width, half_width_marks),
    Proof(DOUBLED_MARKS, may_be_doubled, doubled_marks),
)
