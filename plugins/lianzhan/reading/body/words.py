"""Sanitised HTML to its words: as readers see them, and as Chinese offices count them."""

from __future__ import annotations

from functools import lru_cache

from lianzhan.reading.body.pieces import Html, cut
from lianzhan.reading.body.sanitiser import INLINE
from lianzhan.runtime.late_pattern import late

EXCERPT_CHARACTERS = 100

_WITHIN_WORDS = late(
    rf"/?(?:{'|'.join(name for name in INLINE.split() if name != 'br')})(?: [^>]*)?"
)
"""A tag that does not end the word it stands in; line ends may stand in its attributes."""
_LATIN = r"[0-9A-Za-z\u00c0-\u024f]"
_LATIN_RUN = late(f"{_LATIN}{_LATIN}+")
"""Two or more; written so, and not as {2,}, the search skips Chinese text three times as fast."""
_UPPER_OF_RUNS = ("\0\0", "\1", "\2")
"""Upper halves, in UTF-16, of Latin letters that stand side by side."""
_FOOTNOTE = late(
    r'<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>'
)


def count_characters(text: str) -> int:
    """Return a text's length as Chinese offices count it.

    Each Chinese character and each mark is one, each run of Latin letters or digits is one, white
    space is nothing: "拨打12338热线。" has 6.
    """
    return count_folded(" ".join(text.split()))


def count_folded(words: str) -> int:
    """Return what `count_characters` does, of words whose white space is folded."""
    upper = words.encode("utf-16-le", "surrogatepass")[1::2].decode("latin-1")
    if any(run in upper for run in _UPPER_OF_RUNS):
        words = _LATIN_RUN.sub("0", words)
    return len(words) - words.count(" ")


def plain_text(clean: str) -> str:
    """Return the words of sanitised HTML, as `words_of` does."""
    return words_of(cut(clean))


def words_of(clean: Html) -> str:
    """Return the words of sanitised HTML, white space folded; numbers of footnotes are none.

    The sanitiser writes four entities in text, and no others.
    """
    if "footnote" in clean.tags:
        clean = cut(_FOOTNOTE.sub("", clean.text))
    words = clean.pieces.copy()
    words[1::2] = map(_gap, words[1::2])
    text = "".join(words)
    if "&" in text:
        text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
        text = text.replace("&amp;", "&")
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def _gap(tag: str) -> str:
    """Return what stands between the words on both sides of a tag."""
    return "" if _WITHIN_WORDS.fullmatch(tag) else " "


def excerpt_of(words: str) -> str:
    """Return the start of a text, for lists and descriptions."""
    return words[:EXCERPT_CHARACTERS] + ("…" if len(words) > EXCERPT_CHARACTERS else "")
