"""A notice of withdrawal as it stands in the head of what was withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.review.digest import notice_digest
from lianzhan.kinds.value import Value
from lianzhan.model.catalog import ALWAYS, moved_from
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import kind_named, notice_of
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.model.catalog import Alias

TOLD = "told"
"""The phase of an entry in which feeds say that it is gone."""
TOLD_FOR = timedelta(days=90)
"""How long feeds say that an entry is gone: readers' programs that ask less often are few, and the
page says it for as long as it stands."""


@dataclass(frozen=True)
class Notice(Value):
    """A notice, a text alone: it has the address and the chain's terms of what it stands for.

    `column` is that of the withdrawn value or, without columns, the folder of its pages. The
    lasting id is the withdrawn value's own, made of `withdrawn` and its `aliases`.
    """

    text: str = ""
    withdrawn: str = ""
    aliases: tuple[Alias, ...] = ()

    @property
    def label(self) -> str:
        """What it is called in lists for reviewers: all that it says."""
        return self.text

    @property
    def identity(self) -> str:
        """The path that the lasting id of what was withdrawn is made of."""
        return self.aliases[0].path if self.aliases else self.withdrawn

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses that it had before, with what it stands for."""
        return moved_from(self.column, self.name, self.aliases)

    @property
    def since(self) -> datetime:
        """From when it counts: the moment of its last step. Without any it never does."""
        return max((step.since for step in self.review if step.since), default=ALWAYS)

    @property
    def told_until(self) -> datetime:
        """Until when feeds say that the entry is gone."""
        return self.since + TOLD_FOR


def notice_at(value: Value, kind: str) -> Notice | None:
    """Return the notice in the head of a value of a kind, if there is one."""
    said = value.notice
    if said is None:
        return None
    words = notice_digest(said.text)
    steps = [(step.step, step.by, step.since, step.digest, step.signature) for step in said.review]
    return Notice(
        path=notice_of(value.path),
        site=value.site,
        column=value.column or kind_named(kind).reserved,
        name=value.name,
        digest=digest_of((words, steps)),
        words=words,
        date=ALWAYS,
        status="",
        review=said.review,
        keys=(("review", said.line),),
        begins=said.line,
        submitter=value.submitter or str(getattr(value, "author", "")),
        text=said.text,
        withdrawn=value.path,
        aliases=tuple(getattr(value, "aliases", ())),
    )


def told(notice: Notice, now: datetime) -> bool:
    """Whether feeds still say that the entry is gone."""
    return notice.since <= now < notice.told_until
