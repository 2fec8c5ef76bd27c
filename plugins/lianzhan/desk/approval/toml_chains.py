"""A chain changed in a TOML file, of many values or of one. Pure: text in, text out.

Everything else stays as it is written, comments and spacing too: that is what tomlkit is for.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from lianzhan.model.names import composed

if TYPE_CHECKING:
    from lianzhan.desk.approval.chain_edits import Change
    from lianzhan.desk.approval.decision import Signature


def changed_toml(text: str, name: str, change: Change, signature: Signature | None) -> str | None:
    """Return a file's text with the chain of the value with this name changed.

    `signature` is the step that `change` adds. None where the file is written in a way that has no
    evident place for it.
    """
    try:
        document = tomlkit.parse(text)
        entry = _entry(document, name)
        if entry is None:
            return None
        _change(entry, change, signature)
        after = tomlkit.dumps(document)
        expected = tomllib.loads(text)
        _change_plainly(_entry(expected, name), change, signature)
        return after if tomllib.loads(after) == expected else None
    except (TOMLKitError, tomllib.TOMLDecodeError, TypeError, KeyError, IndexError, AttributeError):
        return None


def _entry(document: Any, name: str) -> Any:
    """Return the table of a value by its name; the file has one list of tables.

    A value without a name has the file to itself.
    """
    if not name:
        return document
    for tables in document.values():
        for entry in tables if isinstance(tables, list) else ():
            if composed(str(entry.get("name", ""))) == name:
                return entry
    return None


def _change(entry: Any, change: Change, signature: Signature | None) -> None:
    """Change a value's chain in place."""
    steps = entry.get("review")
    if isinstance(steps, dict):
        only, steps = steps, tomlkit.array()
        steps.append(only)
        entry["review"] = steps
    for at, digest in change.digests:
        steps[at]["digest"] = digest
    if signature:
        _add(entry, change.keep, signature)
    if change.status is not None:
        entry["status"] = change.status


def _add(entry: Any, keep: int, signature: Signature) -> None:
    steps = entry.get("review")
    step = tomlkit.inline_table()
    step.update(signature.fields)
    if steps is None:
        steps = tomlkit.array()
        steps.append(step)
        entry["review"] = steps.multiline(True)
        return
    while len(steps) > keep:
        del steps[-1]
    is_tables = isinstance(steps, tomlkit.items.AoT)
    steps.append(tomlkit.item(signature.fields) if is_tables else step)


def _change_plainly(entry: Any, change: Change, signature: Signature | None) -> None:
    """Change plain data in the same way, to compare with."""
    steps = entry.get("review", [])
    steps = [steps] if isinstance(steps, dict) else steps
    for at, digest in change.digests:
        steps[at]["digest"] = digest
    if signature:
        steps = [*steps[: change.keep], signature.fields]
    entry["review"] = steps
    if change.status is not None:
        entry["status"] = change.status
