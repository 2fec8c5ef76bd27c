"""Values: an article (or page) as it was read.

They go to and from workers and the cache by the thousand. Frozen dataclasses with slots are pickled
by a loop in Python, ten times slower than without: so these have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.kinds.value import Value
from lianzhan.model.catalog import moved_from

if TYPE_CHECKING:
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Alias


@dataclass(frozen=True)
class Source:
    """Where a repost was first published."""

    name: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True)
class Article(Value):
    """An article, or a page when `column` is None."""

    title: str = ""
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
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images
