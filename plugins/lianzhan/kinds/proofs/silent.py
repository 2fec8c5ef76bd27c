"""What of a Markdown text readers don't read as words, masked: all else keeps its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.reading.body.code import without_code
from lianzhan.reading.body.comments import comments_of
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

_WEB = r"[^\s<>（）()\[\]\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’|]"
_TAG = (
    r"""<[A-Za-z/!?](?:"[^"<>]*"|'[^'<>]*'|=[^\s"'<>=`]*+|[^<>"'=\n\u0080-\uffff]"""
    r"""|\n(?![ \t]*\n))*+>"""
)
"""A tag stands in one paragraph, and has no Chinese but in values: 若 a<b 则 is none."""
MASK = "\ufffc"
"""Stands for each sign that is masked (Unicode: object replacement character): it is no blank, so
that no rule takes what is on both sides of it for neighbours."""
_SIGN = late(r"[^\n]")
_MARKS = late(r"[<\[@{]|\]|://|www\.")
"""What all that is masked has; most heads have none."""
_SAID = late(r"""\b(?:alt|title)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
"""What readers see, or hear, of a tag."""
_TITLE = late(r"""(?<=[ \t])(?:"[^"\n]*"|'[^'\n]*'|“[^”\n]*”)(?=[ \t]*\)\Z)""")
"""What readers see of a target: the title, a picture's caption."""


def without_silent(text: str) -> str:
    """Return a Markdown text with what is no words masked; code stays, and hides no comment."""
    if not _MARKS.search(text):
        return text
    plain = without_code(text, MASK)
    masked = _masked(plain)
    if plain == text:
        return masked
    every = zip(text, plain, masked, strict=True)
    return "".join([sign if sign != bare else shown for sign, bare, shown in every])


def only_words(text: str) -> str:
    """Return a Markdown text with code masked, and what is no words."""
    plain = without_code(text, MASK)
    return _masked(plain) if _MARKS.search(plain) else plain


def _masked(text: str) -> str:
    text = _without_comments(text)
    for sign, pattern, mask in _SILENT:
        if sign in text:
            text = pattern.sub(mask, text)
    return text


def _without_comments(text: str) -> str:
    """Mask comments as they are taken for some: one without an end, to the end of its line."""
    if "<!--" not in text:
        return text
    parts, position = [], 0
    for comment in comments_of(text):
        parts += [text[position : comment.start], _hidden(text[comment.start : comment.end])]
        position = comment.end
    return "".join((*parts, text[position:]))


def _hidden(text: str) -> str:
    return _SIGN.sub(MASK, text)


def _whole(found: re.Match[str]) -> str:
    return _hidden(found[0])


def _but_for(said: re.Pattern[str], text: str) -> str:
    """Mask all of a text but what readers see of it."""
    parts, position = [], 0
    for seen in said.finditer(text):
        parts += [_hidden(text[position : seen.start()]), seen[0]]
        position = seen.end()
    return "".join((*parts, _hidden(text[position:])))


def _tag(found: re.Match[str]) -> str:
    return _but_for(_SAID, found[0])


def _target(found: re.Match[str]) -> str:
    return _but_for(_TITLE, found[0])


_SILENT: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("<", late(_TAG), _tag),
    ("](", late(r"\]\((?!tel:)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), _target),
    ("]:", late(r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*[!-~]*[/.#][!-~]*", re.MULTILINE), _whole),
    ("][", late(r"\]\[[^\[\]\n]*\]"), _whole),
    ("[^", late(r"\[\^[^\[\]\n]+\]"), _whole),
    ("://", late(rf"[A-Za-z][A-Za-z0-9+.-]{{1,20}}://{_WEB}+"), _whole),
    ("www.", late(rf"www\.{_WEB}+"), _whole),
    ("@", late(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}"), _whole),
    ("{", late(r"\{[#.:][^{}\n]*\}"), _whole),
)
"""Signs, and what begins with them: tags, targets, definitions, notes, addresses, ids. Of targets,
a telephone number is what its reader dials."""
