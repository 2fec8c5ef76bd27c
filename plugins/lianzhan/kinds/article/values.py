"""Values: an article (or page) as it was read.

They go to and from workers and the cache by the thousand. Frozen dataclasses with slots are pickled
by a loop in Python, ten times slower than without: so these have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from lianzhan.kinds.value import Value
from lianzhan.model.body import Link
from lianzhan.model.catalog import moved_from

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Alias


REPOST = "repost"
"""What `kind` says of an article that was published elsewhere first."""


@dataclass(frozen=True)
class Source:
    """Where a repost was first published, and on which day, or what an article is based on."""

    name: str
    url: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Document:
    """An official document that an article publishes: its number, who issued it, and on which day.

    That is 发文字号, 发文机关 and 成文日期 of GB/T 9704-2012.
    """

    number: str
    issuer: str = ""
    issued: date | None = None


@dataclass(frozen=True)
class Forwards:
    """The notice that an article passes on (转发): where it is, as a link has it, and its title.

    Without a title of its own it is called what the notice is called.
    """

    to: str
    title: str = ""


BEFORE, OPEN, CLOSED = "before", "open", "closed"
"""The phases of a call."""


@dataclass(frozen=True)
class Call:
    """A call for submissions (征集): the form or survey that it links, and when that is open.

    It opens at `start` and closes at `end`; `until` is what was written: of a day, `end` is the
    first moment of the next one.
    """

    to: str
    title: str = ""
    start: datetime | None = None
    until: datetime | None = None
    end: datetime | None = None

    def phase(self, now: datetime) -> str:
        """Return whether it is open at a moment, or not yet, or no longer."""
        if self.start and now < self.start:
            return BEFORE
        return CLOSED if self.end and now >= self.end else OPEN


@dataclass(frozen=True)
class Article(Value):
    """An article, or a page when `column` is None."""

    title: str = ""
    updated: datetime | None = None
    summary: str = ""
    cover: Image | None = None
    tags: tuple[str, ...] = ()
    author: str = ""
    unit: str = ""
    kind: str = "original"
    source: Source | None = None
    offer: str = ""
    campaign: str = ""
    aliases: tuple[Alias, ...] = ()
    document: Document | None = None
    forwards: Forwards | None = None
    call: Call | None = None

    @property
    def full_title(self) -> str:
        """Its title and, of a document, its number."""
        return f"{self.title}（{self.document.number}）" if self.document else self.title

    @property
    def is_repost(self) -> bool:
        """Whether it was published elsewhere first."""
        return self.kind == REPOST

    @property
    def source_since(self) -> datetime | None:
        """The first moment of the day on which its source was published, in its own time zone."""
        day = self.source.day if self.source else None
        return datetime.combine(day, time(), self.date.tzinfo) if day else None

    @property
    def identity(self) -> str:
        """The path that its lasting id is made of: the oldest that is known."""
        return self.aliases[0].path if self.aliases else self.path

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses it had before, and has no more: one for all that differ in case alone."""
        return moved_from(self.column, self.name, self.aliases)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a repost comes from."""
        return (self.source.url,) if self.source else ()

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of its body, then those of its head: what it forwards, and its form."""
        if not (self.forwards or self.call):
            return self.body.links
        led = (("forwards", self.forwards), ("call", self.call))
        return (*self.body.links, *(Link(x.to, self.line(key)) for key, x in led if x))

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images
