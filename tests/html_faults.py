"""What is wrong with a piece of HTML, by the rules that a piece can be held against without a page.

All elements are closed, in their order; each stands where it may (HTML, 4 and 13.1). Stricter than
browsers, which take anything.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"img", "input", "link", "meta", "path", "source", "wbr"}
PHRASING = {
    "a", "button", "em", "img", "input", "label", "path", "picture", "script", "source", "span",
    "strong", "svg", "time", "wbr"
}  # fmt: skip
FLOW = {
    "article", "aside", "details", "div", "dl", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "header",
    "legend", "nav", "ol", "p", "section", "summary", "table", "ul"
}  # fmt: skip
PHRASES_ONLY = {
    "a",
    "button",
    "h1",
    "h2",
    "h3",
    "h4",
    "label",
    "p",
    "span",
    "strong",
    "summary",
    "time",
}
ONLY_IN = {
    "dd": {"dl"}, "dt": {"dl"}, "li": {"ol", "ul"}, "source": {"picture"}, "path": {"svg"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"}
}  # fmt: skip
ONLY_HOLDS = {
    "dl": {"dd", "dt"}, "ol": {"li"}, "ul": {"li"}, "picture": {"source", "img"}, "svg": {"path"},
    "table": {"thead", "tbody"}, "thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"}
}  # fmt: skip
NEEDS = {
    "a": "href",
    "button": "type",
    "img": "alt",
    "input": "type",
    "link": "href",
    "time": "datetime",
}
NAMED = {"nav": "aria-label", "section": "aria-labelledby"}
_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);)")
BOOLEAN = {"checked", "defer", "disabled", "hidden", "open", "readonly", "required"}
"""Attributes that say what they say by being there (HTML, 2.3.2)."""


class _Reader(HTMLParser):
    """Hears of tags and notes what is wrong with them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        parent = self.open[-1] if self.open else ""
        known = PHRASING | FLOW | VOID | {*ONLY_IN}
        checks = {
            "unknown": tag not in known,
            "an attribute twice": len(values) != len(attrs),
            "an attribute without a value": {n for n, v in attrs if v is None} - BOOLEAN,
            "an empty address": values.get("href") == "" or values.get("src") == "",
            "an attribute is missing": {NEEDS.get(tag), NAMED.get(tag)} - {None} - values.keys(),
            "not in here": parent in PHRASES_ONLY and tag not in PHRASING,
            "a link in a link": tag == "a" and "a" in self.open,
            "not for this": bool(self.open) and parent not in ONLY_IN.get(tag, {parent}),
            "only others": tag not in ONLY_HOLDS.get(parent, {tag}),
        }
        self.faults += [f"<{tag}>: {fault}" for fault, is_so in checks.items() if is_so]
        self.ids += [values["id"] or ""] if "id" in values else []
        self.labels += (values.get("aria-labelledby") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open[-1:] != ["svg"]:
            self.faults.append(f"<{tag}/>: a slash")

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}>: closes {self.open[-1:]}")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in ONLY_HOLDS:
            self.faults.append(f"<{self.open[-1]}>: text")
        if "<" in data or ">" in data:
            self.faults.append(f"{data!r}: no tag")


def html_faults(text: str) -> list[str]:
    """Return all faults of a piece of HTML, each in some words."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    twice = {name for name in reader.ids if reader.ids.count(name) > 1}
    return [
        *reader.faults,
        *(f"<{tag}>: not closed" for tag in reader.open),
        *(f"id {name}: twice" for name in sorted(twice)),
        *(f"id {name}: nowhere" for name in reader.labels if name not in reader.ids),
        *(f"{found.group()} at {found.start()}: no entity" for found in _AMPERSAND.finditer(text)),
    ]
