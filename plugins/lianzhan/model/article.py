"""Values: an article (or page) as it was read, and all that was read of a site.

They go to and from workers and the cache by the thousand. Frozen dataclasses with slots are pickled
by a loop in Python, ten times slower than without: so these have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER

if TYPE_CHECKING:
    from datetime import date, datetime

    from lianzhan.model.catalog import Pick, Picture
    from lianzhan.model.problem import Problem


@dataclass(frozen=True)
class ReviewStep:
    """One step of a review chain: who took which step on what day.

    `since` is the moment as written, or the start of the day where the federation is. Both are
    None if unreadable.
    """

    step: str
    by: str
    at: date | None
    line: int
    since: datetime | None = None


@dataclass(frozen=True)
class Source:
    """Where a repost was first published."""

    name: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True)
class Link:
    """A link of a body: its target as written, and its line in the file."""

    target: str
    line: int


@dataclass(frozen=True)
class Image:
    """A picture shown by an article: its source as written, alternative text, and line.

    `decorative` is true of a cover, whose title beside it says all, so it needs no text.
    """

    src: str
    alt: str
    line: int
    decorative: bool = False


@dataclass(frozen=True)
class Body:
    """A body after Markdown and sanitising: HTML whose links and sources are still as written.

    `characters` is the text's length (see `reading.body.count_characters`), `excerpt` its start.
    """

    html: str = ""
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    characters: int = 0
    excerpt: str = ""


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
    body: Body = Body()
    pictures: tuple[tuple[str, Picture], ...] = ()

    def line(self, key: str) -> int:
        """Return the line of a front matter key, or 1 where it does not stand."""
        return next((line for name, line in self.keys if name == key), 1)

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images


@dataclass(frozen=True)
class SiteContent:
    """All that was read of one site.

    `outside` are the places below content/, in none of the site's own folders of articles, pages
    and images, where a picture stands or was looked for, each with its signature at that moment.
    Nobody knows what stands in the folders that are `unknown`. Files with one address are
    `contested`.
    """

    articles: tuple[Article, ...] = ()
    picks: tuple[Pick, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: tuple[tuple[str, tuple[object, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    contested: tuple[tuple[str, ...], ...] = ()
