"""Words of a text that its HTML has not: nothing that an editor wrote vanishes unsaid.

Counted are letters, digits and Chinese characters; marks, white space and what only the parser
reads (addresses, tags, names of footnotes, numbers of lists) are not. Order does not count, since
footnotes move.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.reading.body.comments import without_comments
from lianzhan.reading.body.definitions import DEFINITION
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

LOST_WORDS = warning(
    "lost-words",
    N_("“{words}”不会出现在发布的页面上"),
    N_("检查这一行的括号、尖括号和冒号；如果要显示这些文字，在符号前加反斜杠“\\”"),
)
SHOWN = 40
"""Characters of a line that a message shows."""
MAX_NAMED = 20
"""Lines of one text that are named."""

_WORD = late(r"[^\W_]+")
_SILENT = late(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = late(
    r"<(/?[A-Za-z](?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}')*|/?[A-Za-z][^<>]*|![A-Za-z][^<>]*|\?[^<>]*\?)>",
    re.DOTALL,
)
_ADDRESS_IN_BRACKETS = late(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+")
_TARGET = late(
    r"\]\([ \t]*(?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\s]|\([^()\s]*\))*\))*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_LINK = late(r"\[(?<!!\[)([^\[\]]*)\]\([^()\s]*\)")
_COMMONEST = frozenset({"##", "###", "-", ">", *(f"{number}." for number in range(1, 10))})
_STARTS = frozenset("#->123456789")
"""The commonest marks that open a line, and what they begin with."""
_NAMED = late(r"\]\[[^\[\]\n]*\]")
_NOTE = late(r"\[\^[^\[\]\s]+\]:?")
_ALERT = late(r"^[ \t>]*\[!\w+\]", re.MULTILINE)
_MARKS = late(r"\n(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=\s)))+")
_NUMBER = late(r"\d+[.)]")
_TASK = late(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\]", re.MULTILINE)
_GIVEN_ID = late(r"\{#[^\s{}]+\}[ \t]*$", re.MULTILINE)
_FENCE = late(
    r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}(?=[^`\n]*$)|~{3,}))[^\n]*$", re.MULTILINE
)
_ALT = late(r'<img [^>]*?alt="([^"]*)"')


def lost_words(source: str, meant: str, clean: str, words: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text whose words its HTML has not, each with its number from 0.

    `meant` is the text as it was parsed, `words` are the HTML's words.
    """
    if reads_the_same(meant, words):
        return
    shown = "".join(_WORD.findall(words))
    wanted = "".join(_WORD.findall(_spoken(meant)))
    if shown == wanted:
        return
    alts = " ".join(map(html.unescape, _ALT.findall(clean))) if "<img " in clean else ""
    shown += "".join(_WORD.findall(alts))
    missing = Counter(wanted) - Counter(shown)
    if missing:
        yield from _lines_of(source, shown, missing)


def reads_the_same(source: str, words: str) -> bool:
    """Whether a text without the commonest marks is these words, as most texts are."""
    lines = source.split("\n")
    spoken = [_without_mark(line) if line[0] in _STARTS else line for line in lines if line]
    text = " ".join(spoken)
    if "*" in text:
        text = text.replace("**", "")
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    return text == words or " ".join(text.split()) == words


def _without_mark(line: str) -> str:
    mark, _, rest = line.partition(" ")
    return rest if mark in _COMMONEST else line


def _spoken(source: str) -> str:
    """Return a Markdown text without what only a parser reads."""
    if "```" in source or "~~~" in source:
        source = _FENCE.sub(r"\1", source)
    if "<" in source:
        source = _SILENT.sub(_lines_alone, without_comments(source))
        source = _TAG.sub(_address_or_nothing, source)
    if "[" in source:
        source = _without_brackets(source)
    if "{#" in source:
        source = _GIVEN_ID.sub("", source)
    if "." in source or ")" in source:
        source = _MARKS.sub(lambda found: _NUMBER.sub("", found[0]), f"\n{source}")[1:]
    return html.unescape(source) if "&" in source else source


def _without_brackets(source: str) -> str:
    if "](" in source:
        source = _TARGET.sub("]", source)
    if "]:" in source:
        source = _without_definitions(source)
    if "][" in source:
        source = _NAMED.sub("]", source)
    source = _NOTE.sub("", source) if "[^" in source else source
    source = _ALERT.sub("", source) if "[!" in source else source
    return _TASK.sub(r"\1", source)


def _without_definitions(source: str) -> str:
    """Take out definitions of links whole, and of footnotes their names alone."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        found = DEFINITION.match(line)
        if found and not found[2].startswith("^"):
            lines[number] = ""
    return "\n".join(lines)


def _address_or_nothing(found: re.Match[str]) -> str:
    return found[1] if _ADDRESS_IN_BRACKETS.fullmatch(found[1]) else _lines_alone(found)


def _lines_alone(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n") or " "


def _lines_of(source: str, shown: str, missing: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not shown; where all seem to be, the first with a missing sign."""
    lines = [*enumerate(_spoken_lines(source))]
    lost = [
        (n, line)
        for n, (line, spoken) in lines
        if any(w not in shown for w in _WORD.findall(spoken))
    ]
    lost = (
        lost or [(n, line) for n, (line, spoken) in lines if any(s in missing for s in spoken)][:1]
    )
    for number, line in lost[:MAX_NAMED]:
        text = " ".join(line.split())
        yield number, text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _spoken_lines(source: str) -> list[tuple[str, str]]:
    """Return each line as written, and without what only a parser reads."""
    written, spoken = source.split("\n"), _spoken(source).split("\n")
    if len(spoken) != len(written):
        spoken = [_spoken(line) for line in written]
    return [*zip(written, spoken, strict=True)]
