"""A body's HTML to plain lines: no marks, nothing left out, each picture named in its place."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lianzhan.reading.body.sanitiser import INLINE
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

Attributes = list[tuple[str, str | None]]
_WITHIN_LINES = frozenset((*INLINE.split(), "span", "u"))
_CLOSE = frozenset({"li", "dt", "dd", "tr", "figcaption"})
"""Blocks that no empty line stands before, but the first of a group."""
_GROUPS = frozenset({"ul", "ol", "dl", "table"})
_KEPT = frozenset({("p", "signature"), ("pre", "")})
"""Blocks whose line ends are meant."""
_BLANKS = late(r"[ \t\r\n]+")
_WEB = ("http://", "https://")
_INDENT = "\u3000"


def plain_lines(body: str, picture: Callable[[str, str], str]) -> str:
    """Return the text of sanitised HTML: paragraphs with an empty line between them.

    A list has a line an item, a table a line a row with tabs between its cells. A link to another
    web site has its address behind it. `picture` says what stands for a picture, by its source and
    alternative text.
    """
    reader = _Reader(picture)
    reader.feed(body)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines).strip("\n")


class _Reader(HTMLParser):
    """Takes tags and words in their order, and gathers lines."""

    def __init__(self, picture: Callable[[str, str], str]) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._picture = picture
        self._here = ""
        self._before = ""
        self._is_close = self._is_first = False
        self._numbers: list[int | None] = []
        self._link: tuple[str, int] | None = None
        self._is_kept = False
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Begin a block, or mark what has no words of its own."""
        known = {name: value or "" for name, value in attrs}
        if tag in _WITHIN_LINES:
            self._inline(tag, known)
            return
        if tag in ("td", "th"):
            self._here = f"{self._here.rstrip(' ')}\t" if self._here.strip() else ""
            return
        self.end_line()
        self._is_close = tag in _CLOSE or (self._is_close and tag in ("p", "ul", "ol"))
        self._is_first = self._is_first or (tag in _GROUPS and not self._numbers)
        self._is_kept = (tag, known.get("class", "")) in _KEPT
        if tag in ("ul", "ol"):
            start = known.get("start", "")
            first = int(start) if start.isdecimal() else 1
            self._numbers.append(first if tag == "ol" else None)
        elif tag == "li":
            self._before = self._mark()

    def handle_endtag(self, tag: str) -> None:
        """End a block or a link."""
        if tag == "a":
            self._end_link()
        elif tag == "sup" and self._skipped == "sup":
            self._here, self._skipped = f"{self._here}]", ""
        elif tag not in _WITHIN_LINES and tag not in ("td", "th"):
            self.end_line()
            self._is_kept = False
            if tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()

    def handle_data(self, data: str) -> None:
        """Add words; blanks are folded but where line ends are meant."""
        if self._skipped == "a":
            return
        text = data if self._is_kept else _BLANKS.sub(" ", data)
        if not self._is_kept and self._here[-1:] in ("", " ", "\n", "\t"):
            text = text.lstrip(" ")
        self._here += text

    def end_line(self) -> None:
        """Put away what has been written, if it is anything."""
        text = self._here.strip("\n").rstrip()
        self._here = ""
        if not text:
            return
        if self.lines and (self._is_first or not self._is_close):
            self.lines.append("")
        indent = _INDENT * max(0, len(self._numbers) - 1)
        self.lines += f"{indent}{self._before}{text}".split("\n")
        self._before, self._is_close, self._is_first = "", False, False

    def _mark(self) -> str:
        """Return what stands before an item of the innermost list."""
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "· "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _inline(self, tag: str, known: dict[str, str]) -> None:
        if tag == "br":
            self._here = f"{self._here.rstrip(' ')}\n"
        elif tag == "img":
            self._here += self._picture(known.get("src", ""), known.get("alt", ""))
        elif tag == "a" and known.get("class") == "footnote-backref":
            self._skipped = "a"
        elif tag == "a":
            self._link = known.get("href", ""), len(self._here)
        elif tag == "sup" and known.get("class") == "footnote-ref":
            self._here, self._skipped = f"{self._here}[", "sup"

    def _end_link(self) -> None:
        """Add the address of a link to another web site, if its words do not say it."""
        address, start = self._link or ("", 0)
        if address.lower().startswith(_WEB) and address not in self._here[start:]:
            self._here += f"（{address}）"
        self._link = None
        self._skipped = "" if self._skipped == "a" else self._skipped
