"""Reads feeds, sitemaps and outlines as their readers do; yields what is wrong as (kind, detail)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import feedparser

from fuzz.markup import UNWANTED, foreign_scheme, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fault = tuple[str, str]
_ADDRESS = frozenset((
    "external_url", "feed_url", "guid", "home_page_url", "href", "icon", "id", "image", "link", "loc", "src", "url",
))  # fmt: skip
_ID = re.compile(r"urn:uuid:[0-9a-f-]{36}")
"""What entries are known by (RFC 4122): no address."""
_HTML_IN_RSS = frozenset({"description", "encoded", "title"})
"""What readers of RSS take for HTML; in Atom, the attribute `type` says it."""


def xml_faults(path: str, text: str) -> Iterator[Fault]:
    """Yield what is wrong in a feed or another file of XML."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield "feed fault", str(error)
        return
    for element in root.iter():
        name, inner = element.tag.rpartition("}")[2], element.text or ""
        found = [v for key, v in element.items() if key.rpartition("}")[2] in _ADDRESS]
        yield from _addresses([*found, *([inner] if name in _ADDRESS else [])])
        is_rss = path.endswith("feed.xml") and name in _HTML_IN_RSS
        yield from _text(inner, is_html=is_rss or element.get("type") in ("html", "xhtml"))
    if path.endswith(("/news/feed.xml", "/news/atom.xml")):
        parsed = feedparser.parse(text.encode())
        if parsed.bozo:
            yield "feed fault", str(parsed.bozo_exception)


def json_faults(text: str) -> Iterator[Fault]:
    """Yield what is wrong in a JSON feed."""
    waiting: list[tuple[str, object]] = [("", json.loads(text))]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(key, item) for item in value]
        elif isinstance(value, str):
            yield from _addresses([value] if key in _ADDRESS else [])
            yield from _text(value, is_html=key == "content_html")


def _addresses(addresses: Iterable[str]) -> Iterator[Fault]:
    for address in addresses:
        if foreign_scheme(address) and not _ID.fullmatch(address):
            yield "foreign scheme", address[:120]


def _text(text: str, *, is_html: bool) -> Iterator[Fault]:
    if is_html:
        yield from read(text).faults
    elif unwanted := UNWANTED.search(text):
        yield "control character", f"U+{ord(unwanted[0]):04X}"
