"""A head in one of its formats to fields: YAML, TOML, JSON.

What can't be read raises UnreadableHeadError. Every scalar stays the text that was written, as in
`reading.front_matter`.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from itertools import chain
from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import TEXTS, Foreign
from lianzhan.desk.importing.head_lines import fields_by_line, remarks_of
from lianzhan.desk.importing.results import SIDECAR, Note, note
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.front_matter import split
from lianzhan.reading.yaml_values import Mapping, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fields = tuple[tuple[str, Foreign], ...]
"""Keys in lower case with their values, in the order written, repeats included."""
COMMENTS = "head-comments"
"""The key under which a head's comments are kept aside."""
HEAD_LIMIT = MAX_HEAD_CHARACTERS // 2
"""Characters of a head: what quoting may add still leaves ours below what `reading` takes."""

_ANCHOR = re.compile(r"(?:^|(?<=\s))&([\w-]+)(?!\S)", re.MULTILINE)
_ALIAS = re.compile(r"(?<=[:,\[{-])[ \t]+\*([\w-]+)[ \t]*(?=$|[,\]}])", re.MULTILINE)
_TYPE = re.compile(
    r"(?<=[:,\[{-])[ \t]+!!(?:str|int|float|bool|null|timestamp|binary|seq|map|set|omap)(?!\S)"
)


class UnreadableHeadError(ValueError):
    """A head can't be read; the note says why, and where."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.note = note(code, **details, sidecar=SIDECAR)


def fields_of(text: str, fence: str, first: int) -> tuple[Fields, tuple[Note, ...]]:
    """Return the fields of a head by the fence that ends it, and what an editor should know.

    `first` is the number of the head's first line in its file. Raises UnreadableHeadError.
    """
    if len(text) > HEAD_LIMIT:
        raise UnreadableHeadError("head-too-long", limit=HEAD_LIMIT)
    if fence.startswith("-"):
        return _yaml(text, first)
    try:
        return (_toml(text) if fence == "+++" else _as_fields(_JSON.decode(f"{{{text}\n}}"))), ()
    except (RecursionError, ValueError) as error:
        raise UnreadableHeadError("head-unreadable", line=first + _line_of(error, text)) from None


def _line_of(error: Exception, text: str) -> int:
    """Return the line, from 0, that a fault of TOML or JSON was found in."""
    last = text.count("\n")
    if isinstance(error, json.JSONDecodeError):
        return min(error.lineno - 1, last)
    if found := re.search(r"at line (\d+)", str(error)):
        return int(found[1]) - 1
    return last if "end of document" in str(error) else 0


def fields_in_braces(text: str) -> tuple[Fields, int]:
    """Return the fields of JSON at the start of a text, and where it ends."""
    try:
        table, end = _JSON.raw_decode(text[: HEAD_LIMIT + 1])
    except RecursionError as error:
        raise ValueError("{{{…") from error
    return _as_fields(table), end


def fields_of_mapping(mapping: Mapping) -> Fields:
    """Return the fields of a head that `reading` has read."""
    return tuple((key.text, _foreign(value)) for key, value in mapping.items)


def merged(fields: Iterable[tuple[str, Foreign]]) -> dict[str, Foreign]:
    """Return fields by key; the values of a repeated key become a list, so that none is lost."""
    values: dict[str, list[Foreign]] = {}
    for key, value in fields:
        values.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}


def _as_fields(pairs: Iterable[tuple[str, object]] | dict[str, object]) -> Fields:
    items = pairs.items() if isinstance(pairs, dict) else pairs
    return tuple((str(key).lower(), _as_written(value)) for key, value in items)


_JSON = json.JSONDecoder(strict=False, object_pairs_hook=lambda pairs: merged(_as_fields(pairs)))


def is_blank(text: str) -> bool:
    """Whether a head holds nothing but comments."""
    return all(line.lstrip()[:1] in ("", "#") for line in text.split("\n"))


def _aside(comments: Iterable[str]) -> Fields:
    """Return comments as a field: somebody wrote them for the next one to read."""
    found = "\n".join(comments)
    return ((COMMENTS, found),) if found else ()


def _lines_of_comment(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.lstrip().startswith("#"))


def _toml(text: str) -> Fields:
    return (*_as_fields(tomllib.loads(text)), *_aside(_lines_of_comment(text)))


def _as_written(value: object) -> Foreign:
    """Return a value of TOML or JSON as the text that stood there, or close to it."""
    if isinstance(value, dict):
        return {key: _as_written(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_written(entry) for entry in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _yaml(text: str, first: int) -> tuple[Fields, tuple[Note, ...]]:
    """Return the fields of a YAML head, which may hold comments alone.

    One that can't be read is read line by line, if its lines are simple.
    """
    if is_blank(text):
        return _aside(_lines_of_comment(text)), ()
    found = remarks_of(text, TEXTS)
    told = tuple(note("hash-kept", key=key, value=value[:60]) for key, value in found.kept)
    fields: Fields | None
    try:
        fields = fields_of_mapping(_parsed(found.text, first))
    except UnreadableHeadError as error:
        fields = fields_by_line(found.text)
        if fields is None:
            raise
        told += (note("head-by-line", line=dict(error.note.details)["line"]),)
    return (*fields, *_aside(found.comments)), told


def _parsed(text: str, first: int) -> Mapping:
    """Return what `reading` makes of a head, if that is what its author can have meant."""
    front = split(f"---\n{text}\n---\n", "")
    faults = (fault.line - 2 for fault in front.problems if fault.is_error)
    wide = (key.line - 2 for key, _ in front.fields.items if "：" in key.text)
    own = (text.count("\n", 0, found.start()) for found in _own_of_yaml(text))
    line = next(chain(faults, wide, own), None)
    if line is not None:
        raise UnreadableHeadError("head-unreadable", line=first + line)
    return front.fields


def _own_of_yaml(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands for something else in YAML: an alias of an anchor, a value with a type.

    `reading` takes them for text, which `*` at a text's start mostly is.
    """
    anchors = set(_ANCHOR.findall(text)) if "&" in text else set()
    yield from (found for found in _ALIAS.finditer(text) if anchors and found[1] in anchors)
    yield from _TYPE.finditer(text)


def _foreign(value: Value) -> Foreign:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return merged(fields_of_mapping(value))
    return [_foreign(entry) for entry in value.items]
