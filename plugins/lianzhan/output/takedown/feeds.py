"""Feeds, sitemaps and other XML and JSON without what leads to pages that are gone."""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import TYPE_CHECKING
from xml.parsers import expat

from lianzhan.model.frozen import dataclass
from lianzhan.output.takedown.addresses import without_addresses, without_links

if TYPE_CHECKING:
    from lianzhan.output.takedown.addresses import Leads

_ROWS = frozenset({"deleted-entry", "entry", "item", "outline", "sitemap", "url"})
"""Elements that stand for one thing: RSS, Atom with RFC 6721, OPML, sitemaps."""
_NAMING = frozenset({"guid", "id", "link", "loc"})
"""Elements in a row that hold its address: as text, or in the attribute `href`."""
_ADDRESS_ATTRIBUTES = ("href", "url", "htmlUrl", "xmlUrl")
_TAG = re.compile(rb"<[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_ESCAPED_LINK = re.compile(
    r"&lt;a\b(?:(?!&gt;).)*?href=(?:\"|&quot;|&#34;)(.*?)(?:\"|&quot;|&#34;)"
    r"(?:(?!&gt;).)*?&gt;(.*?)&lt;/a&gt;",
    re.DOTALL,
)

_HALF = re.compile("[\ud800-\udfff]")
_DATA = re.compile(r"(<script\b[^<>]*json[^<>]*>)(.*?)(?=</script)", re.DOTALL | re.IGNORECASE)


@dataclass
class _Row:
    """A row that is being read: where it begins, how deep it stands, what it is about."""

    start: int
    depth: int
    addresses: list[str] = field(default_factory=list)


class _Rows:
    """Finds the rows of an XML document that are about gone pages."""

    def __init__(self, data: bytes, leads: Leads) -> None:
        self._data = data
        self._leads = leads
        self._open: list[_Row] = []
        self._depth = 0
        self._text: list[str] | None = None
        self.spans: list[tuple[int, int]] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = name.rpartition(":")[2]
        held = [attributes[a] for a in _ADDRESS_ATTRIBUTES if a in attributes]
        if name in _ROWS:
            self._open.append(_Row(self._parser.CurrentByteIndex, self._depth, held))
        elif self._names_row(name):
            self._open[-1].addresses += held
            self._text = []

    def _names_row(self, name: str) -> bool:
        return name in _NAMING and bool(self._open) and self._open[-1].depth == self._depth - 1

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._text is not None and self._names_row(name):
            self._open[-1].addresses.append("".join(self._text))
            self._text = None
        if name in _ROWS and self._open and self._open[-1].depth == self._depth:
            row = self._open.pop()
            if any(map(self._leads, row.addresses)):
                self.spans.append((row.start, self._end_of(row)))
        self._depth -= 1

    def _end_of(self, row: _Row) -> int:
        """Return where an element that ends here is over; one without content has no end tag."""
        tag = _TAG.match(self._data, row.start)
        if tag and tag[0].endswith(b"/>"):
            return tag.end()
        return self._data.find(b">", self._parser.CurrentByteIndex) + 1


def xml_without(data: bytes, leads: Leads) -> bytes:
    """Return an XML document without the rows that are about gone pages; links lose their target.

    One that can't be parsed loses the addresses alone.
    """
    try:
        spans = _Rows(data, leads).spans
    except expat.ExpatError:
        spans = []
    for start, end in sorted(spans, reverse=True):
        after = end + 1 if data[end : end + 1] == b"\n" else end
        data = data[:start] + data[after:]
    text = data.decode("utf-8", "surrogateescape")
    text = without_links(text, leads)
    text = _ESCAPED_LINK.sub(lambda m: m[2] if leads(m[1]) else m[0], text)
    return without_addresses(text, leads).encode("utf-8", "surrogateescape")


def json_without(data: bytes, leads: Leads) -> bytes:
    """Return a JSON document without the objects that are about gone pages.

    One that can't be parsed loses the addresses alone.
    """
    text = data.decode("utf-8", "surrogateescape")
    try:
        document = json.loads(text)
        value = _value(document, leads)
        freed = data if value == document else _written_as(text, value)
    except (ValueError, RecursionError):
        freed = without_addresses(text, leads).encode("utf-8", "surrogateescape")
    return freed


def _written_as(before: str, value: object) -> bytes:
    """Return a document in the form of another one. Half characters can only be escaped."""
    indent = 1 if before.startswith(("{\n", "[\n")) else None
    separators = None if indent else (",", ":")
    end = "\n" if before.endswith("\n") else ""
    is_escaped = before.isascii()
    text = json.dumps(value, ensure_ascii=is_escaped, indent=indent, separators=separators)
    return (_HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + end).encode()


def data_without(text: str, leads: Leads) -> str:
    """Return a page whose scripts that are data, such as JSON-LD, hold nothing about gone pages."""

    def freed(match: re.Match[str]) -> str:
        data = match[2].encode("utf-8", "surrogateescape")
        without = json_without(data, leads)
        if without == data:
            return match[0]
        plain = without.decode("utf-8", "surrogateescape").replace("</", "<\\/")
        return match[1] + plain.replace("<!--", "\\u003c!--")

    return _DATA.sub(freed, text)


def _value(value: object, leads: Leads) -> object:
    if isinstance(value, dict):
        return {
            key: _value(held, leads)
            for key, held in value.items()
            if not leads(key) and not (isinstance(held, dict) and _is_about_gone(held, leads))
        }
    if isinstance(value, list):
        return [_value(held, leads) for held in value if not _is_about_gone(held, leads)]
    if isinstance(value, str):
        return without_addresses(without_links(value, leads), leads)
    return value


def _is_about_gone(value: object, leads: Leads) -> bool:
    held = value.values() if isinstance(value, dict) else (value,)
    return any(isinstance(text, str) and " " not in text and leads(text) for text in held)
