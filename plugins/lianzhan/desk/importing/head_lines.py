"""A foreign head line by line: what its author typed, where YAML reads less, or nothing at all.

YAML takes " #" for the start of a comment, and refuses a head for one full-width colon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from lianzhan.desk.importing.aliases import Foreign

_PLAIN = re.compile(r"((?:([\w-]+)[ \t]*:|[ \t]*-)[ \t]+)([^\s\"'\[{|>&*!%@`?].*)")
"""A line whose value is a plain scalar: what leads up to it, its key, and the value."""
_BLOCK = re.compile(r"[\w-]+[ \t]*:[ \t]+[|>]")
_KEY = re.compile(r"([\w-]+)[ \t]*:")
_BEHIND = re.compile(r"[\"'\]}][ \t]+(#.*)")
"""A comment behind a value in quotes or brackets."""
_COMMENT = re.compile(r"(?:^|[ \t]+)#")
_FIELD = re.compile(r"([^\W\d][^\s:：,，#]{0,59})[ \t\u3000]*[:：](?![/\\])[ \t\u3000]*(.*)")
_ITEM = re.compile(r"[ \t\u3000]*[-–—•·][ \t\u3000]+(.+)")
_LIST = re.compile(r"[\[【](.*)[\]】]")
_COMMAS = re.compile(r"[,，、;；]")
_QUOTES = ('""', "''", "“”", "‘’", "「」", "『』")
_YAML_OWN = ("&", "*", "!", "|", ">", "{")
"""What begins a value that only YAML can read."""
_SPACE = " \t\u3000"


@dataclass(frozen=True, slots=True)
class Remarks:
    """A YAML head without the comments behind plain values that are no words; all its comments.

    `kept` are keys with values that hold words behind " #": nobody can tell whether they were
    meant as comments, so they stay.
    """

    text: str
    kept: tuple[tuple[str, str], ...]
    comments: tuple[str, ...]


def remarks_of(text: str, texts: Collection[str]) -> Remarks:
    """Return what of a head may be comments; `texts` are the keys that hold words."""
    lines, kept, comments = text.split("\n"), [], []
    key, is_block = "", False
    for number, line in enumerate(lines):
        if line[:1] not in ("", " ", "\t", "-", "#"):
            key = found[1].lower() if (found := _KEY.match(line)) else ""
            is_block = _BLOCK.match(line) is not None
        if "#" not in line or (is_block and line[:1] in (" ", "\t")):
            continue
        if line.lstrip().startswith("#"):
            comments.append(line.strip())
            continue
        plain = _PLAIN.fullmatch(line.rstrip())
        comment = (_COMMENT if plain else _BEHIND).search(plain[3] if plain else line)
        if comment is None:
            continue
        if plain and key in texts and not _opens_list(comment, lines[number + 1 :]):
            kept.append((key, plain[3]))
            continue
        comments.append(comment.string[comment.start() :].strip(" \t\"']}"))
        if plain:
            lines[number] = plain[1] + plain[3][: comment.start()]
    return Remarks("\n".join(lines), tuple(kept), tuple(comments))


def _opens_list(comment: re.Match[str], below: list[str]) -> bool:
    """Whether a comment stands in the place of a value whose items follow."""
    return not comment.start() and bool(below) and _ITEM.match(below[0]) is not None


def fields_by_line(text: str) -> tuple[tuple[str, Foreign], ...] | None:
    """Return the fields of a head of simple lines, with colons of any width; None for any other.

    A line is `key: value`, an item of a list below a key, or goes on with the value before.
    """
    fields: list[tuple[str, Foreign]] = []
    for line in text.split("\n"):
        if not line.strip(_SPACE) or line.lstrip(_SPACE).startswith("#"):
            continue
        before = fields[-1][1] if fields else None
        if item := _ITEM.fullmatch(line):
            if before is None or (isinstance(before, str) and before):
                return None
            items = [*before, _unquoted(item[1])]
            fields[-1] = (fields[-1][0], items)
        elif line[0] in _SPACE and fields:
            if not isinstance(before, str) or not before or _KEY.match(line.strip(_SPACE)):
                return None
            fields[-1] = (fields[-1][0], f"{before} {_unquoted(line)}")
        elif (field := _FIELD.fullmatch(line)) and not field[2].startswith(_YAML_OWN):
            fields.append((field[1].lower(), _value(field[2])))
        else:
            return None
    return tuple(fields) or None


def _value(written: str) -> Foreign:
    listed = _LIST.fullmatch(written.strip(_SPACE))
    if listed is None:
        return _unquoted(written)
    items = (_unquoted(item) for item in _COMMAS.split(listed[1]))
    return [item for item in items if item]


def _unquoted(written: str) -> str:
    text = written.strip(_SPACE)
    is_quoted = len(text) > 1 and f"{text[0]}{text[-1]}" in _QUOTES
    return text[1:-1].strip() if is_quoted and text[0] not in text[1:-1] else text
