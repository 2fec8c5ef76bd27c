"""Text to fields: the head of an article in either form, each value with its line.

YAML between `---` lines and Pelican's `Key: value` head mean the same. Every scalar stays the text
that was written (`0731` keeps its zero, `no` is no boolean); `fields` gives them their types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_PELICAN_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_FLOW_KEYS = frozenset({"review", "source", "tags"})

# What `plain_yaml` reads: a subset of YAML in which no character means anything but itself.
_WORD = r"\w\u00b7\u2010-\u2027\u3001-\u303f\uff01-\uffee"
"""Letters, digits and the marks of Chinese text; white space and YAML's indicators are none."""
_MORE = rf"[{_WORD}./+%()=;!-]*"
_PLAIN = rf"(?!null)[{_WORD}]{_MORE}(?:(?: (?=[{_WORD}])|:(?=[\w/])){_MORE})*"
_IN_QUOTES = rf"[{_WORD}./+%()=;!?:,#&\[\]{{}} -]*"
_QUOTED = rf"\"{_IN_QUOTES}\"|'{_IN_QUOTES}'"
_KEY = r"(?!null)[A-Za-z]\w{0,99}"
_FIELD = re.compile(rf"({_KEY}):(?: ([^\n]+)|((?:\n  - [^\n]+)+))(?:\n|\Z)")
_ITEM = re.compile(rf"{_PLAIN}|{_QUOTED}")
_PAIR = re.compile(rf"({_KEY}): ({_ITEM.pattern})")


class Scalar(NamedTuple):
    """A value as written, and its line.

    A head has dozens of values: as named tuples they are made in half the time of dataclasses.
    """

    text: str
    line: int


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Value, ...]
    line: int


class Mapping(NamedTuple):
    """Keys with values in the order written, repeats included."""

    items: tuple[tuple[Scalar, Value], ...]
    line: int


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A split file: fields with lower-case keys, the body, and the line the body starts at."""

    fields: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


class HeadError(Exception):
    """What is wrong with a head, and on which of its lines (from 1)."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


_WITHDRAWN = re.compile(r"[ \t]*status[ \t]*[:：][ \t]*[\"']?withdrawn\b", re.IGNORECASE)


def split(text: str, path: str) -> FrontMatter:
    """Split a file into front matter and body. A head that can't be read leaves no fields.

    But for `status: withdrawn` on a line of its own: a slip elsewhere must not undo a withdrawal.
    """
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    try:
        if lines[first].rstrip() == "---":
            return _split_yaml(lines, first)
        if _PELICAN_KEY.match(lines[first]):
            return _split_pelican(lines, first)
    except HeadError as error:
        fault = problem(path, error.line, "front-matter-syntax", reason=error)
    else:
        fault = problem(path, first + 1, "front-matter-missing")
    return FrontMatter(Mapping((*_withdrawal(lines),), 1), "", 1, (fault,))


def _withdrawal(lines: list[str]) -> Iterator[tuple[Scalar, Value]]:
    """Yield the status of a head that says so on one of its lines."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    is_yaml = lines[first].rstrip() == "---"
    for number, line in enumerate(lines[first + 1 :], first + 2):
        if line.rstrip() in ("---", "...") or not (is_yaml or line.strip()):
            return
        if _WITHDRAWN.match(line):
            yield Scalar("status", number), Scalar("withdrawn", number)
            return


def _split_yaml(lines: list[str], first: int) -> FrontMatter:
    closing = ("---", "...")
    last = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in closing), None)
    if last is None:
        raise HeadError("--- … ?", first + 1)
    fields = parse_yaml("\n".join(lines[first + 1 : last]), first + 2)
    if not isinstance(fields, Mapping) or not fields.items:
        raise HeadError("key: value ?", first + 2)
    return FrontMatter(_lower(fields), "\n".join(lines[last + 1 :]), last + 2)


def _split_pelican(lines: list[str], first: int) -> FrontMatter:
    end = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    if sum(map(len, lines[first:end])) > MAX_HEAD_CHARACTERS:
        raise HeadError(f"> {MAX_HEAD_CHARACTERS}", first + 1)
    blocks: list[tuple[Scalar, list[str]]] = []
    for index in range(first, end):
        line = lines[index]
        if line.startswith(("    ", "\t")) and blocks:
            blocks[-1][1].append(line.strip())
        elif match := _PELICAN_KEY.match(line):
            blocks.append((Scalar(match[1].lower(), index + 1), [(match[2] or "").strip()]))
        else:
            raise HeadError(f"Key: value ? {line.strip()[:40]}", index + 1)
    fields = tuple((key, _pelican_value(key, values)) for key, values in blocks)
    return FrontMatter(Mapping(fields, first + 1), "\n".join(lines[end + 1 :]), end + 2)


def _pelican_value(key: Scalar, values: list[str]) -> Value:
    """Lines of a key that may hold lists are YAML flow where they open a brace or bracket."""
    if key.text not in _FLOW_KEYS or not values[0].startswith(("{", "[")):
        return Scalar(" ".join(filter(None, values)), key.line)
    parsed = [parse_yaml(value, key.line + at) for at, value in enumerate(values) if value]
    return parsed[0] if len(parsed) == 1 else Sequence(tuple(parsed), key.line)


def _lower(fields: Mapping) -> Mapping:
    if all(key.text == key.text.lower() for key, _ in fields.items):
        return fields
    items = tuple((Scalar(key.text.lower(), key.line), value) for key, value in fields.items)
    return Mapping(items, fields.line)


def parse_yaml(text: str, line: int = 1) -> Value:
    """Parse one YAML value whose first line is `line`; raises HeadError."""
    if len(text) > MAX_HEAD_CHARACTERS:
        raise HeadError(f"> {MAX_HEAD_CHARACTERS}", line)
    plain = plain_yaml(text, line)
    if plain is not None:
        return plain
    from lianzhan.reading.any_yaml import any_yaml

    return any_yaml(text, line)


def plain_yaml(text: str, line: int) -> Mapping | None:
    """Return what YAML makes of a head in its simplest form, or None for any other.

    It saves nine tenths of the time that YAML's parser and its events take for the same.
    """
    fields: list[tuple[Scalar, Value]] = []
    position, at = 0, line
    while position < len(text):
        field = _FIELD.match(text, position)
        value = field and _plain_value(field[2], field[3], at)
        if not field or value is None:
            return None
        fields.append((Scalar(field[1], at), value))
        position = field.end()
        at += field[0].count("\n")
    return Mapping(tuple(fields), line)


def _plain_value(written: str | None, entries: str | None, line: int) -> Value | None:
    if written is None:
        below = enumerate((entries or "").split("\n  - ")[1:], line + 1)
        mappings = [_plain_mapping(entry, at) for at, entry in below]
        found = tuple(mapping for mapping in mappings if mapping is not None)
        return Sequence(found, line + 1) if len(found) == len(mappings) else None
    if written[0] == "[":
        items = [_plain_scalar(item[0], line) for item in _parted(_ITEM, written, "]")]
        return Sequence(tuple(items), line) if items else None
    if written[0] == "{":
        return _plain_mapping(written, line)
    return _plain_scalar(written, line) if _ITEM.fullmatch(written) else None


def _plain_scalar(written: str, line: int) -> Scalar:
    return Scalar(written[1:-1].strip() if written[0] in "\"'" else written, line)


@lru_cache(maxsize=4096)
def _plain_mapping(written: str, line: int) -> Mapping | None:
    """Read a mapping, or find it in another head: steps of a review are alike on most days."""
    pairs = _parted(_PAIR, written, "}") if written[0] == "{" else []
    found = [(Scalar(pair[1], line), _plain_scalar(pair[2], line)) for pair in pairs]
    return Mapping(tuple(found), line) if found else None


def _parted(pattern: re.Pattern[str], written: str, closing: str) -> list[re.Match[str]]:
    """Split a bracketed list at its commas; empty if it is not in the simple form."""
    found = []
    position = 2 if written.startswith(" ", 1) else 1
    while part := pattern.match(written, position):
        found.append(part)
        position = part.end()
        if written.startswith(",", position):
            position += 2 if written.startswith(" ", position + 1) else 1
        else:
            return found if written[position:] in {closing, f" {closing}"} else []
    return []
