"""Who signed: a name reduced to what tells one person from another."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u0640\u07fa\U00013441\U00013442")
"""Letters without a shape of their own: Hangul fillers, the stroke that lengthens Arabic and N'Ko
words, blanks of Egyptian. The Unicode Character Database has most under
Default_Ignorable_Code_Point; Python does not know that property."""
_QUOTES = frozenset("\u0559\u07f4\u07f5\u144a\u16cc\u2e2f\ua78b\ua78c")
"""Letters that look like an apostrophe (Unicode's confusables.txt, and their neighbours)."""
_MODIFIERS = range(0x2B9, 0x300)
"""Spacing Modifier Letters that are no letters of a name: primes, apostrophes, tone marks."""
_TIBETAN = range(0xF40, 0xFBD)
_TIBETAN_SPELLING = (*range(0xF71, 0xF7E), 0xF80, 0xF81, *range(0xF8D, 0xFBD))
"""Vowel signs and letters below others: marks to Unicode, but a Tibetan name is spelled by them."""
_YEH, _HAMZA = "\u064a", "\u0654"
"""Uyghur \u0626, taken apart: a letter of its own, so that Yusup is not Usup."""
_IDEOGRAPHS = (range(0x20000, 0x2FA20), range(0x30000, 0x33480))
"""Rare Chinese characters (extensions B to J): some are newer than this Python's Unicode."""


@lru_cache(maxsize=1_000)
def person(by: str) -> str:
    """Return the letters and digits of a signer's name, the same however it is written.

    Compatibility forms (NFKC, here taken apart: NFKD) and case are one. Marks, variation
    selectors, blank letters, spaces, quotes, brackets and all other punctuation and symbols make
    no other person: they are left out. So are accents: é is e. A name of which nothing is left
    is "": nobody's. Remembered, because the same few hundred persons sign everything.
    """
    kept = ""
    for char in unicodedata.normalize("NFKD", by):
        if _tells_apart(char) or _spells(char, kept[-1:]):
            kept += char
    return kept.casefold()


def _tells_apart(char: str) -> bool:
    """Whether a character is a visible letter or digit."""
    if char in _BLANK_LETTERS or char in _QUOTES or ord(char) in _MODIFIERS:
        return False
    return unicodedata.category(char)[0] in "LN" or any(ord(char) in each for each in _IDEOGRAPHS)


def _spells(mark: str, before: str) -> bool:
    """Whether a mark makes another letter of the one before it, and is no ornament."""
    if mark == _HAMZA:
        return before == _YEH
    return ord(mark) in _TIBETAN_SPELLING and before != "" and ord(before) in _TIBETAN
