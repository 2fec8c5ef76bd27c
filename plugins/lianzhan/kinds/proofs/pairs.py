"""Quotes, brackets and book-title marks that are opened and not closed, or the other way round."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.kinds.proofs.passage import Finding, Ground, Passage, Proof
from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

UNPAIRED_MARKS = warning(
    "unpaired-marks",
    N_("“{words}”里的 {mark} 没有成对"),
    N_("补上另一半 {other}，或删去这一个；方向打反的改过来"),
)

_PAIRS = ("“”", "‘’", "《》", "〈〉", "（）", "【】", "「」", "『』", "〔〕")
_CLOSING = {pair[0]: pair[1] for pair in (*_PAIRS, "()")}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_KIND = {sign: pair for pair in (*_PAIRS, "()") for sign in pair} | {"(": "（）", ")": "（）"}
"""The kind of each sign: a bracket may be opened in full width and closed in half."""
_SIGNS = late("[“”‘’《》〈〉（）()【】「」『』〔〕]|\n[ \t]*\n")
_ITEM = late(
    r"(?:^|[\s。；;：:，,、（(|*>])[（(]?(?:[0-9０-９]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])\Z"
)
"""What stands before the bracket of a numbered item: 1）, a), 一）."""
_BEFORE = 8
_QUOTES, _INDENT = "“‘「『", " \t\u3000>\n"
_EYES = (":", "：", ";", "；")


def may_be_unpaired(whole: Passage, _ground: Ground) -> bool:
    """Whether a sign stands in a text more often than its other half, or before it."""
    text = whole.text
    return any(
        (count := text.count(pair[0])) != text.count(pair[1])
        or (count and text.find(pair[1]) < text.find(pair[0]))
        for pair in _PAIRS
    )


@dataclass(slots=True)
class _Paragraph:
    """The signs of a paragraph that wait for their other half, and those that have none."""

    first: str = ""
    waiting: list[re.Match[str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    left: list[re.Match[str]] = field(default_factory=list)

    def add(self, found: re.Match[str]) -> None:
        kind = _KIND[found[0]]
        if found[0] in _CLOSING:
            if not _is_year(found):
                self.waiting.append(found)
                self.counts[kind] += 1
        elif not self.counts[kind]:
            self.left += [] if _stands_alone(found) else [found]
        else:
            while _KIND[(last := self.waiting.pop())[0]] != kind:
                self._give_up(last)
            self.counts[kind] -= 1

    def ended(self) -> list[re.Match[str]]:
        return sorted((*self.left, *self.waiting), key=lambda found: found.start())

    def _give_up(self, found: re.Match[str]) -> None:
        self.counts[_KIND[found[0]]] -= 1
        self.left.append(found)


def unpaired_marks(passage: Passage, _ground: Ground) -> Iterator[Finding]:
    """In each paragraph, every opening sign is closed, and every closing one was opened.

    What one paragraph opens, a later one may close: a quotation of several paragraphs. Of these
    each may open anew, as is the custom, and the last alone closes. The first of a paragraph's
    signs that have no other half is named. Half-width brackets alone are not looked at, nor
    apostrophes, nor the brackets of numbered items.
    """
    words = passage.words
    paragraphs = [_Paragraph(_first_sign(words, 0))]
    for found in _SIGNS.finditer(words):
        if "\n" in found[0]:
            paragraphs.append(_Paragraph(_first_sign(words, found.end())))
        else:
            paragraphs[-1].add(found)
    last = -1
    for number, found in _without_pairs_across(paragraphs):
        if number != last and found[0] not in "()":
            last = number
            other = (_CLOSING | _OPENING)[found[0]]
            more = (("mark", found[0]), ("other", other))
            yield Finding(found.start(), found.end(), more=more)


def _without_pairs_across(
    paragraphs: list[_Paragraph],
) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what has no other half in any paragraph, with its paragraph's number."""
    left = [
        (number, found)
        for number, one in enumerate(paragraphs)
        for found in one.ended()
        if not _opens_anew(found, one, paragraphs[number + 1 : number + 2])
    ]
    waiting: dict[str, list[tuple[int, re.Match[str]]]] = {}
    alone: list[tuple[int, re.Match[str]]] = []
    for number, found in left:
        kind = _KIND[found[0]]
        opened = waiting.get(kind, [])
        if found[0] in _CLOSING:
            waiting.setdefault(kind, []).append((number, found))
        elif opened and opened[-1][0] < number:
            del waiting[kind]
        else:
            alone.append((number, found))
    alone += [one for opened in waiting.values() for one in opened]
    yield from sorted(alone, key=lambda one: one[1].start())


def _first_sign(text: str, start: int) -> str:
    """Return the sign with which the words of a paragraph begin."""
    return text[start : start + _BEFORE].lstrip(_INDENT)[:1]


def _opens_anew(found: re.Match[str], one: _Paragraph, following: list[_Paragraph]) -> bool:
    """Whether a quote that a paragraph begins with is left to the next one, which begins so too."""
    is_alone = len(one.left) + len(one.waiting) == 1
    is_first = found[0] in _QUOTES and found[0] == one.first
    return is_alone and is_first and any(one.first == after.first for after in following)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether a closing sign needs none before it: an apostrophe, a numbered item, a smile."""
    text, at = found.string, found.start()
    before = text[at - 1 : at]
    if found[0] == "’":
        return before.isascii() and before.isalnum()
    if found[0] in ")）":
        return before in _EYES or _ITEM.search(text, max(0, at - _BEFORE), at) is not None
    return False


def _is_year(found: re.Match[str]) -> bool:
    """Whether a quote stands for the century, as in ‘18."""
    return found[0] == "‘" and found.string[found.end() : found.end() + 2].isdecimal()


PROOFS = (Proof(UNPAIRED_MARKS, may_be_unpaired, unpaired_marks),)
