"""Names of units that are spelt unlike those of the tree: 株州市妇联 for 株洲市妇联."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.kinds.proofs.unit_names import FULL, LEVELS, RIGHT, UNIT_NAME, misspelt
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_UNIT = late(r"妇女联合会|妇联|妇女联(?:会|和会|全会|台会)|妇女(?:连|链)合会")
_LONGEST = 16
"""Characters of a place's name."""


def may_name_units(whole: Passage, _ground: Ground) -> bool:
    """Whether a text speaks of a women's federation."""
    return "妇" in whole.text and _UNIT.search(whole.text) is not None


def unit_names(passage: Passage, ground: Ground) -> Iterator[Finding]:
    """A women's federation is called so, and by its place's name in the tree or by another place's.

    Named are places whose level is another than the tree's, that leave out 自治, or that differ
    from one of the tree's in one character: any of a longer name, of a short one only one that is
    taken for it. A place that the tree has is right.
    """
    for found in _UNIT.finditer(passage.words):
        if found[0] not in RIGHT:
            yield Finding(found.start(), found.end(), FULL, is_safe=True, words=found[0])
        elif ground.units and (wrong := misspelt(_before(found), ground.units)):
            start = found.start() - len(wrong[0])
            yield Finding(start, found.start(), wrong[1], words=wrong[0])


def mentions(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    """Yield what stands before 妇联 where that may be a place, once each, with its line."""
    told: set[str] = set()
    for passage in passages:
        for found in _UNIT.finditer(passage.words) if "妇" in passage.text else ():
            before = _before(found)
            if before[-1:] in LEVELS and before not in told and found[0] in RIGHT:
                told.add(before)
                yield passage.line_of(found.start()), before


def _before(found: re.Match[str]) -> str:
    """Return the Chinese characters right before a match."""
    end = found.start()
    backwards = found.string[max(0, end - _LONGEST) : end][::-1]
    return "".join(takewhile(_is_chinese, backwards))[::-1]


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


PROOFS = (Proof(UNIT_NAME, may_name_units, unit_names),)
