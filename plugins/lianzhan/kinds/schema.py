"""A table of keys to a JSON Schema (draft 2020-12), by which editors' programs check and complete.

It knows less than the rules: what a federation decides (levels, review steps), lengths, files that
must be there, and keys that need each other are left to `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lianzhan.kinds.key_tables import KeyTable
    from lianzhan.reading.keys import Key

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_IN_QUOTES: Mapping[str, object] = {"type": "string"}
"""TOML has texts in quotes alone; a number without them is none."""


def schema_of(table: KeyTable, said: Callable[[str], str]) -> dict[str, object]:
    """Return the schema of a file's head, or of a whole TOML file, in a user's language."""
    title = said(table.title)
    head = {"$schema": DRAFT, "title": title, "description": table.files}
    if not table.entries:
        return head | _entry(table, said)
    entries = {"type": "array", "items": {"title": title, **_entry(table, said)}}
    return head | _object({table.entries: entries})


def _entry(table: KeyTable, said: Callable[[str], str]) -> dict[str, object]:
    properties = {key.name: _property(key, table, said) for key in table.keys}
    return _object(properties, [key.name for key in table.keys if key.required])


def _object(properties: Mapping[str, object], required: Sequence[str] = ()) -> dict[str, object]:
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _property(key: Key, table: KeyTable, said: Callable[[str], str]) -> dict[str, object]:
    quoted = table.is_toml and key.type.is_text and "type" in key.type.schema
    values = _IN_QUOTES if quoted else key.type.schema
    return {"title": said(key.text), "description": said(key.type.form), **values}
