"""A TOML file of one value to its head, as a Markdown file has one.

Its keys stand at the top of the file, and its text is the key `text`. What is wrong with it is said
in the codes of configuration, since that is how it is written.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.front_matter import FrontMatter
from lianzhan.reading.meant_words import is_status_key, is_withdrawn
from lianzhan.reading.toml_file import Table, parsed_toml
from lianzhan.reading.toml_values import BODY, head_of, heads, note_missing
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.kinds import Kind
    from lianzhan.reading.keys import Key
    from lianzhan.reading.yaml_values import Value

_STATUS = late(r"\s*[\"']?([^\s\"'=:：＝]{1,20})[\"']?\s*[=＝:：]\s*(.+)")


def keys_of_one(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return a kind's keys as a file of one value takes them: with its text."""
    return (*keys, BODY)


def toml_front(text: str, path: str, keys: tuple[Key, ...]) -> FrontMatter:
    """Return the head and text of the one value in a TOML file.

    One that can't be read says nothing, but for a withdrawal on a line of its own: a slip elsewhere
    must not undo it.
    """
    table = parsed_toml(text, path, [])
    if table.problems:
        items = tuple(withdrawal(text))
        return FrontMatter(Mapping(items, 1), "", 1, tuple(table.problems))
    known = keys_of_one(keys)
    table.reject_unknown(*(key.name for key in known))
    note_missing(table, known)
    head = head_of(table, known)
    return replace(head, problems=head.problems[:MAX_PROBLEMS])


def withdrawal(text: str) -> Iterator[tuple[Scalar, Value]]:
    """Yield the status of a text that says on a line above its tables that it is withdrawn."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("["):
            return
        found = _STATUS.match(line)
        if found and is_status_key(found[1]) and is_withdrawn(found[2]):
            yield Scalar("status", number), Scalar("withdrawn", number)
            return


def fronts(
    text: str, path: str, kind: Kind, keys: tuple[Key, ...]
) -> Iterator[tuple[str, FrontMatter]]:
    """Yield the name and head of each value in a TOML file of a kind.

    That of a value that has the file to itself is "". Raises ValueError, RecursionError where the
    file can't be read.
    """
    table = Table(path, tomllib.loads(text), text, [])
    if kind.is_in_toml:
        yield "", head_of(table, keys_of_one(keys))
    else:
        yield from heads(table, kind, keys)
