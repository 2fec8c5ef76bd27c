"""HTML without what leads to pages that are gone: list items go whole, words of a text stay."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.output.tags import VOID, TagParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Leads = Callable[[str], bool]
"""Whether an address, unescaped, leads to a page that is gone."""

_ITEMS = frozenset({"article", "dd", "figure", "li", "option", "tr"})
"""Elements that stand for one entry of a list, whatever the theme."""
_FRAMES = frozenset(
    {
        "aside", "body", "dl", "footer", "form", "head", "header", "html", "main", "nav", "ol",
        "section", "select", "table", "tbody", "thead", "ul",
    }
)  # fmt: skip
"""Elements that hold a page together: they stay, even if nothing is left in them."""
_AROUND_TEXT = frozenset({"aside", "footer", "header", "nav"})
"""On an article's page, links in these are the theme's; all others are its author's."""
_HEADINGS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that begin an entry where nothing holds it together: what follows belongs to it."""
_CLOSES_ITSELF = frozenset({"dd", "dt", "li", "option", "p", "tr"})
"""Elements that end where the next of their kind begins (HTML, 13.1.2.4)."""
_LINK = re.compile(r"<a\b[^<>]*?\shref=(?:\"([^\"]*)\"|'([^']*)')[^<>]*>(.*?)</a>", re.DOTALL)
_WORD = re.compile(r"(?:[^\s\"'<>()\[\]{}\\]++|\\/|\\u[0-9a-fA-F]{4})++")
"""What an address may stand in, if not in a tag: no pattern of addresses, so that it is quick.

JSON and scripts may write "\\/" for a slash, and four digits for any other character.
"""
_START = re.compile(r"(?:https?:)?//|(?<=[^\w./%~-])[\w./%~-]")
_END = re.compile(r"\.html(?:[#?][\w./%~=&-]*)?")


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


@dataclass(frozen=True)
class PageEdit:
    """One page to be freed of what leads to gone pages.

    `is_article` says of an address whether it leads to any article, `is_text` whether this page is
    an article's own: there, a link in the text loses its target and keeps its words.
    """

    text: str
    leads: Leads
    is_article: Leads
    is_text: bool

    def result(self) -> str:
        """Return the page without them."""
        elements = _Reader(self.text).all
        found = [e for e in elements if any(map(self.leads, e.addresses))]
        spans = [span for element in found for span in self._spans(element)]
        spans += [(e.start, e.end) for e in _emptied(elements, spans)]
        return without_addresses(_without(self.text, spans), self.leads)

    def _spans(self, element: Element) -> list[tuple[int, int]]:
        if element.tag in ("link", "meta", "base"):
            return [(element.start, element.end)]
        is_words = self.is_text and _AROUND_TEXT.isdisjoint(e.tag for e in element.around())
        if is_words and element.tag == "a":
            return [(element.start, element.inner), (element.inner_end, element.end)]
        whole = self._entry(element)
        return [(whole.start, self._end_of(whole))]

    def _end_of(self, entry: Element) -> int:
        """Return where an entry ends: one that is a heading, where something else begins."""
        end = entry.end
        after = entry.parent.children if entry.parent and entry.tag in _HEADINGS else []
        for element in (e for e in after if e.start >= entry.end):
            links = [e for e in (element, *element.below()) if e.tag == "a"]
            if element.tag in _HEADINGS | _FRAMES or not all(
                any(map(self.leads, link.addresses)) for link in links
            ):
                break
            end = element.end
        return end

    def _entry(self, element: Element) -> Element:
        """Return the entry of a list that an element stands in: what shows this one article."""
        for above in element.around():
            if above.tag in _ITEMS and not self._shows_others(above):
                return above
            if above.tag in ("main", "nav", "body"):
                break
        entry = element
        for outer in element.around():
            if outer.tag in _FRAMES or _is_slot(outer) or self._shows_others(outer):
                break
            entry = outer
        return entry

    def _shows_others(self, element: Element) -> bool:
        """Whether there are links to other articles in an element."""
        links = (address for e in element.below() if e.tag == "a" for address in e.addresses)
        return any(self.is_article(link) and not self.leads(link) for link in links)


def _is_slot(element: Element) -> bool:
    return any(name == "data-slot" for name, _ in element.attributes)


def _emptied(elements: Iterable[Element], spans: list[tuple[int, int]]) -> Iterator[Element]:
    """Yield navigations of which every link goes, as those to the articles before and after."""
    for element in elements:
        links = [e for e in element.below() if e.tag == "a"] if element.tag == "nav" else []
        if links and all(any(a <= e.start and e.end <= b for a, b in spans) for e in links):
            yield element


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            kept.append(text[position:start])
        position = max(position, end)
    return "".join([*kept, text[position:]])


def without_links(text: str, leads: Leads) -> str:
    """Return HTML in which links to gone pages have become their words."""

    def words(match: re.Match[str]) -> str:
        address = html.unescape(match[1] or match[2] or "")
        return match[3] if leads(address) else match[0]

    return _LINK.sub(words, text)


def without_addresses(text: str, leads: Leads) -> str:
    """Return any text without the addresses of gone pages, wherever else they stand in it."""

    def kept(match: re.Match[str]) -> str:
        word = match[0]
        if ".html" not in word:
            return word
        plain = _unescaped(word)
        freed = _without_address(plain, leads)
        return word if freed == plain else _escaped_as(word, freed)

    return _WORD.sub(kept, text)


def _unescaped(word: str) -> str:
    """Return a word of JSON or a script as it is read; one without a backslash is as it is."""
    if "\\" not in word:
        return word
    with suppress(ValueError):
        return str(json.loads(f'"{word}"'))
    return word


def _escaped_as(before: str, word: str) -> str:
    """Return a word escaped as it was before."""
    if "\\u" in before:
        word = json.dumps(word)[1:-1]
    return word.replace("/", "\\/") if "\\/" in before else word


def _without_address(word: str, leads: Leads) -> str:
    """Return a word without the addresses in it: Chinese text has no spaces around one."""
    starts = [match.start() for match in _START.finditer(word)]
    kept, begin = [], 0
    for end in (match.end() for match in _END.finditer(word)):
        within = (begin, *(start for start in starts if begin < start < end))
        found = (start for start in within[::-1] if leads(html.unescape(word[start:end])))
        start = next(found, None)
        if start is not None:
            kept.append(word[begin:start])
            begin = end
    return "".join([*kept, word[begin:]])
