"""A head in one of its formats to fields: YAML, TOML, JSON. What can't be read raises ValueError.

Every scalar stays the text that was written, as in `reading.front_matter`.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import TEXTS, Foreign
from lianzhan.desk.importing.head_lines import fields_by_line, with_hashes
from lianzhan.desk.importing.results import Note, note
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.front_matter import split
from lianzhan.reading.yaml_values import Mapping, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

Fields = tuple[tuple[str, Foreign], ...]
"""Keys in lower case with their values, in the order written, repeats included."""
COMMENTS = "head-comments"
"""The key under which a head's comments are kept aside."""
HEAD_LIMIT = MAX_HEAD_CHARACTERS // 2
"""Characters of a head: what quoting may add still leaves ours below what `reading` takes."""


def fields_of(text: str, fence: str) -> tuple[Fields, tuple[Note, ...]]:
    """Return the fields of a head by the fence that ends it, and what an editor should know."""
    if len(text) > HEAD_LIMIT:
        raise ValueError(f"> {HEAD_LIMIT}")
    if fence.startswith("-"):
        return _yaml(text)
    try:
        return (_toml(text) if fence == "+++" else _as_fields(_JSON.decode(f"{{{text}\n}}"))), ()
    except RecursionError:
        raise ValueError("[[[…") from None


def fields_in_braces(text: str) -> tuple[Fields, int]:
    """Return the fields of JSON at the start of a text, and where it ends."""
    try:
        table, end = _JSON.raw_decode(text[: HEAD_LIMIT + 1])
    except RecursionError:
        raise ValueError("[[[…") from None
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


def _comments(text: str, more: Iterable[str] = ()) -> Fields:
    """Return the lines of comment as a field: somebody wrote them for the next one to read."""
    lines = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    found = "\n".join((*lines, *more))
    return ((COMMENTS, found),) if found else ()


def _toml(text: str) -> Fields:
    return (*_as_fields(tomllib.loads(text)), *_comments(text))


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


def _yaml(text: str) -> tuple[Fields, tuple[Note, ...]]:
    """Return the fields of a YAML head, which may hold comments alone.

    One that YAML refuses is read line by line, if its lines are simple.
    """
    if is_blank(text):
        return _comments(text), ()
    hashes = with_hashes(text, TEXTS)
    kept = tuple(note("hash-kept", key=key, value=value[:60]) for key, value in hashes.kept)
    try:
        return (*fields_of_mapping(_parsed(hashes.text)), *_comments(text, hashes.comments)), kept
    except ValueError as error:
        fields = fields_by_line(text)
        if fields is None:
            raise
        reason = " ".join(str(error).split())
        return (*fields, *_comments(text)), (note("head-by-line", reason=reason),)


def _parsed(text: str) -> Mapping:
    front = split(f"---\n{text}\n---\n", "")
    for fault in front.problems:
        if fault.is_error:
            raise ValueError(dict(fault.details).get("reason", fault.code))
    if wide := next((key.text for key, _ in front.fields.items if "：" in key.text), ""):
        raise ValueError(wide)
    return front.fields


def _foreign(value: Value) -> Foreign:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return merged(fields_of_mapping(value))
    return [_foreign(entry) for entry in value.items]
