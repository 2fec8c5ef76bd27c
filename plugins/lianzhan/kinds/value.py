"""What every value that passes the gate can say of itself, whatever its kind."""

from __future__ import annotations

import html
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from lianzhan.model.body import EMPTY, Body
from lianzhan.model.catalog import NEVER
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.model.attachments import Attachment, LinkedFile
    from lianzhan.model.body import Image, Link
    from lianzhan.model.catalog import Alias, Picture
    from lianzhan.model.review import NoticeText, ReviewStep


Remark = tuple[str, tuple[tuple[str, str], ...]]
"""What reviewers are told besides what they read: a text to be translated, and what fills it."""


@dataclass(frozen=True)
class Value:
    """A value of a kind that passes the gate: each such kind has a dataclass made of this one.

    `path` is its identity: that of its file, and "#" and its name where the file holds many. `site`
    is its home's slug, `column` None where its kind has no columns, `name` the last part of its
    address, `digest` that of its file, `words` that of what is written in it for readers (see
    `kinds.review.digest`). It is shown from `date` until `expires`. `keys` are those written in its
    head with their lines, repeats included; `begins` is the line where it begins. `pictures` maps
    each image source that could be read to its file; `linked_files` are its links to files, and
    `submitter` is who sent it in; `notice` is what its page says once it is withdrawn. `units` are
    lines with what stands there before 妇联, where that may be a place: which are ours only the
    tree can say. Of a `status` of "" the chain speaks alone. Without slots: see
    `kinds.article.values`.
    """

    path: str
    site: str
    column: str | None
    name: str
    digest: str = ""
    words: str = ""
    date: datetime = NEVER
    status: str = "submitted"
    review: tuple[ReviewStep, ...] = ()
    expires: datetime | None = None
    keys: tuple[tuple[str, int], ...] = ()
    begins: int = 1
    body: Body = EMPTY
    pictures: tuple[tuple[str, Picture], ...] = ()
    linked_files: tuple[LinkedFile, ...] = ()
    submitter: str = ""
    notice: NoticeText | None = None
    units: tuple[tuple[int, str], ...] = ()

    @property
    def file(self) -> str:
        """The path of its file, for problems."""
        return file_of(self.path)

    @property
    def label(self) -> str:
        """What it is called in lists for reviewers: its title, or else its name."""
        return str(getattr(self, "title", "") or self.name)

    @property
    def full_title(self) -> str:
        """What pages call it that forward it."""
        return self.label

    @property
    def identity(self) -> str:
        """The path that its lasting id is made of."""
        return self.path

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses it had before, and has no more: one for all that differ in case alone."""
        return ()

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link it has, those of its body first."""
        return self.body.links

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows."""
        return self.body.images

    @property
    def attachments(self) -> tuple[tuple[str, Attachment], ...]:
        """The files that are published with it, by the targets of its links."""
        return tuple((link.target, link.file) for link in self.linked_files if link.file)

    @property
    def has_ended(self) -> bool:
        """Whether its author says that what it tells of is no more: nobody shows it then."""
        return False

    @property
    def sameness(self) -> tuple[str, ...]:
        """What it has in common with no other of its kind: two that do tell of the same."""
        return ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What whoever reviews it must know, and no reader sees."""
        return ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses that its author wrote out, besides those of links and pictures."""
        return ()

    def line(self, key: str) -> int:
        """Return the line of a front matter key, or that where the value begins."""
        return next((line for name, line in self.keys if name == key), self.begins)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text that an author wrote into a value, as readers see it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Body):
        yield html.unescape(value.html)
    elif isinstance(value, tuple):
        yield from (text for part in value for text in texts_in(part))
    elif is_dataclass(value):
        parts = (getattr(value, part.name) for part in fields(value))
        yield from (text for part in parts for text in texts_in(part))
