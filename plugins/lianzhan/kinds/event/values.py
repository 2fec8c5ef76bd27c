"""Values: an event as it was read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.event.recurrence import Series, end_of_day
from lianzhan.kinds.value import Value
from lianzhan.model.catalog import ALWAYS, moved_from
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.event.recurrence import Day
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Alias
    from lianzhan.model.contact import Telephone

FOLDER = "events"
"""Where its pages stand, below its site."""
OPEN, FULL, CANCELLED = "open", "full", "cancelled"
STATES = (OPEN, FULL, CANCELLED)
"""What an editor says of an event: people may come, there is no room, it does not take place."""
FOR_ALL_BELOW = "push"
"""A fact of an entry: all sites below show it; another is CANCELLED."""


@dataclass(frozen=True)
class When:
    """A moment as it was written: a whole day, from its midnight on, where it has no time."""

    at: datetime
    is_day: bool = False


@dataclass(frozen=True)
class Signup:
    """How one signs up: at an address on the web, or by telephone."""

    url: str = ""
    telephones: tuple[Telephone, ...] = ()


@dataclass(frozen=True)
class Report:
    """The article that tells how it was: as written, and where."""

    target: str
    line: int


@dataclass(frozen=True)
class Event(Value):
    """An event. Its last day, too, takes part where it has whole days."""

    date: datetime = ALWAYS
    title: str = ""
    start: When | None = None
    end: When | None = None
    repeats: str = ""
    until: Day | None = None
    skip: tuple[Day, ...] = ()
    moved: tuple[When, ...] = ()
    state: str = OPEN
    place: str = ""
    organiser: str = ""
    audience: str = ""
    fee: str = ""
    signup: Signup | None = None
    report: Report | None = None
    cover: Image | None = None
    offer: str = ""
    aliases: tuple[Alias, ...] = ()
    push: bool = False

    @property
    def identity(self) -> str:
        """The path that its lasting id is made of, and so its UID: the oldest that is known."""
        return self.aliases[0].path if self.aliases else self.path

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses it had before, and has no more: one for all that differ in case alone."""
        return moved_from(FOLDER, self.name, self.aliases)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where one signs up."""
        return (self.signup.url,) if self.signup and self.signup.url else ()

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images

    @property
    def series(self) -> Series | None:
        """When it takes place; None where that could not be read."""
        if self.start is None:
            return None
        rule = (self.repeats, self.until, self.skip)
        return Series(self.start.at, self.length, *rule)

    @property
    def length(self) -> timedelta:
        """How long it takes by the clock on the wall; without an end, until its day is over.

        Negative where it is said to end before it begins.
        """
        if self.start is None:
            return timedelta()
        if self.end and not self.end.is_day:
            return self.end.at - self.start.at
        return end_of_day((self.end or self.start).at) - self.start.at

    @property
    def revision(self) -> int:
        """How often its time was changed, and that it was called off: SEQUENCE (RFC 5545)."""
        return len(self.moved) + (self.state == CANCELLED)
