"""HTML without what leads to pages that are gone: list items go whole, words of a text stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.output.takedown.addresses import without_addresses
from lianzhan.output.takedown.elements import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.output.takedown.addresses import Leads
    from lianzhan.output.takedown.elements import Element

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
_Span = tuple[int, int]
"""Where something begins and ends in a text, in characters."""
_HEADINGS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that begin an entry where nothing holds it together: what follows belongs to it."""


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
        elements = elements_of(self.text)
        found = [e for e in elements if any(map(self.leads, e.addresses))]
        spans = [span for element in found for span in self._spans(element)]
        spans += [(e.start, e.end) for e in elements if self._is_at_anchor(e)]
        spans += [(e.start, e.end) for e in _emptied(elements, spans)]
        spans += [span for link in _leading_into(elements, spans) for span in self._spans(link)]
        return without_addresses(_without(self.text, spans), self.leads)

    def _is_at_anchor(self, element: Element) -> bool:
        """Whether an element shows what is gone, on a page that shows other things, too."""
        ids = (value for name, value in element.attributes if name == "id")
        return any(self.leads(f"#{value}") for value in ids)

    def _spans(self, element: Element) -> list[_Span]:
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


def _emptied(elements: Iterable[Element], spans: list[_Span]) -> Iterator[Element]:
    """Yield what holds links, and only such as go: it would be words about nothing.

    Navigations, as those to the articles before and after, entries that unfold into lists of their
    own, and lists below a heading.
    """
    for element in elements:
        if element.tag in ("nav", "li") or _is_list_with_heading(element):
            links = [e for e in element.below() if e.tag == "a"]
            if links and all(_is_within(e, spans) for e in links):
                yield element


def _is_list_with_heading(element: Element) -> bool:
    first, *others = [e.tag for e in element.children] or [""]
    return element.tag == "div" and first in _HEADINGS and others == ["ul"]


def _leading_into(elements: list[Element], spans: list[_Span]) -> Iterator[Element]:
    """Yield the links of a page to parts of itself that go."""
    going = (e for e in elements if _is_within(e, spans))
    parts = {f"#{value}" for e in going for name, value in e.attributes if name == "id"}
    for element in elements if parts else ():
        if element.tag == "a" and not parts.isdisjoint(element.addresses):
            yield element


def _is_within(element: Element, spans: list[_Span]) -> bool:
    return any(start <= element.start and element.end <= end for start, end in spans)


def _without(text: str, spans: Iterable[_Span]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            kept.append(text[position:start])
        position = max(position, end)
    return "".join([*kept, text[position:]])
