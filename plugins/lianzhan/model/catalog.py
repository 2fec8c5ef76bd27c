"""Values: what the federation knows of all its content: what it takes to place and link it.

The words stay with the workers (see `kinds.site_content`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

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
    """What the federation must know of a value to place, link and list it: all but its words.

    `column` is None where its kind has no columns. `digest` is that of its words, `references` are
    its links into the content tree, `anchors` the ids of its headings, `pictures` the files it
    shows by their sources.
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
    kind: str = "article"


@dataclass(frozen=True)
class Catalog:
    """The whole content tree: all that readers may see by its path, and what is internal."""

    entries: dict[str, Entry]
    internal: tuple[Any, ...] = ()


OWN, PUSHED, PICKED = "own", "pushed", "picked"


class Placement(NamedTuple):
    """A value shows at a site, in a column if its kind has columns, and why."""

    site: str
    column: str
    path: str
    why: str
