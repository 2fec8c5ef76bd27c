"""Bytes to fields and body: a head in any of the forms that generators write, or none.

YAML between `---` (Hugo, Jekyll, Hexo), TOML between `+++` (Hugo, Zola), Pelican's `Key: value`.
Every scalar stays the text that was written, as in `reading.front_matter`.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.desk.importing.results import SIDECAR, Note, note
from lianzhan.reading.bounds import MAX_HEAD_CHARACTERS
from lianzhan.reading.front_matter import split
from lianzhan.reading.text import CONTROL_CHARACTER, decode
from lianzhan.reading.yaml_values import Mapping, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Foreign = str | list["Foreign"] | dict[str, "Foreign"]
"""A value of a head that is not ours."""
UNREADABLE = "unreadable-head"
"""The key under which a head that can't be read is kept aside, as it stood."""
COMMENTS = "head-comments"
"""The key under which a head's comments are kept aside."""
_LIMIT = MAX_HEAD_CHARACTERS // 2
"""Characters of a head: what quoting may add still leaves ours below what `reading` takes."""
_KEY = re.compile(r"[\w-]+[ \t]*:", re.MULTILINE)
_SOUND = 0.5
"""Share of non-ASCII characters that read as UTF-8 above which a text is damaged UTF-8.

In GB18030 text about one in seven pairs of bytes happens to be a UTF-8 character.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A split file: fields with lower-case keys in their order, repeats included, and the body."""

    fields: tuple[tuple[str, Foreign], ...]
    body: str
    notes: tuple[Note, ...] = ()


def decoded(raw: bytes) -> tuple[str, tuple[Note, ...]]:
    """Return a file's text, UTF-8 or else GB18030, and what was done to it; "" if there is none.

    Line ends become LF; a byte order mark and control characters go, as in `reading.text`.
    """
    notes = []
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        converted = _from_gb18030(raw)
        if converted is None:
            return "", (note("damaged-text", offset=error.start + 1),)
        raw = converted.encode()
        notes.append(note("gb18030"))
    text = decode(raw, "")
    if not text.text.strip():
        return "", (note("empty"),)
    codes = (dict(fault.details) for fault in text.problems if fault.code == CONTROL_CHARACTER.name)
    found = {details["character"] for details in codes}
    if found:
        notes.append(note("control-characters", characters=", ".join(sorted(found))))
    return text.text, tuple(notes)


def _from_gb18030(raw: bytes) -> str | None:
    """Return the text, or None for UTF-8 with a few broken bytes: that reads as nonsense here."""
    attempt = [char for char in raw.decode("utf-8", "replace") if not char.isascii()]
    if len(attempt) - attempt.count("\ufffd") > _SOUND * len(attempt):
        return None
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def split_head(text: str, known: Collection[str]) -> Head:
    """Split a text into head and body.

    A text that merely starts like a Pelican head ("Note: …") is none unless it has a known key.
    """
    lines = text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.strip())
    fence = lines[first].rstrip()
    if fence in ("---", "+++"):
        return _fenced(lines, first, fence)
    front = split(text, "")
    keys = {key.text for key, _ in front.fields.items}
    if keys.isdisjoint(known) or len(text) - len(front.body) > _LIMIT:
        return Head((), text, (note("head-missing"),))
    return Head(_fields(front.fields), front.body)


def _fenced(lines: list[str], first: int, fence: str) -> Head:
    ends = (fence, "...") if fence == "---" else (fence,)
    last = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in ends), None)
    whole = "\n".join(lines)
    if last is None:
        return Head((), whole, (note("head-unclosed", fence=fence),))
    inside, body = "\n".join(lines[first + 1 : last]), "\n".join(lines[last + 1 :])
    try:
        fields = _toml(inside) if fence == "+++" else _yaml(inside)
    except ValueError as error:
        if fence == "---" and not _KEY.search(inside):
            return Head((), whole, (note("head-missing"),))
        reason = " ".join(str(error).split())
        unreadable = note("head-unreadable", reason=reason, sidecar=SIDECAR)
        return Head(((UNREADABLE, inside),), body, (unreadable,))
    return Head((*fields, *_comments(inside)), body)


def _comments(text: str) -> tuple[tuple[str, Foreign], ...]:
    """Return the lines of comment as a field: somebody wrote them for the next one to read."""
    lines = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    return ((COMMENTS, "\n".join(lines)),) if lines else ()


def _toml(text: str) -> tuple[tuple[str, Foreign], ...]:
    """Return the fields of a TOML head. Raises ValueError."""
    _bounded(text)
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError("[[[…") from None
    return tuple((key.lower(), _as_written(value)) for key, value in table.items())


def _as_written(value: object) -> Foreign:
    """Return a TOML value as the text that stood there, or close to it."""
    if isinstance(value, dict):
        return {key: _as_written(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_written(entry) for entry in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _yaml(text: str) -> tuple[tuple[str, Foreign], ...]:
    """Return the fields of a YAML head, which may hold comments alone. Raises ValueError."""
    _bounded(text)
    if all(line.lstrip()[:1] in ("", "#") for line in text.split("\n")):
        return ()
    front = split(f"---\n{text}\n---\n", "")
    for fault in front.problems:
        raise ValueError(dict(fault.details)["reason"])
    return _fields(front.fields)


def _bounded(text: str) -> None:
    if len(text) > _LIMIT:
        raise ValueError(f"> {_LIMIT}")


def _fields(mapping: Mapping) -> tuple[tuple[str, Foreign], ...]:
    return tuple((key.text, _foreign(value)) for key, value in mapping.items)


def _foreign(value: Value) -> Foreign:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return merged(_fields(value))
    return [_foreign(entry) for entry in value.items]


def merged(fields: Iterable[tuple[str, Foreign]]) -> dict[str, Foreign]:
    """Return fields by key; the values of a repeated key become a list, so that none is lost."""
    values: dict[str, list[Foreign]] = {}
    for key, value in fields:
        values.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}
