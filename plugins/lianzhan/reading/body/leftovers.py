"""Markup that did not become any: it stands in the finished text, and readers would see it."""

from __future__ import annotations

import re
from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.reading.body.code import code_in, without_code
from lianzhan.reading.body.indents import indented_chunks, is_prose
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_TARGET = rf"(?:https?:|mailto:|tel:|www\.|\.{{0,2}}/|{_FILE}[）)\]])"
_MARKUP = (
    rf"!\[|\]\(|[!！][［【\[][^\n]{0, 200}?[］】\]][（(]|[\]］][（(](?:https?:|{_FILE}[）)])"
    r"|\{\{|\{%|｛｛|｛%|<%|\*\*|＊＊|^[ \t]*:::|\[\^[^\[\]\n]+\]|\^\[[^\[\]\n]+\]"
    r"|\[![^\[\]\n]{1,20}\]|\]\[[^\[\]\n]+\]|\[\[[^\[\]\n]+\]\]"
    rf"|[\]］][ \t\u3000]+[（(]{_TARGET}|[）)]\[{_TARGET}"
    r"|\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$"
    r"|^[ \t]*\|[^\n]*\|[ \t]*$"
    r"|__(?=[^\s_])[^_\n]*[\u3400-\u9fff][^_\n]*__|==(?=[^\s=])[^=\n]*[\u3400-\u9fff][^=\n]*=="
    r"|^[ \t]*#(?![#\s])[^\n#]*$"
    r"|^[ \t]*#{7,}[^\n]*|\[TOC\]|<o:p>"
)
_SIGNS = (
    *(("[", "["), ("#", "#"), ("](", "]"), (":::", ":::"), ("{{", "{"), ("{%", "{")),
    *(("<%", "<"), ("**", "*"), ("<o:p>", "<"), ("|", "|"), ("__", "_"), ("==", "=")),
    *(("{#", "{"), ("{.", "{"), ("{:", "{")),
)
"""ASCII signs of which one stands in every text with markup, and what then stands in its words."""
_WIDE_SIGNS = ("［", "］", "｛", "＊")
"""One of these, or of the two with wide brackets, stands in the words with any other markup."""
_MOST_LOOKED_AT = 200
"""Places of one text at which its words may have markup: more need not be told apart."""
_MOST_SCANNED = 300_000_000
"""Characters that are searched for the markup of one text: a fraction of a second."""
_PIECE = 32
"""Characters of a line by which markup that became none is told from the same that did."""
_SIDE, _SIGN = 16, 24
"""Characters beside markup, and of markup, by which it is found among the words."""
_BEFORE = late(r"[^\s*_`\[\]()<>\\&!~#|]*\Z")
_AFTER = late(r"[^\s*_`\[\]()<>\\&!~#|]*")
"""Words beside markup, of which the parser leaves what they are."""
_LINE = late(_MARKUP, re.MULTILINE)
_HAN = late("[\u3400-\u9fff]")


def leftovers(source: str, words: str, signs: str) -> Iterator[tuple[int, str]]:
    """Yield the markup of a text that stands in its HTML's words: its place, and its looks.

    `words` are those of the HTML, `signs` those of the text. What an author has set apart by a
    backslash, or as code, is meant to be shown. Of a line the first is yielded.
    """
    if not _may_have_some(words, signs):
        return
    searched = without_code(source)
    standing = islice(_standing(searched, words), _MOST_LOOKED_AT)
    count = end = 0
    for at in sorted(_left(standing, words, code_in(source))):
        if at < end or count == MAX_NAMED:
            continue
        end = _line_end(searched, at)
        yield at, searched[at:end].strip()[:SHOWN]
        count += 1


def _may_have_some(words: str, signs: str) -> bool:
    if any(sign in words for written, sign in _SIGNS if written in signs):
        return True
    if any(map(words.__contains__, _WIDE_SIGNS)):
        return True
    return "【" in words and ("！【" in words or "!【" in words)


def _standing(text: str, words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield markup that stands among the words, with what is on both sides of it in the text.

    After much searching, what is written as markup that stands there is taken for it, too.
    """
    places = _Places(words)
    scanned = 0
    for found in _LINE.finditer(text):
        if found.start() and text[found.start() - 1] == "\\":
            continue
        around = _folded(f"{_before(found)}{found[0].strip()[:_SIGN]}{_after(found)}")
        near = places.of(_folded(found[0]))
        scanned += len(near)
        if around in near or (near and scanned > _MOST_SCANNED):
            yield around, found


@dataclass(frozen=True, slots=True)
class _Places:
    """The words beside each mark that markup begins with."""

    words: str
    found: dict[str, str] = field(default_factory=dict)

    def of(self, sign: str) -> str:
        """Return the words around all places of a mark, one after another; "" if it has none."""
        mark = sign[:1] if sign[0] == "#" else sign[:2]
        if mark not in self.found:
            self.found[mark] = "\n".join(self._around(mark))
        return self.found[mark]

    def _around(self, mark: str) -> Iterator[str]:
        start = end = 0
        for found in re.finditer(re.escape(mark), self.words):
            if found.start() - _SIDE > end:
                yield self.words[start:end]
                start = found.start() - _SIDE
            end = found.start() + _SIGN + _SIDE
        yield self.words[start:end]


def _left(standing: Iterable[tuple[str, re.Match[str]]], words: str, coded: str) -> Iterator[int]:
    """Yield the places of markup that became none.

    That is markup whose line stands among the words as it is; and any other, if its looks stand
    there more often than these lines and the text's code have them, or were not searched for.
    """
    others: dict[str, list[re.Match[str]]] = {}
    lines: dict[int, str] = {}
    for around, found in standing:
        piece = _piece_of_line(found)
        if words.count(piece) > coded.count(piece):
            lines.setdefault(found.string.rfind("\n", 0, found.start()), piece)
            yield found.start()
        else:
            others.setdefault(around, []).append(found)
    shown_as_typed = "\n".join((coded, *lines.values()))
    for around, alike in others.items():
        shown = words.count(around)
        if not shown or shown > shown_as_typed.count(around):
            yield from (found.start() for found in alike)


def _before(found: re.Match[str]) -> str:
    before = _BEFORE.search(found.string, max(0, found.start() - _SIDE), found.start())
    return before[0] if before else ""


def _after(found: re.Match[str]) -> str:
    after = _AFTER.match(found.string, found.end(), found.end() + _SIDE)
    return after[0] if after else ""


def _piece_of_line(found: re.Match[str]) -> str:
    end = _line_end(found.string, found.start())
    piece = found.string[found.start() : min(end, found.end() + _PIECE)]
    return _folded(_before(found) + piece)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _folded(text: str) -> str:
    return " ".join(text.split())


def indented_code(source: str, signs: str) -> Iterator[tuple[int, str]]:
    """Yield where indented lines with Chinese words have become code: their place and start."""
    if "    " not in signs and "\t" not in signs:
        return
    lines = without_code(source).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for chunk in indented_chunks(lines):
        first = next((n for n in chunk if _HAN.search(lines[n])), None)
        if first is not None and not is_prose([lines[n] for n in chunk]):
            yield starts[first], lines[first].strip()[:SHOWN]
