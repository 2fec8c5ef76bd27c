"""Text to fields and body: a head in any of the forms that generators write, or none.

YAML between `---` (Hugo, Jekyll, Hexo) or above it alone (Hexo), TOML between `+++` (Hugo, Zola),
JSON in braces (Hugo) or above `;;;` (Hexo), Pelican's `Key: value`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import ALIASES
from lianzhan.desk.importing.head_lines import fields_by_line
from lianzhan.desk.importing.head_values import (
    HEAD_LIMIT,
    UnreadableHeadError,
    fields_in_braces,
    fields_of,
    fields_of_mapping,
    is_blank,
)
from lianzhan.desk.importing.results import Note, note
from lianzhan.model.frozen import dataclass
from lianzhan.reading.front_matter import split

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lianzhan.desk.importing.head_values import Fields

UNREADABLE = "unreadable-head"
"""The key under which a head that can't be read is kept aside, as it stood."""
_KEY = re.compile(r"[\w-]+[ \t]*:")
_WIDE_KEY = re.compile(r"^([\w-]+)[ \t]*[:：]", re.MULTILINE)
_RULE = re.compile(r"-{3,}|;{3,}")
"""What ends a head of Hexo's, and may stand above it, too."""
_IN_A_HEAD = re.compile(r"([\w-]+|\"[\w-]+\")[ \t]*[:：]|[ \t]+\S|[-#]|\Z")
"""How a line of a head begins: with a key, as an item or a comment; or it is empty."""


@dataclass(frozen=True, slots=True)
class Head:
    """A split file: fields with lower-case keys in their order, repeats included, and the body."""

    fields: Fields
    body: str
    notes: tuple[Note, ...] = ()


def split_head(text: str, known: AbstractSet[str]) -> Head:
    """Split a text into head and body.

    A text that merely starts like a head ("Note: …", or a rule below a line) is none unless it has
    a known key.
    """
    lines = text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.strip())
    fence = lines[first].rstrip()
    if fence == "+++" or _RULE.fullmatch(fence):
        return _fenced(lines, first, fence, known)
    if fence.startswith("{"):
        return _braced("\n".join(lines[first:]), known) or _headless(text)
    if (last := _end_of_unopened(lines, first)) is not None:
        head = _head(lines, first, last, lines[last].rstrip())
        if not known.isdisjoint(key for key, _ in head.fields):
            return head
    front = split(text, "")
    keys = {key.text for key, _ in front.fields.items}
    if not keys.isdisjoint(known) and len(text) - len(front.body) <= HEAD_LIMIT:
        return Head(fields_of_mapping(front.fields), front.body)
    return _lines_of_an_office(lines, first, known) or _headless(text)


def _lines_of_an_office(lines: list[str], first: int, known: AbstractSet[str]) -> Head | None:
    """Read `标题：…` and other known keys, one a line down to an empty one; None for a text."""
    last = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    inside = "\n".join(lines[first:last])
    fields = fields_by_line(inside) if len(inside) <= HEAD_LIMIT else None
    if not fields or any(key not in known for key, _ in fields):
        return None
    is_head = any(key in ALIASES["title"] for key, _ in fields)
    return Head(fields, "\n".join(lines[last + 1 :])) if is_head else None


def _headless(text: str) -> Head:
    return Head((), text, (note("head-missing"),))


def _end_of_unopened(lines: list[str], first: int) -> int | None:
    """Return the line of the rule that ends a head without one above it; None if there is none.

    Only lines of a head stand before it.
    """
    size = 0
    for number, line in enumerate(lines[first:], first):
        size += len(line)
        if _RULE.fullmatch(line.rstrip()):
            return number
        if size > HEAD_LIMIT or not _IN_A_HEAD.match(line.rstrip()):
            return None
    return None


def _fenced(lines: list[str], first: int, fence: str, known: AbstractSet[str]) -> Head:
    ends = (fence, "...") if fence.startswith("-") else (fence,)
    last = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in ends), None)
    if last is None:
        return Head((), "\n".join(lines), (note("head-unclosed", fence=fence),))
    inside = "\n".join(lines[first + 1 : last])
    if fence.startswith("-") and not _has_key(inside, known):
        return _headless("\n".join(lines))
    return _head(lines, first + 1, last, fence)


def _has_key(text: str, known: AbstractSet[str]) -> bool:
    """Whether what stands between two rules is a head, and no paragraph: empty, or with a key."""
    if is_blank(text) or _KEY.search(text):
        return True
    return any(key.lower() in known for key in _WIDE_KEY.findall(text))


def _head(lines: list[str], first: int, last: int, fence: str) -> Head:
    """Read the head from a line up to the fence that ends it.

    One that can't be read is one field, as it stood.
    """
    inside, body = "\n".join(lines[first:last]), "\n".join(lines[last + 1 :])
    try:
        fields, notes = fields_of(inside, fence, first + 1)
    except UnreadableHeadError as error:
        return Head(((UNREADABLE, inside),), body, (error.note,))
    return Head(fields, body, notes)


def _braced(text: str, known: AbstractSet[str]) -> Head | None:
    """Read a head of JSON in braces; None where a text merely begins with one."""
    try:
        fields, end = fields_in_braces(text)
    except ValueError:
        return None
    return None if known.isdisjoint(dict(fields)) else Head(fields, text[end:].lstrip("\n"))
