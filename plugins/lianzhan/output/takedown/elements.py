"""A page as elements that know where they stand in its text, so that they can be cut out of it."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.output.tags import VOID, TagParser

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSES_ITSELF = frozenset({"dd", "dt", "li", "option", "p", "tr"})
"""Elements that end where the next of their kind begins (HTML, 13.1.2.4)."""


@dataclass(eq=False)
class Element:
    """An element of a page: where its tags and its content begin and end, in characters."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    inner: int
    parent: Element | None
    inner_end: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def around(self) -> Iterator[Element]:
        """Yield the elements that it stands in, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def below(self) -> Iterator[Element]:
        """Yield the elements that stand in it."""
        waiting = list(self.children)
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element.children

    @property
    def addresses(self) -> list[str]:
        """What its attributes hold, as far as it could be an address."""
        found = []
        for name, value in self.attributes:
            parts = value.split(",") if name == "srcset" else [value.rpartition("url=")[2]]
            found += [part.split()[0] for part in parts if part.strip()]
        return found


def elements_of(text: str) -> list[Element]:
    """Return the elements of a page in the order in which they begin."""
    return _Reader(text).all


class _Reader(TagParser):
    """Reads a page into elements with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.all: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        self._end(0, len(text), len(text))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        start = self._here()
        if tag in _CLOSES_ITSELF and self._open and self._open[-1].tag == tag:
            self._end(len(self._open) - 1, start, start)
        inner = start + len(self.get_starttag_text() or "")
        attributes = tuple((name, value or "") for name, value in attrs)
        above = self._open[-1] if self._open else None
        element = Element(tag, attributes, start, inner, above, inner, inner)
        self.all.append(element)
        if above:
            above.children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; HTML has no others that close themselves than the void ones."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the last element of that name, and what was left open in it."""
        start = self._here()
        end = self._text.find(">", start) + 1 or len(self._text)
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number].tag == tag:
                self._end(number, start, end)
                return

    def _end(self, number: int, inner_end: int, end: int) -> None:
        for element in self._open[number + 1 :]:
            element.inner_end = element.end = inner_end
        for element in self._open[number : number + 1]:
            element.inner_end, element.end = inner_end, end
        del self._open[number:]
