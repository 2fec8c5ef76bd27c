"""Which signs a text has: most texts have few, and need little of what is done for the others."""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_WIDE = late("[\u3000\xa0\u2002-\u200a\u202f＃•●▪◦‣－｜＊［］】｛①-⑳]")


def narrow(text: str) -> bytes:
    """Return the ASCII signs of a text, one after another: of a Chinese one, a tenth of it.

    Two that stand side by side in the text do so here as well.
    """
    return text.encode("ascii", "ignore")


def has_wide_marks(text: str) -> bool:
    """Whether a text has a wide blank, or a sign that people type in place of one of Markdown's."""
    return _WIDE.search(text) is not None
