"""What a room of a kind gives to the stages, and where they find it.

A room is a package of the kind's name. Its `reading` has a READING, for the workers that assess a
site; its `placing` a PLACING, for the build's own process; its `pages`, where readers see more of
the kind than Pelican's own articles and pages, a PAGES, for the workers that render.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.pages import Pages
    from lianzhan.model.catalog import Catalog, Placement
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.kinds import Kind
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

Rule = Callable[[Any, "Site", "Federation"], "Iterator[Problem]"]
"""What a rule finds in one value at its site."""


class Reading(Protocol):
    """How a kind's values are read and judged."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """All that a head may hold."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that this kind alone must keep."""

    def make(self, written: Written) -> tuple[Any, tuple[Problem, ...]]:
        """Return a value, and a problem for each key that could not be read."""

    def entry(self, value: Any, now: datetime) -> Any:
        """Return what other sites must know of a value: its Entry; an internal value itself.

        What it says of `now` holds until the next of the value's `moments`.
        """

    def moments(self, value: Any, now: datetime) -> Iterable[datetime]:
        """Return when what readers see of a value changes, besides its date and its end.

        Those around `now` are enough: the last before it, and the next.
        """


@runtime_checkable
class Timely(Protocol):
    """A reading whose values may have faults at one moment, and none at another.

    When that changes is among their `moments`.
    """

    def problems_at(self, value: Any, now: datetime) -> Iterable[Problem]:
        """Yield what is wrong with a value as of a moment."""


class Placing(Protocol):
    """Where a kind's published values show: pure, on what the federation knows of them."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield where each published value shows."""

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """Yield what only shows once it is known what is published."""


@cache
def reading_of(kind: Kind) -> Reading:
    """Return how a kind is read."""
    return cast("Reading", import_module(f"lianzhan.kinds.{kind.name}.reading").READING)


@cache
def placing_of(kind: Kind) -> Placing:
    """Return where a kind's values show."""
    return cast("Placing", import_module(f"lianzhan.kinds.{kind.name}.placing").PLACING)


@cache
def pages_of(kind: Kind) -> Pages | None:
    """Return what readers see of a kind; None where its room has no pages."""
    name = f"lianzhan.kinds.{kind.name}.pages"
    return cast("Pages", import_module(name).PAGES) if find_spec(name) else None
