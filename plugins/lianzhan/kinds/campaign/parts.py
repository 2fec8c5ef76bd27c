"""Tables within a campaign's file to their parts: each fault at its line, by "key.part"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.problem import problem
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.toml_file import CONFIG_MISSING_KEY, CONFIG_UNKNOWN_KEY, nearest
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.reading.yaml_values import Value

_DIGITS = 10
"""Digits of a number that can be meant."""
_SHOWN = 40
"""Characters of a name that a message shows."""


def table(fields: Fields, key: str, value: Value, known: tuple[str, ...], form: str) -> Fields:
    """Return the parts of a table; one that is none has no part, and is a fault.

    What is wrong with parts goes to the problems of `fields`.
    """
    if not isinstance(value, Mapping):
        fields.fault(key, value, form)
        return Fields(fields.path, {}, fields.problems)
    for name, _ in value.items:
        if name.text not in known:
            details = {"nearest": nearest(name.text, known), "known": ", ".join(known)}
            written = f"{key}.{name.text[:_SHOWN]}"
            fault = problem(fields.path, name.line, CONFIG_UNKNOWN_KEY, key=written, **details)
            fields.problems.append(fault)
    named = {f"{key}.{part}": held for part, held in first_values(value).items() if part in known}
    return Fields(fields.path, named, fields.problems)


def tables(
    fields: Fields, key: str, known: tuple[str, ...], form: str, most: int
) -> Iterator[tuple[Fields, int]]:
    """Yield the parts of each table of an array, and its line; of more than `most`, none."""
    value = fields.get(key)
    if value is None:
        return
    if not isinstance(value, Sequence) or len(value.items) > most:
        fields.fault(key, value, form)
        return
    for item in value.items:
        parts = table(fields, key, item, known, form)
        if isinstance(item, Mapping):
            yield parts, item.line


def has_all(parts: Fields, line: int, *keys: str) -> bool:
    """Whether all these parts say something; each that does not is a fault at its table's line."""
    missing = [key for key in keys if parts.get(key) is None]
    for key in missing:
        parts.problems.append(problem(parts.path, line, CONFIG_MISSING_KEY, key=key))
    return not missing


def number(parts: Fields, key: str, least: int, most: int) -> int | None:
    """Return a whole number between two others, both included; None where there is none."""
    value = parts.get(key)
    if value is None:
        return None
    text = value.text if isinstance(value, Scalar) else ""
    plain = text.replace("_", "")
    is_number = plain.isascii() and plain.isdecimal() and len(plain) <= _DIGITS
    if is_number and least <= int(plain) <= most:
        return int(plain)
    parts.fault(key, value, f"{least} – {most}")
    return None
