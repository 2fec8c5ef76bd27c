"""A head with one more alias, in any form; all else byte for byte."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from lianzhan.desk.moving.place import MoveRefusedError
from lianzhan.model.kinds import is_in_toml
from lianzhan.reading.aliases import ALIASES, aliases_in
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import Key
from lianzhan.reading.text import decode
from lianzhan.reading.toml_documents import toml_front
from lianzhan.reading.yaml_values import without_lines

if TYPE_CHECKING:
    from lianzhan.reading.front_matter import FrontMatter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
KEY = "aliases"


def with_alias(raw: bytes, path: str, alias: str) -> bytes:
    """Return a file's bytes with an alias after those that its head has; the same if it has it.

    Raises MoveRefusedError where the head can't be read, or has no evident place for it.
    """
    if is_in_toml(path):
        return _with_alias_in_toml(raw, path, alias)
    front = split(decode(raw, path).text, path)
    if front.problems:
        raise MoveRefusedError("unreadable", path=path, reason=front.problems[0].code)
    known, written = _known(front), [key.text for key, _ in front.fields.items]
    if alias in known:
        return raw
    data = _edited(raw, front, [*known, alias])
    after = split(decode(data, path).text, path)
    is_right = (
        written.count(KEY) < 2
        and _known(after) == [*known, alias]
        and _others(after) == _others(front)
        and after.body == front.body
    )
    if not is_right:
        raise MoveRefusedError("unusual-head", path=path, alias=", ".join([*known, alias]))
    return data


def _with_alias_in_toml(raw: bytes, path: str, alias: str) -> bytes:
    """Return the same of a TOML file of one value."""
    import tomlkit

    text = raw.decode("utf-8").removeprefix("\ufeff")
    try:
        expected, document = tomllib.loads(text), tomlkit.parse(text)
        known = [text for text, _ in aliases_of(raw, path)]
        if alias in known:
            return raw
        document[KEY] = expected[KEY] = [*known, alias]
        after = tomlkit.dumps(document)
        if tomllib.loads(after) == expected:
            return after.encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise MoveRefusedError("unreadable", path=path, reason=str(error)) from None
    raise MoveRefusedError("unusual-head", path=path, alias=", ".join([*known, alias]))


def aliases_of(raw: bytes, path: str) -> list[tuple[str, int]]:
    """Return the old addresses that a text names as they are written, each with its line."""
    text = decode(raw, path).text
    if is_in_toml(path):
        return aliases_in(toml_front(text, path, (Key(KEY, ALIASES, ""),)).fields)
    return aliases_in(split(text, path).fields)


def _known(front: FrontMatter) -> list[str]:
    return [text for text, _ in aliases_in(front.fields)]


def _others(front: FrontMatter) -> list[tuple[str, object]]:
    return [(key.text, without_lines(v)) for key, v in front.fields.items if key.text != KEY]


def _edited(raw: bytes, front: FrontMatter, aliases: list[str]) -> bytes:
    """Write the key anew in its place, or as the last one. The caller looks what came of it."""
    lines = _LINE.findall(raw.decode("utf-8"))
    last = front.body_line - 2  # the closing line, or the blank one after a Pelican head
    starts = {key.text: key.line - 1 for key, _ in front.fields.items}
    start = starts.get(KEY, last)
    end = min((line for line in starts.values() if line > start), default=last)
    while end > start + 1 and (lines[end - 1].strip() or "#").startswith("#"):
        end -= 1  # comments after it belong to what follows
    above = lines[start - 1] if start else lines[start]
    ending = above[len(above.rstrip("\r\n")) :]
    if not ending:  # a head of this one line
        lines[start - 1], ending = f"{above}\n", "\n"
    if start not in starts.values():
        end = start
    lines[start:end] = [f"{KEY}: [{', '.join(aliases)}]{ending}"]
    return "".join(lines).encode()
