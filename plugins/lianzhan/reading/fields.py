"""Typed access to the fields of front matter: of any kind of content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.dates import parse_moment
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence, Value
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

BAD_VALUE = error("bad-value", N_("{key} 的值“{value}”不对"), N_("应为{expected}"))

_DATE_EXAMPLE = "2026-03-08 / 2026-03-08 09:00"
_SEPARATORS = late(r"[,，、;；]")


@dataclass(slots=True)
class Fields:
    """Typed access to the fields of one file; gathers problems as values are asked for."""

    path: str
    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)

    def get(self, key: str) -> Value | None:
        """Return the value of a key; an empty one counts as not written."""
        value = self.values.get(key)
        return None if isinstance(value, Scalar) and not value.text else value

    def fault(self, key: str, value: Value, expected: str) -> None:
        """Note that a value is not what its key expects."""
        shown = value.text if isinstance(value, Scalar) else "[…]"
        details = {"key": key, "value": shown[:60], "expected": expected}
        self.problems.append(problem(self.path, value.line, BAD_VALUE, **details))

    def text(self, key: str) -> str:
        """Return a text in one line; "" where there is none."""
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, Scalar):
            return " ".join(value.text.split())
        self.fault(key, value, "…")
        return ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the words allowed, or the default."""
        value = self.get(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.text in allowed:
            return value.text
        self.fault(key, value, " | ".join(allowed))
        return default

    def moment(self, key: str, zone: ZoneInfo) -> datetime | None:
        """Return a moment as `parse_moment` reads it, or None."""
        value = self.get(key)
        if value is None:
            return None
        parsed = parse_moment(value.text, zone) if isinstance(value, Scalar) else None
        if parsed is None:
            self.fault(key, value, _DATE_EXAMPLE)
        return parsed

    def required_moment(self, key: str, zone: ZoneInfo) -> datetime:
        """Return a moment, or NEVER; a key that is written without one is a fault, too."""
        moment = self.moment(key, zone)
        written = self.values.get(key)
        if written is not None and self.get(key) is None:
            self.fault(key, written, _DATE_EXAMPLE)
        return moment or NEVER

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a list, or of a text with separators, each once."""
        value = self.get(key)
        if value is None:
            return ()
        if isinstance(value, Scalar):
            parts = _SEPARATORS.split(value.text)
        elif isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            parts = [item.text for item in value.items if isinstance(item, Scalar)]
        else:
            self.fault(key, value, "[a, b]")
            return ()
        cleaned = (" ".join(part.split()) for part in parts)
        return tuple(dict.fromkeys(word for word in cleaned if word))


def first_values(mapping: Mapping) -> dict[str, Value]:
    """Return the values by their keys; of a key that is repeated, the first."""
    return {name.text: value for name, value in reversed(mapping.items)}


def has_only(mapping: Mapping, allowed: frozenset[str]) -> bool:
    """Whether a mapping has no keys but these, and each at most once."""
    names = {name.text for name, _ in mapping.items}
    return names <= allowed and len(names) == len(mapping.items)
