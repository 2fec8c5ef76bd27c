"""Headings of sanitised HTML: at their level on a page, each with an id that stands once there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.reading.body.words import plain_text
from lianzhan.reading.links import RESERVED_IDS
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.reading.body.pieces import Html

_HEADING = late(r'<h([1-6])((?: [a-z-]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
_ID = late(r' id="([^"\s]+)"')
_NO_NAME = late(r"[^\w-]+")
_GIVEN = late(r"\s*\{#([^\s{}<>\"&#]+)\}\s*$")
_ANCHOR = late(r'<(a|li)((?: [a-z-]+="[^"]*")*?) (?:id|name)="([^"]*)"((?: [a-z-]+="[^"]*")*)>')
_OF_FOOTNOTE = ("fn-", "fnref-")


def with_ids(clean: Html) -> str:
    """Return HTML with headings shifted so that the highest is h2 (the title is h1), with ids.

    An id is the one that the author gives (`## 报名 {#join}`, `<h2 id="join">`) or the heading's
    words. One that the page has itself, or that stands before in the text, gets a number. Other
    elements keep the id that an author gave them where it is free.
    """
    taken = dict.fromkeys(RESERVED_IDS, 1)
    text = clean.text
    if ' id="' in clean.tags or ' name="' in clean.tags:
        text = _ANCHOR.sub(lambda found: _anchor(found, taken), text)
    return _with_named_headings(text, taken) if "<h" in clean.tags else text


def _with_named_headings(clean: str, taken: dict[str, int]) -> str:
    parts = _HEADING.split(clean)
    shift = 2 - int(min(parts[1::4], default="2"))
    for at in range(1, len(parts), 4):
        level, attributes, inner = min(int(parts[at]) + shift, 6), parts[at + 1], parts[at + 2]
        given = _ID.search(attributes) if attributes else None
        if "{#" in inner and (marked := _GIVEN.search(inner)):
            given, inner = marked, inner[: marked.start()]
        name = _free(given[1] if given else _named_after(inner), taken)
        parts[at : at + 3] = f'<h{level} id="{name}">', inner, f"</h{level}>"
    return "".join(parts)


def _named_after(inner: str) -> str:
    words = plain_text(inner) if "<" in inner or "&" in inner else " ".join(inner.split())
    return words if words.isalnum() else _NO_NAME.sub("-", words).strip("-") or "section"


def _free(name: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken: itself, or with a number; it is taken then."""
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 1
    return unique


def _anchor(match: re.Match[str], taken: dict[str, int]) -> str:
    """Return an element with its id where nothing has that yet, else without one."""
    tag, before, name, after = match.groups()
    rest = f"{before}{after}"
    if tag == "li" and not name.startswith(_OF_FOOTNOTE):
        return f"<{tag}{rest}>"
    if not name or name in taken or any(sign.isspace() for sign in name):
        return f"<{tag}{rest}>"
    taken[name] = 1
    return f'<{tag}{rest} id="{name}">'
