"""Values: a topic as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.kinds.value import Value
from lianzhan.model.catalog import NEVER, moved_from

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Alias

FOLDER = "topics"
"""Where its pages stand, below its site."""
OPEN, CLOSED = "open", "closed"
"""The phases of a topic that is published: before it opens, it is not."""
LINE = "line:"
"""The start of facts of its entry that say at which line a key stands."""


@dataclass(frozen=True)
class Named:
    """A path that a topic names: as written, below content/, and its line."""

    target: str
    path: str
    line: int


@dataclass(frozen=True)
class Topic(Value):
    """A topic: which articles its page draws, and when home pages show it.

    It is published from the moment at which it `opens`, its `date`; from `closes` on (None: never)
    no home page shows it. `articles` come first, in their order; then all that are of one of the
    `columns`, have one of the `tags`, and are of one of the `sites`, as far as these say anything.
    `push` names slugs and levels of sites below whose homes show it, too, or is `ALL_BELOW`.
    """

    title: str = ""
    summary: str = ""
    banner: Image | None = None
    opens: datetime = NEVER
    closes: datetime | None = None
    articles: tuple[Named, ...] = ()
    columns: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    push: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()

    @property
    def identity(self) -> str:
        """The path that its lasting id is made of: the oldest that is known."""
        return self.aliases[0].path if self.aliases else self.path

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses it had before, and has no more: one for all that differ in case alone."""
        return moved_from(FOLDER, self.name, self.aliases)

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the banner first, then the body's in order."""
        return (self.banner, *self.body.images) if self.banner else self.body.images

    def phase(self, now: datetime) -> str:
        """Return whether it is open at a moment, or no longer."""
        return CLOSED if self.closes and now >= self.closes else OPEN
