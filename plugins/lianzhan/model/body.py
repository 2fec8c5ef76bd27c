"""Values: what a file's Markdown came to: HTML, its links and pictures."""

from __future__ import annotations

from lianzhan.model.frozen import dataclass


@dataclass(frozen=True)
class Link:
    """A link of a body: its target as written, and its line in the file."""

    target: str
    line: int


@dataclass(frozen=True)
class Image:
    """A picture shown by an article: its source as written, alternative text, and line.

    `decorative` is true of a cover, whose title beside it says all, and of a picture whose author
    says so by an empty `alt` in raw HTML: they need no text.
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


EMPTY = Body()
"""The body of a file that has none."""
