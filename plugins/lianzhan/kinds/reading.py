"""What reading most kinds comes to: what is written of a value, by a table of keys."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from lianzhan.kinds.review.digest import words_digest
from lianzhan.kinds.value import Value
from lianzhan.model.catalog import Entry
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import typed
from lianzhan.reading.links import anchors, references

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.model.catalog import Alias, Reference
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

V = TypeVar("V", bound=Value)


def made(
    make: Callable[..., V], keys: tuple[Key, ...], written: Written, **instead: object
) -> tuple[V, tuple[Problem, ...]]:
    """Return a value of a kind's class, and a problem for each key that could not be read.

    `instead` are values of keys that say nothing.
    """
    origin, head = written.origin, written.front.fields
    fields = Fields(origin.file, first_values(head))
    values: dict[str, Any] = typed(fields, keys, written.context)
    values |= {name: value for name, value in instead.items() if not values[name]}
    value = make(
        path=origin.path,
        site=origin.site,
        column=origin.column,
        name=origin.name,
        digest=origin.digest,
        words=words_digest(written.front),
        begins=origin.line,
        keys=_interned(head.lines),
        body=written.body,
        units=written.units,
        **values,
    )
    return value, tuple(fields.problems)


@lru_cache(maxsize=1_024)
def _interned(keys: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the same value for all equal ones: most heads are alike, and the cache has it once."""
    return keys


def entry_of(value: Value, kind: str, offer: str = "", aliases: tuple[Alias, ...] = ()) -> Entry:
    """Return all that other sites must know of a value."""
    return Entry(
        path=value.path,
        site=value.site,
        column=value.column,
        name=value.name,
        digest=value.digest,
        date=value.date,
        offer=offer,
        status=value.status,
        references=_to_values(value),
        anchors=anchors(value.body),
        pictures=value.pictures,
        kind=kind,
        aliases=aliases,
        attachments=value.attachments if value.linked_files else (),
        units=value.units,
    )


def _to_values(value: Value) -> tuple[Reference, ...]:
    """Return the links into the content tree, but those to files, and what is said of already."""
    every = references(value.links, value.path)
    if not value.linked_files:
        return every
    of_files = {link.target for link in value.linked_files if link.is_named}
    return tuple(reference for reference in every if reference.target not in of_files)
