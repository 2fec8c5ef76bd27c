"""Reads finished HTML as a browser would: what runs, where it leads, what can't be seen."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

from own_scripts import without_own_scripts

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What an address may begin with: docs/codes.md, unsafe-link."""
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Controls but tab and line ends, halves of characters, non-characters, overrides of direction."""
_ACTIVE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "form",
        "template",
        "noscript",
        "svg",
        "math",
    ]
)
_HOLDS_ADDRESS = frozenset(
    [
        "href",
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "data",
        "cite",
        "background",
        "xlink:href",
        "longdesc",
    ]
)
_IGNORED = re.compile("[\t\n\r]")
"""What browsers take out of an address before they read it (URL Standard, 4.4)."""
_ENDS = "".join(map(chr, range(33)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def foreign_scheme(address: str) -> bool:
    """Whether an address begins with a scheme that is not allowed, also once it is unquoted."""
    return any(map(_is_foreign, (address, unquote(address), unquote(unquote(address)))))


def _is_foreign(address: str) -> bool:
    found = _SCHEME.match(_IGNORED.sub("", address.strip(_ENDS)))
    return found is not None and found[1].lower() not in SCHEMES


_OF_THE_THEME = {("svg", "call-icon"), ("svg", "qr-code"), ("form", "find")}
"""Drawings, and the portal's search: no body keeps such an element, whatever its class or role."""


def _is_the_themes(tag: str, attributes: dict[str, str | None]) -> bool:
    return (tag, attributes.get("class") or attributes.get("role")) in _OF_THE_THEME


class Reader(HTMLParser):
    """Gathers what is wrong in a document, as (kind, detail), and its addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self.slots = 0
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE and not _is_the_themes(tag, dict(attrs)):
            self.faults.append(("active element", f"<{tag}>"))
        for name, value in attrs:
            if name.startswith("on"):
                self.faults.append(("event handler", f"<{tag} {name}>"))
            if name == "srcdoc":
                self.faults.append(("active element", f"<{tag} srcdoc>"))
            if name == "data-slot" and value == "pinned":
                self.slots += 1
            if value and name in _HOLDS_ADDRESS:
                self._address(name, value)
            if value:
                self._texts.append(value)

    def _address(self, name: str, value: str) -> None:
        found = (
            [part.split()[0] for part in value.split(",") if part.strip()]
            if name == "srcset"
            else [value]
        )
        self.addresses += found
        self.faults += [
            ("foreign scheme", address[:120]) for address in found if foreign_scheme(address)
        ]

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    @property
    def text(self) -> str:
        """All that stands in the document, marks taken off and references resolved."""
        return "\n".join(self._texts)


def read(html: str) -> Reader:
    """Read a document or a part of one."""
    reader = Reader()
    reader.feed(without_own_scripts(html))
    reader.close()
    unwanted = UNWANTED.search(html) or UNWANTED.search(reader.text)
    if unwanted:
        reader.faults.append(("control character", f"U+{ord(unwanted[0]):04X}"))
    return reader
