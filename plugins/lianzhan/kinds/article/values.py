"""Values: an article (or page) as it was read.

They go to and from workers and the cache by the thousand. Frozen dataclasses with slots are pickled
by a loop in Python, ten times slower than without: so these have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from lianzhan.kinds.article.consent_words import consent_remark
from lianzhan.kinds.value import Remark, Value
from lianzhan.model.body import Link
from lianzhan.model.catalog import moved_from
from lianzhan.model.codes import N_

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
    first moment of the next one. `asks` are the parts of a work that it wants besides its author.
    """

    to: str
    title: str = ""
    start: datetime | None = None
    until: datetime | None = None
    end: datetime | None = None
    asks: tuple[str, ...] = ()

    def phase(self, now: datetime) -> str:
        """Return whether it is open at a moment, or not yet, or no longer."""
        if self.start and now < self.start:
            return BEFORE
        return CLOSED if self.end and now >= self.end else OPEN


@dataclass(frozen=True)
class Work:
    """A work that somebody made (作品): all that readers are told of it besides its page.

    `author` is who made it, as that person wants to be named; or a `group` did. `age` is one of
    `AGES`, `form` of `FORMS`. A `school` or a `unit`, never both. `answers` is the call that it was
    made for, as a link has it. Nothing else of a person is kept.
    """

    author: str = ""
    group: str = ""
    age: str = ""
    school: str = ""
    unit: str = ""
    form: str = ""
    answers: str = ""

    @property
    def maker(self) -> str:
        """Who made it."""
        return self.author or self.group

    @property
    def place(self) -> str:
        """Its maker's school or unit."""
        return self.school or self.unit

    @property
    def is_by_minor(self) -> bool:
        """Whether it is, or may be, a child's: one at school whose age nobody says may be one."""
        return self.age in MINORS or (not self.age and bool(self.school))

    @property
    def given(self) -> tuple[str, ...]:
        """The parts that a call may ask for, and that are there."""
        return tuple(part for part in ASKED if getattr(self, part))


AGES = (N_("6岁以下"), N_("7–12岁"), N_("13–17岁"), N_("成人"))
"""Age groups: with the name and the school they tell no more of a child than an exhibition does."""
MINORS = AGES[:3]
VIDEO, WORDS = N_("视频"), N_("文字")
FORMS = (N_("绘画"), N_("书法"), N_("剪纸"), N_("摄影"), N_("手工"), VIDEO, WORDS)
"""What a work is."""
ASKED = ("age", "school", "unit")
"""Parts of a work that a call may ask for."""


@dataclass(frozen=True)
class Consent:
    """That somebody agreed to be named and shown: by whom and when. No reader ever sees it.

    Of a minor it is the guardian's. `withdrawn` is the day on which it was taken back, None where
    that can't be read, too.
    """

    by: str = ""
    at: date | None = None
    withdrawn: date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Offered:
    """Who offered an article upward, and on which day. No reader sees it."""

    by: str = ""
    at: date | None = None


@dataclass(frozen=True)
class Article(Value):
    """An article, or a page when `column` is None.

    One with a `campaign` (its name or title) is an entry of it, for one of its themes.
    """

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
    offered: Offered | None = None
    campaign: str = ""
    theme: str = ""
    aliases: tuple[Alias, ...] = ()
    document: Document | None = None
    forwards: Forwards | None = None
    call: Call | None = None
    work: Work | None = None
    consent: Consent | None = None

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
        """The links of its body, then those of its head: what it forwards or answers, its form."""
        if not (self.forwards or self.call or self.work):
            return self.body.links
        led = (("forwards", self.forwards), ("call", self.call))
        in_head = [Link(x.to, self.line(key)) for key, x in led if x]
        if self.work and self.work.answers:
            in_head.append(Link(self.work.answers, self.line("work")))
        return (*self.body.links, *in_head)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Who agreed that it is shown."""
        return consent_remark(self.work, self.consent)

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows: the cover first, then the body's in order."""
        return (self.cover, *self.body.images) if self.cover else self.body.images
