"""Text to fields: the head of an article in either form, each value with its line.

YAML between `---` lines and Pelican's `Key: value` head mean the same. Every scalar stays the text
that was written (`0731` keeps its zero, `no` is no boolean); `article` gives them their types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import yaml

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.text import UNWANTED

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 6
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
_ITEM = rf"(?:{_PLAIN}|{_QUOTED})"
_MAPPING = rf"\{{ ?{_KEY}: {_ITEM}(?:, ?{_KEY}: {_ITEM})* ?\}}"
_FIELD = re.compile(
    rf"({_KEY}):(?: ({_PLAIN}|{_QUOTED})"
    rf"| \[ ?({_ITEM}(?:, ?{_ITEM})*) ?\]| ({_MAPPING})|((?:\n  - {_MAPPING})+))(?:\n|\Z)"
)
_ITEMS = re.compile(_ITEM)
_PAIRS = re.compile(rf"({_KEY}): ({_ITEM})")


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
_Stack = list[tuple[int, list[Value]]]
"""Collections that are open while YAML is read: the line each starts at, and its values so far."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A split file: fields with lower-case keys, the body, and the line the body starts at."""

    fields: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


class _HeadError(Exception):
    """What is wrong with a head, and on which of its lines (from 1)."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def split(text: str, path: str) -> FrontMatter:
    """Split a file into front matter and body. A head that can't be read leaves no fields."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    try:
        if lines[first].rstrip() == "---":
            return _split_yaml(lines, first)
        if _PELICAN_KEY.match(lines[first]):
            return _split_pelican(lines, first)
    except _HeadError as error:
        fault = problem(path, error.line, "front-matter-syntax", reason=error)
    else:
        fault = problem(path, first + 1, "front-matter-missing")
    return FrontMatter(Mapping((), 1), "", 1, (fault,))


def _split_yaml(lines: list[str], first: int) -> FrontMatter:
    closing = ("---", "...")
    last = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in closing), None)
    if last is None:
        raise _HeadError("--- … ?", first + 1)
    fields = parse_yaml("\n".join(lines[first + 1 : last]), first + 2)
    if not isinstance(fields, Mapping) or not fields.items:
        raise _HeadError("key: value ?", first + 2)
    return FrontMatter(_lower(fields), "\n".join(lines[last + 1 :]), last + 2)


def _split_pelican(lines: list[str], first: int) -> FrontMatter:
    end = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    if sum(map(len, lines[first:end])) > MAX_HEAD_CHARACTERS:
        raise _HeadError(f"> {MAX_HEAD_CHARACTERS}", first + 1)
    blocks: list[tuple[Scalar, list[str]]] = []
    for index in range(first, end):
        line = lines[index]
        if line.startswith(("    ", "\t")) and blocks:
            blocks[-1][1].append(line.strip())
        elif match := _PELICAN_KEY.match(line):
            blocks.append((Scalar(match[1].lower(), index + 1), [(match[2] or "").strip()]))
        else:
            raise _HeadError(f"Key: value ? {line.strip()[:40]}", index + 1)
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
    """Parse one YAML value whose first line is `line`; raises _HeadError."""
    if len(text) > MAX_HEAD_CHARACTERS:
        raise _HeadError(f"> {MAX_HEAD_CHARACTERS}", line)
    plain = plain_yaml(text, line)
    return any_yaml(text, line) if plain is None else plain


def plain_yaml(text: str, line: int) -> Mapping | None:
    """Return what YAML makes of a head in its simplest form, or None for any other.

    It saves nine tenths of the time that YAML's parser and its events take for the same.
    """
    fields: list[tuple[Scalar, Value]] = []
    position, at = 0, line
    while position < len(text):
        field = _FIELD.match(text, position)
        if field is None:
            return None
        fields.append((Scalar(field[1], at), _plain_value(field, at)))
        position = field.end()
        at += field[0].count("\n")
    return Mapping(tuple(fields), line)


def _plain_value(field: re.Match[str], line: int) -> Value:
    _, scalar, items, mapping, entries = field.groups()
    if scalar:
        return _plain_scalar(scalar, line)
    if items:
        return Sequence(tuple([_plain_scalar(item, line) for item in _ITEMS.findall(items)]), line)
    if mapping:
        return _plain_mapping(mapping, line)
    below = enumerate(entries.split("\n")[1:], line + 1)
    return Sequence(tuple(_plain_mapping(entry, at) for at, entry in below), line + 1)


def _plain_scalar(written: str, line: int) -> Scalar:
    return Scalar(written[1:-1].strip() if written[0] in "\"'" else written, line)


def _plain_mapping(written: str, line: int) -> Mapping:
    pairs = [
        (Scalar(key, line), _plain_scalar(value, line)) for key, value in _PAIRS.findall(written)
    ]
    return Mapping(tuple(pairs), line)


def any_yaml(text: str, line: int) -> Value:
    """Return what YAML makes of a text; raises _HeadError.

    Built from events: no recursion that content could drive, no alias, no tag, no implicit type.
    """
    try:
        return _build(yaml.parse(text, Loader=_LOADER), line)
    except yaml.MarkedYAMLError as error:
        unclosed = "quoted" in (error.context or "")
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        at = line + (min(mark.line, text.count("\n")) if mark else 0)
        raise _HeadError(str(error.problem or error.context), at) from None
    except yaml.YAMLError as error:
        raise _HeadError(str(error).splitlines()[0], line) from None


def _build(events: Iterator[yaml.Event], line: int) -> Value:
    """Fold events into one value; open collections stand on a stack."""
    stack: _Stack = []
    result: Value | None = None
    for event in events:
        at = line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            raise _HeadError(f"*{event.anchor}", at)
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append((at, []))
            if len(stack) > _MAX_DEPTH:
                raise _HeadError(f"> {_MAX_DEPTH} [[…", at)
            continue
        value = _finished(event, stack, at)
        if value is None:
            continue
        if stack:
            stack[-1][1].append(value)
        elif result is not None:
            raise _HeadError("--- ?", at)
        else:
            result = value
    return result if result is not None else Mapping((), line)


def _finished(event: yaml.Event, stack: _Stack, at: int) -> Value | None:
    """Return the value that an event completes, if it completes one."""
    if isinstance(event, yaml.ScalarEvent):
        if escaped := UNWANTED.search(event.value):
            raise _HeadError(f"U+{ord(escaped.group()):04X}", at)
        empty = event.implicit[0] and event.value in {"~", "null"}
        return Scalar("" if empty else event.value.strip(), at)
    if isinstance(event, yaml.SequenceEndEvent):
        start, values = stack.pop()
        return Sequence(tuple(values), start)
    if isinstance(event, yaml.MappingEndEvent):
        start, values = stack.pop()
        pairs = []
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _HeadError("? key", key.line)
            pairs.append((key, value))
        return Mapping(tuple(pairs), start)
    return None
