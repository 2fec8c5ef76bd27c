"""Markup that did not become any: it stands in the finished text, and readers would see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.reading.body.code import without_code
from lianzhan.reading.body.indents import indented_chunks, is_prose
from lianzhan.reading.body.signs import has_wide_marks, narrow
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP_LEFT = warning(
    "markup-left",
    N_("“{markup}”没有成为排版，会原样显示给读者"),
    N_(
        "检查括号是否成对、是否半角，文件名里有没有括号；模板代码请删除；确实要显示的，在符号前加反斜杠“\\”"
    ),
)
INDENTED_CODE = warning(
    "indented-code",
    N_("“{words}”前面缩进了四格以上，会显示为代码"),
    N_("删除行首的空格或制表符；确实是代码的，放在两行 ``` 之间"),
)
SHOWN = 40
MAX_NAMED = 20

_FILE = r"[^\n（）()]*?\.(?:jpe?g|png|gif|webp|bmp|svg|docx?|xlsx?|pptx?|pdf|md|html?)"
_MARKUP = (
    rf"!\[|\]\(|[!！][［【\[][^\n]*?[］】\]][（(]|[\]］][（(](?:https?:|{_FILE}[）)])"
    r"|\{\{|\{%|｛｛|｛%|<%|\*\*|＊＊|^[ \t]*:::|\[\^[^\[\]\n]+\]|\^\[[^\[\]\n]+\]"
    r"|\[!(?i:note|tip|important|warning|caution)\]|\]\[[^\[\]\n]+\]"
    r"|^[ \t]*#(?![#\s])[^\n#]*$"
    r"|^[ \t]*#{7,}[^\n]*|\[TOC\]|<o:p>"
)
_SIGNS = re.compile(rb"[\[#]|\]\(|:::|\{[{%]|<%|\*\*|<o:p>")
"""One of these stands in the words of every body that has markup left."""
_SIDE = 16
_BEFORE = late(r"[^\s*_`\[\]()<>\\&!~#|]*\Z")
_AFTER = late(r"[^\s*_`\[\]()<>\\&!~#|]*")
"""Words beside markup, of which the parser leaves what they are."""
_LINE = late(_MARKUP, re.MULTILINE)
_HAN = late("[\u3400-\u9fff]")


def leftovers(source: str, words: str) -> Iterator[tuple[int, str]]:
    """Yield the markup of a text that stands in its HTML's words: its place, and its looks.

    `words` are those of the HTML. What an author has set apart by a backslash, or as code, is meant
    to be shown.
    """
    if not _SIGNS.search(narrow(words)) and not has_wide_marks(words):
        return
    searched = without_code(source)
    count = end = 0
    for found in _LINE.finditer(searched):
        is_meant = found.start() and searched[found.start() - 1] == "\\"
        if found.start() < end or is_meant or not _stands(found, words):
            continue
        end = searched.find("\n", found.start())
        end = len(searched) if end < 0 else end
        yield found.start(), searched[found.start() : end].strip()[:SHOWN]
        count += 1
        if count == MAX_NAMED:
            return


def _stands(found: re.Match[str], words: str) -> bool:
    """Whether markup stands among the words, with what stands on both sides of it in the text."""
    text, sign = found.string, found[0].strip()
    before = _BEFORE.search(text, max(0, found.start() - _SIDE), found.start())
    after = _AFTER.match(text, found.end(), found.end() + _SIDE)
    around = f"{before[0] if before else ''}{sign}{after[0] if after else ''}"
    return " ".join(around.split()) in words


def indented_code(source: str) -> Iterator[tuple[int, str]]:
    """Yield where indented lines with Chinese words have become code: their place and start."""
    if "\n    " not in source and "\t" not in source:
        return
    lines = without_code(source).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for chunk in indented_chunks(lines):
        first = next((n for n in chunk if _HAN.search(lines[n])), None)
        if first is not None and not is_prose([lines[n] for n in chunk]):
            yield starts[first], lines[first].strip()[:SHOWN]
