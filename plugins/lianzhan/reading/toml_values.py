"""A TOML file of many values to their heads, as Markdown files have them.

So a kind reads both by one table of keys. What is wrong with the file is said in the codes of
configuration, since that is how it is written.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import date
from datetime import time as time_of_day
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.names import composed
from lianzhan.model.problem import problem
from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.changes import is_quiet, is_unchanged, wait_until_quiet
from lianzhan.reading.file_names import name_fault
from lianzhan.reading.front_matter import FrontMatter
from lianzhan.reading.keys import START, TEXT, Key
from lianzhan.reading.looking import glance
from lianzhan.reading.paths import mode, stays_inside
from lianzhan.reading.text import OUTSIDE_CONTENT, UNWANTED
from lianzhan.reading.toml_file import CONFIG_MISSING_KEY, Table, read_toml
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value, without_lines
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.model.kinds import Kind

_NAME = Key("name", TEXT, N_("在这个文件里的名字，用作网址"), required=True)
BODY = Key("text", TEXT, N_("正文，用 Markdown 写"))
_TRIES = 5
"""Readings of a file that is being changed all the time; each waits a tenth of a second."""
_SHOWN = 60
"""Characters of a name that a message shows."""


def keys_in_toml(kind: Kind, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return a kind's keys as its file of many takes them: what readers see has a name and text."""
    return (_NAME, *keys, BODY) if kind.address else keys


def values_file(kind: Kind, site: str, content: Path) -> Table | None:
    """Read a kind's file of many in a site's folder; None where there is none. Raises OSError.

    One that is being saved at the moment is read again: half of it may be a sound file, too.
    """
    path = f"{site}/{kind.file}"
    for _ in range(_TRIES):
        started = time.time_ns()
        seen = glance(content, path)
        table = _read_once(kind, path, content)
        if isinstance(seen, str):
            return table
        if is_quiet([seen], started, time.time_ns()) and is_unchanged(content, [seen]):
            return table
        wait_until_quiet([seen])
    return table


def _read_once(kind: Kind, path: str, content: Path) -> Table | None:
    file = content / path
    if not file.is_symlink() and not mode(file):
        return None
    if file.is_symlink() and not stays_inside(file, content):
        leads_out = problem(path, 0, OUTSIDE_CONTENT, name=kind.file)
        return Table(path, {}, "", [leads_out])
    table = read_toml(file, path, content)
    table.reject_unknown(PurePosixPath(kind.file).stem)
    return table


def is_unread(table: Table) -> bool:
    """Whether nobody knows what a file holds: it can't be read, or is no TOML."""
    return not table.data and any(fault.is_error for fault in table.problems)


def heads(table: Table, kind: Kind, keys: tuple[Key, ...]) -> Iterator[tuple[str, FrontMatter]]:
    """Yield each value's name and head with its own problems.

    One whose name is missing, or is another's too, is left out: its problems go to the table.
    Values without an address have no name.
    """
    known = keys_in_toml(kind, keys)
    entries = [replace(t, problems=[]) for t in table.tables(PurePosixPath(kind.file).stem)]
    names = Counter(_name(entry) for entry in entries)
    told = 0
    for entry in entries:
        entry.reject_unknown(*(key.name for key in known))
        note_missing(entry, known)
        name = _name(entry) if kind.address else ""
        if kind.address and not _is_sound(entry, name, names[name]):
            table.problems += entry.problems[: max(0, MAX_PROBLEMS - len(table.problems))]
            continue
        head = head_of(entry, known)
        if told >= MAX_PROBLEMS:  # one withholds a value as well as a hundred do
            head = replace(head, problems=head.problems[:1])
        told += len(head.problems)
        yield name, head


def _name(entry: Table) -> str:
    """Return a value's name, composed as those of files are; "" where it has none."""
    name = entry.data.get(_NAME.name)
    return composed(name) if isinstance(name, str) else ""


def _is_sound(entry: Table, name: str, count: int) -> bool:
    """Whether a value's name can be its address; what is wrong with it is noted."""
    if not name:
        entry.get(_NAME.name, str, "")
        return False
    if count > 1:
        entry.fault(_NAME.name, name, N_("在这个文件里只用一次的名字"))
    if fault := name_fault(name, entry.path):
        details = {**dict(fault.details), "name": name[:_SHOWN]}
        entry.add_problem(_NAME.name, fault.definition, **details)
    return count == 1 and fault is None


def note_missing(entry: Table, keys: Iterable[Key]) -> None:
    """Note the keys that a value must have, and has not."""
    for key in keys:
        value = entry.data.get(key.name)
        if not key.required:
            continue
        if value is None:
            missing = problem(entry.path, entry.start, CONFIG_MISSING_KEY, key=key.name)
            entry.problems.append(missing)
        elif isinstance(value, str) and not value.strip() and key.type is not START:  # which tells
            entry.fault(key.name, value, N_("有字的文字"))


def head_of(entry: Table, keys: Iterable[Key]) -> FrontMatter:
    """Return what a table says of these keys as a head, with the problems noted in the table."""
    items = []
    for key in keys:
        if key.name in entry.data and key is not BODY:
            line = entry.line(key.name)
            value = _text(entry, key, line) if key.type.is_text else _value(entry, key, line)
            items.append((Scalar(key.name, line), value))
    has_body = BODY in keys and BODY.name in entry.data
    body = entry.get(BODY.name, str, "") if has_body else ""
    line = _body_line(entry) if has_body else entry.start
    fields = Mapping(tuple(items), entry.start)
    return FrontMatter(fields, body, line, tuple(entry.problems))


def _body_line(entry: Table) -> int:
    """Return the line where a text begins: a line end right after its quotes is none of it."""
    line = entry.line(BODY.name)
    written = entry.written_at(line)
    return line + (written.endswith(('"""', "'''")) and written.count(written[-3:]) == 1)


def _text(entry: Table, key: Key, line: int) -> Value:
    return Scalar(entry.get(key.name, str, ""), line)


def _value(entry: Table, key: Key, line: int) -> Value:
    """Return a value that TOML may write in several ways; no text in it has what none may have."""
    value = entry.data[key.name]
    if _has_unwanted(value):
        entry.fault(key.name, value, key.type.form)
        return Scalar("", line)
    if isinstance(value, list) and value and all(isinstance(held, dict) for held in value):
        return Sequence(tuple(map(_mapping, entry.tables(key.name))), line)
    return _mapping(entry.table(key.name)) if isinstance(value, dict) else _converted(value, line)


def _mapping(table: Table) -> Mapping:
    """Return a table in a value: each of its keys with the line that it is written at."""
    pairs = ((name, held, table.line(name)) for name, held in table.data.items())
    items = tuple((Scalar(name, line), _converted(held, line)) for name, held, line in pairs)
    return Mapping(items, table.start)


def _has_unwanted(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_unwanted, value.values()))
    if isinstance(value, list):
        return any(map(_has_unwanted, value))
    return isinstance(value, str) and UNWANTED.search(value) is not None


def _converted(value: object, line: int) -> Value:
    """Return a TOML value as front matter has it: dates and numbers as they are written."""
    if isinstance(value, dict):
        pairs = ((Scalar(str(name), line), _converted(held, line)) for name, held in value.items())
        return Mapping(tuple(pairs), line)
    if isinstance(value, list):
        return Sequence(tuple(_converted(held, line) for held in value), line)
    if isinstance(value, (date, time_of_day)):
        return Scalar(value.isoformat(), line)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), line)
    return Scalar(str(value), line)


def digest_of_head(head: FrontMatter) -> str:
    """Return the digest of one value of a file of many: it changes when its own words do."""
    return digest_of((without_lines(head.fields), head.body))
