"""Code in a Markdown text, put aside while the rest is mended: what stands in it is as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

_FENCED = (
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)[^\n]*\n"
    r"(?:(?:(?!^[ \t>]*(?P=fence)[`~]*[ \t]*$)[^\n]*\n)*(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$)?)"
)
_SPAN = r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]{1,500}?(?<!`)(?P=ticks)(?!`)"
_CODE = late(rf"{_FENCED}|{_SPAN}", re.MULTILINE)
_SHELF = "\ue0f0{}\ue0f1"
_SHELVED = late("\ue0f0([0-9]+)\ue0f1")
_SIGN = late(r"[^\n]")
_OWN = late("[\ue0f0\ue0f1]")


def outside_code(text: str, mend: Callable[[str], str]) -> str:
    """Return a Markdown text mended everywhere but in fenced code and code spans.

    `mend` sees a sign of private use in the place of each. A text that holds such signs itself is
    not mended at all.
    """
    if "`" not in text and "~~~" not in text:
        return mend(text)
    if _OWN.search(text):
        return text
    shelf = _Shelf([])
    return _SHELVED.sub(shelf.taken, mend(_CODE.sub(shelf.put, text)))


def without_code(text: str, instead: str = " ") -> str:
    """Return a Markdown text with blanks in the place of code: all else keeps its place.

    `instead` of them another sign may stand there.
    """
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE.sub(lambda match: _SIGN.sub(instead, match[0]), text)


def code_in(text: str) -> str:
    """Return the code of a Markdown text alone, white space folded."""
    if "`" not in text and "~~~" not in text:
        return ""
    return " ".join(" ".join(match[0] for match in _CODE.finditer(text)).split())


@dataclass(frozen=True, slots=True)
class _Shelf:
    pieces: list[str]

    def put(self, match: re.Match[str]) -> str:
        self.pieces.append(match[0])
        return _SHELF.format(len(self.pieces) - 1)

    def taken(self, match: re.Match[str]) -> str:
        return self.pieces[int(match[1])]
