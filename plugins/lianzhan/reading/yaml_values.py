"""Values of a head: texts as they were written, lists and mappings, each with its line."""

from __future__ import annotations

from typing import NamedTuple


class Scalar(NamedTuple):
    """A value as written, and its line.

    A head has dozens of values: as named tuples they are made in half the time of dataclasses.
    """

    text: str
    line: int


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Value, ...]
    line: int


class Mapping(NamedTuple):
    """Keys with values in the order written, repeats included."""

    items: tuple[tuple[Scalar, Value], ...]
    line: int

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """Every key with its line, in the order written."""
        return tuple([(key.text, key.line) for key, _ in self.items])


Value = Scalar | Sequence | Mapping


def without_lines(value: Value) -> object:
    """Return a value as texts, lists and pairs: it is the same wherever it stands in its file."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return [(name.text, without_lines(held)) for name, held in value.items]
    return [without_lines(held) for held in value.items]
