"""Values: an article (or page) as it was read.

They go to and from workers and the cache by the thousand. Frozen dataclasses with slots are pickled
by a loop in Python, ten times slower than without: so these have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.body import EMPTY, Body, Image
from lianzhan.model.catalog import NEVER

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.model.catalog import Picture
    from lianzhan.model.review import ReviewStep


@dataclass(frozen=True)
class Source:
    """Where a repost was first published."""

    name: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True)
class Article:
    """An article, or a page when `column` is None.

    `path` is its identity and place in problems, `site` its home site's slug, `name` its last
    part in the address. `keys` holds every front matter key that stood in the file, with its
    line, repeats included. `pictures` maps each image source that could be read to its file.
    """

    path: str
    site: str
    column: str | None
    name: str
    digest: str = ""
    title: str = ""
    date: datetime = NEVER
    summary: str = ""
    cover: Image | None = None
    tags: tuple[str, ...] = ()
    author: str = ""
    unit: str = ""
    kind: str = "original"
    source: Source | None = None
    offer: str = ""
    campaign: str = ""
    status: str = "submitted"
    review: tuple[ReviewStep, ...] = ()
    expires: datetime | None = None
    keys: tuple[tuple[str, int], ...] = ()
    body: Body = EMPTY
    pictures: tuple[tuple[str, Picture], ...] = ()

    def line(self, key: str) -> int:
        """Return the line of a front matter key, or 1 where it does not stand."""
        return next((line for name, line in self.keys if name == key), 1)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a repost comes from."""
        return (self.source.url,) if self.source else ()

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images
