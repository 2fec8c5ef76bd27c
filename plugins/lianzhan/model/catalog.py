"""Values: what the federation knows of all its articles: what it takes to place and link them.

Their words stay with the workers (see `model.article`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

NEVER = datetime.max.replace(tzinfo=UTC)
"""Stands for a date that is missing or unreadable: it never comes, so the gate stays shut."""


@dataclass(frozen=True)
class Picture:
    """A picture file; digest is of its bytes.

    `format` is Pillow's name in lower case; width and height are pixels as shown, EXIF orientation
    applied.
    """

    path: str
    digest: str
    format: str
    bytes: int
    width: int
    height: int


@dataclass(frozen=True)
class Pick:
    """A site adopts an article from below into one of its columns; `path` and `line` locate it."""

    site: str
    article: str
    column: str | None
    path: str
    line: int


class Reference(NamedTuple):
    """A link into the content tree: as written, its line, the path it means, and "#…" or ""."""

    target: str
    line: int
    path: str
    fragment: str


class Entry(NamedTuple):
    """What the federation must know of an article to place, link and list it: all but its words.

    `digest` is that of its file, `references` are its links into the content tree, `anchors` the
    ids of its headings, `pictures` the files it shows by their sources.
    """

    path: str
    site: str
    column: str | None
    name: str
    digest: str
    date: datetime
    offer: str
    status: str
    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True)
class Catalog:
    """The whole content tree: every article and page by its path, and the picks of all sites."""

    articles: dict[str, Entry]
    picks: tuple[Pick, ...] = ()
