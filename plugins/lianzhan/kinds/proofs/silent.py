"""What of a Markdown text readers don't read as words, masked: all else keeps its place."""

from __future__ import annotations

import re

from lianzhan.reading.body.code import without_code
from lianzhan.runtime.late_pattern import late

_WEB = r"[^\s<>（）()\[\]\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’|]"
_SILENT = (
    ("<!--", late(r"<!--.*?(?:-->|\Z)", re.DOTALL)),
    ("<", late(r"<[A-Za-z/!?][^<>]*>")),
    ("](", late(r"\]\((?!tel:)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")),
    ("]:", late(r"^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)),
    ("][", late(r"\]\[[^\[\]\n]*\]")),
    ("[^", late(r"\[\^[^\[\]\n]+\]")),
    ("://", late(rf"[A-Za-z][A-Za-z0-9+.-]{{1,20}}://{_WEB}+")),
    ("www.", late(rf"www\.{_WEB}+")),
    ("@", late(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}")),
    ("{", late(r"\{[#.:][^{}\n]*\}")),
)
"""Signs, and what begins with them: comments, tags, targets, definitions, notes, addresses, ids.
Of targets, a telephone number is what its reader dials."""
_SIGN = late(r"[^\n]")
MASK = "\ufffc"
"""Stands for each sign that is masked (Unicode: object replacement character): it is no blank, so
that no rule takes what is on both sides of it for neighbours."""


def without_silent(text: str) -> str:
    """Return a Markdown text with what is no words masked; code stays."""
    for sign, pattern in _SILENT:
        if sign in text:
            text = pattern.sub(_masked, text)
    return text


def only_words(text: str) -> str:
    """Return a Markdown text with code masked, and what is no words."""
    return without_silent(without_code(text, MASK))


def _masked(found: re.Match[str]) -> str:
    return _SIGN.sub(MASK, found[0])
