"""Text to fields: the head of an article in either form, each value with its line.

YAML between `---` lines and Pelican's `Key: value` head mean the same. Every scalar stays the text
that was written (`0731` keeps its zero, `no` is no boolean); `fields` gives them their types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.plain_yaml import plain_yaml
from lianzhan.reading.yaml_values import HeadError, Mapping, Scalar, Sequence, Value
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONT_MATTER_MISSING = error(
    "front-matter-missing",
    N_("没有稿头"),
    N_("在文件开头写上 --- 包起来的稿头，至少有 title 和 date"),
)
FRONT_MATTER_SYNTAX = error(
    "front-matter-syntax",
    N_("稿头写法有误：{reason}"),
    N_("检查冒号后的空格、引号与缩进；含冒号或井号的文字请加引号"),
)

_OPENING = late(r"(?:[^\S\n]*\n)*---[^\S\n]*(?:\n|\Z)")
_CLOSING = late(r"\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)")
_PELICAN_KEY = late(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_FLOW_KEYS = frozenset({"review", "source", "tags"})
_WITHDRAWN = late(r"[ \t]*status[ \t]*[:：][ \t]*[\"']?withdrawn\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A split file: fields with lower-case keys, the body, and the line the body starts at."""

    fields: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> FrontMatter:
    """Split a file into front matter and body. A head that can't be read leaves no fields.

    But for `status: withdrawn` on a line of its own: a slip elsewhere must not undo a withdrawal.
    """
    try:
        if opening := _OPENING.match(text):
            return _split_yaml(text, opening.end())
        lines = text.split("\n")
        first = next((index for index, line in enumerate(lines) if line.strip()), 0)
        if _PELICAN_KEY.match(lines[first]):
            return _split_pelican(lines, first)
    except HeadError as error:
        fault = problem(path, error.line, FRONT_MATTER_SYNTAX, reason=error)
    else:
        fault = problem(path, first + 1, FRONT_MATTER_MISSING)
    return FrontMatter(Mapping((*_withdrawal(text.split("\n")),), 1), "", 1, (fault,))


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


def _split_yaml(text: str, start: int) -> FrontMatter:
    """Split a file whose head starts at a position, after the line of its opening fence."""
    line = text.count("\n", 0, start - 1) + 1
    closing = _CLOSING.search(text, start - 1)
    if closing is None:
        raise HeadError("--- … ?", line)
    fields = parse_yaml(text[start : closing.start()], line + 1)
    if not isinstance(fields, Mapping) or not fields.items:
        raise HeadError("key: value ?", line + 1)
    body_line = line + text.count("\n", start - 1, closing.start() + 1) + 1
    return FrontMatter(_lower(fields), text[closing.end() :], body_line)


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
