"""Keys whose value is a mapping of known parts: read part by part, each fault at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.head import DUPLICATE_KEY, UNKNOWN_KEY
from lianzhan.model.problem import problem
from lianzhan.reading.dates import date_wanted, parse_day
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping as Words
    from datetime import date

    from lianzhan.model.codes import Code
    from lianzhan.reading.yaml_values import Mapping


def parts_of(
    fields: Fields, key: str, value: Mapping, known: tuple[str, ...], meant: Words[str, str]
) -> Fields:
    """Return the parts of a key's value by "key.part"; what is unknown or repeated is a fault.

    `meant` has the parts by what people write in their place.
    """
    seen: set[str] = set()
    for name, _ in value.items:
        part, details = name.text, {"key": f"{key}.{name.text[:40]}"}
        if part not in known:
            word = part.partition("：")[0]
            near = meant[word] if meant.get(word) in known else nearest(word, known)
            more = {"nearest": near, "known": ", ".join(known)}
            fields.problems.append(problem(fields.path, name.line, UNKNOWN_KEY, **details, **more))
        elif part in seen:
            fields.problems.append(problem(fields.path, name.line, DUPLICATE_KEY, **details))
        seen.add(part)
    named = {f"{key}.{part}": held for part, held in first_values(value).items()}
    return Fields(fields.path, named, fields.problems)


def required(parts: Fields, key: str, line: int, code: Code) -> str:
    """Return the text of a part that must be there; `code` says what is missing."""
    if parts.get(key) is None:
        parts.problems.append(problem(parts.path, line, code, key=key))
    return parts.text(key)


def day_of(parts: Fields, key: str) -> date | None:
    """Return the day of a part, or None."""
    value, text = parts.get(key), parts.text(key)
    day = parse_day(text)
    if value is not None and text and day is None:
        parts.fault(key, value, date_wanted(text))
    return day


def refuse(fields: Fields, key: str, form: str) -> None:
    """Note that a value has another shape than its key; an empty one says nothing."""
    value = fields.get(key)
    if value is not None:
        fields.fault(key, value, form)


def mapping_schema(*needed: str, **parts: object) -> dict[str, object]:
    """Return how JSON Schema describes a mapping of parts, of which some are needed."""
    return {
        "type": "object",
        "properties": parts,
        **({"required": [*needed]} if needed else {}),
        "additionalProperties": False,
    }
