"""Text to fields: the head of an article in either form, each value with its line.

YAML between `---` lines and Pelican's `Key: value` head mean the same. Every scalar stays the text
that was written (`0731` keeps its zero, `no` is no boolean); `fields` gives them their types.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.consents import is_no
from lianzhan.reading.head_faults import FRONT_MATTER_MISSING, HeadError, Slip
from lianzhan.reading.meant_words import is_status_key, is_withdrawn
from lianzhan.reading.plain_yaml import plain_yaml
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENING = late(r"(?:[^\S\n]*\n)*---[^\S\n]*(?:\n|\Z)")
_CLOSING = late(r"\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)")
_PELICAN_KEY = late(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_FLOW_KEYS = frozenset(
    {"aliases", "notice", "review", "source", "tags"}
    | {"call", "consent", "document", "forwards", "work"}
)
_IN_CHINESE_QUOTES = (": “", ": ”", ": ‘", ": 「", ": 『")
_STATUS = late(r"[ \t\u3000]*([^：:=#]{1,20}?)[ \t\u3000]*[:：=＝][ \t\u3000]*(.+)")
_TAKEN_BACK = late(
    r"[ \t]*(?:consent[ \t]*:.*[{,][ \t]*)?(?:withdrawn|撤回)[ \t]*:[ \t]*([^\s,}#][^,}#]*)"
)
"""Where a consent says that it was withdrawn: on the key's line, or on one of its own."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A split file: fields with lower-case keys, the body, and the line the body starts at."""

    fields: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> FrontMatter:
    """Split a file into front matter and body. A head that can't be read leaves no fields.

    But for a withdrawal on a line of its own: a slip elsewhere must not undo it.
    """
    try:
        if opening := _OPENING.match(text):
            return _split_yaml(text, opening.end(), path)
        lines, first = _lines(text)
        if _PELICAN_KEY.match(lines[first]):
            return _noticed(_split_pelican(lines, first), lines, first, path)
    except HeadError as error:
        lines, first = _lines(text)
        faults = _slips(lines, first) or [error]
    else:
        faults = _slips_of_other(lines, first)
    missing = () if faults else (problem(path, first + 1, FRONT_MATTER_MISSING),)
    return _unread(lines, first, [_problem(path, fault) for fault in faults] or missing)


def _lines(text: str) -> tuple[list[str], int]:
    """Return the lines of a text, and which of them (from 0) is the first that is not blank."""
    lines = text.split("\n")
    return lines, next((index for index, line in enumerate(lines) if line.strip()), 0)


def _unread(lines: list[str], first: int, problems: Iterable[Problem]) -> FrontMatter:
    return FrontMatter(Mapping((*_withdrawal(lines, first),), 1), "", 1, tuple(problems))


def _problem(path: str, fault: HeadError) -> Problem:
    return problem(path, fault.line, fault.slip.value, **fault.details)


def _slips(lines: list[str], first: int) -> list[HeadError]:
    from lianzhan.reading.head_slips import slips

    return slips(lines, first)


def _slips_of_other(lines: list[str], first: int) -> list[HeadError]:
    """Return the slips of what begins with neither form of a head, if it was meant to."""
    from lianzhan.reading.head_slips import looks_like_head, slips

    if not looks_like_head(lines, first):
        return []
    return slips(lines, first) or [HeadError(Slip.OPENING, first + 1)]


def _withdrawal(lines: list[str], first: int) -> Iterator[tuple[Scalar, Value]]:
    """Yield the status of a head that says on one of its lines that it is withdrawn."""
    from lianzhan.reading.head_slips import is_fence_like

    is_fenced = is_fence_like(lines[first])
    for number, line in enumerate(lines[first + is_fenced :], first + is_fenced + 1):
        is_end = line.rstrip() == "..." or is_fence_like(line)
        if is_end or not (is_fenced or line.strip()):
            return
        if _says_withdrawn(line):
            yield Scalar("status", number), Scalar("withdrawn", number)
            return


def _says_withdrawn(line: str) -> bool:
    """Whether a line of a head, read by itself, withdraws the text, or the consent to it."""
    found, taken_back = _STATUS.match(line), _TAKEN_BACK.match(line)
    if taken_back and not is_no(Scalar(taken_back[1], 1)):
        return True
    return bool(found and is_status_key(found[1]) and is_withdrawn(found[2]))


def _split_yaml(text: str, start: int, path: str) -> FrontMatter:
    """Split a file whose head starts at a position, after the line of its opening fence."""
    line = text.count("\n", 0, start - 1) + 1
    closing = _CLOSING.search(text, start - 1)
    if closing is None:
        raise HeadError(Slip.CLOSING, text.count("\n") + 1)
    head = text[start : closing.start()]
    plain = _plain(head, line + 1)
    fields = plain or _any_yaml(head, line + 1)
    if not isinstance(fields, Mapping) or not fields.items:
        raise HeadError(Slip.EMPTY, line + 1)
    body_line = line + text.count("\n", start - 1, closing.start() + 1) + 1
    front = FrontMatter(_lower(fields), text[closing.end() :], body_line)
    if plain and not any(mark in head for mark in _IN_CHINESE_QUOTES):
        return front
    return _noticed(front, text.split("\n")[: body_line - 2], line, path, is_yaml=plain is None)


def _noticed(
    front: FrontMatter, lines: list[str], start: int, path: str, *, is_yaml: bool = False
) -> FrontMatter:
    """Return a head with what it says otherwise than was meant, as problems."""
    from lianzhan.reading.head_notices import notices
    from lianzhan.reading.head_slips import misreadings

    end = min(len(lines), front.body_line - 2)
    if is_yaml and (faults := misreadings(lines, start, end)):
        return _unread(lines, start, [_problem(path, fault) for fault in faults])
    told = tuple(notices(lines[start:end], start + 1, path, is_yaml=is_yaml))
    return replace(front, fields=_with_withdrawal(front.fields), problems=told)


def _with_withdrawal(fields: Mapping) -> Mapping:
    """Let a withdrawal by another name than `status` count before all else."""
    for key, value in fields.items:
        said = isinstance(value, Scalar) and key.text != "status" and is_withdrawn(value.text)
        if said and is_status_key(key.text):
            status = (Scalar("status", key.line), Scalar("withdrawn", value.line))
            return Mapping((status, *fields.items), fields.line)
    return fields


def _split_pelican(lines: list[str], first: int) -> FrontMatter:
    end = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    if sum(map(len, lines[first:end])) > MAX_HEAD_CHARACTERS:
        raise HeadError(Slip.LONG, first + 1, limit=MAX_HEAD_CHARACTERS)
    blocks: list[tuple[Scalar, list[str]]] = []
    for index in range(first, end):
        line = lines[index]
        if line.startswith(("    ", "\t")) and blocks:
            blocks[-1][1].append(line.strip())
        elif match := _PELICAN_KEY.match(line):
            blocks.append((Scalar(match[1].lower(), index + 1), [(match[2] or "").strip()]))
        else:
            raise HeadError(Slip.LINE, index + 1)
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
    return _plain(text, line) or _any_yaml(text, line)


def _plain(text: str, line: int) -> Mapping | None:
    if len(text) > MAX_HEAD_CHARACTERS:
        raise HeadError(Slip.LONG, line, limit=MAX_HEAD_CHARACTERS)
    return plain_yaml(text, line)


def _any_yaml(text: str, line: int) -> Value:
    from lianzhan.reading.any_yaml import any_yaml

    return any_yaml(text, line)
