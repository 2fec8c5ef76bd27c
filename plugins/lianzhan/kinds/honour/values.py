"""An honour as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.value import Value
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date, datetime

OVER = "over"
"""The phase of an honour whose term has run out."""


@dataclass(frozen=True)
class Consent:
    """Who agreed that a person is named, and since when. No reader sees it."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Term:
    """How long an honour holds: through its last day, so that it has run out once it `ends`."""

    last: date
    ends: datetime


@dataclass(frozen=True)
class Honour(Value):
    """An award that was given to a unit or, with her consent, to a person: one of many in a file.

    `award` is the slug of one of the federation's awards, `level` one of those at which that is
    given. Of the `year` in which it was given, `since` is the beginning: 0 and NEVER where it could
    not be read. `revoked` is when the awarding body took it back.
    """

    date: datetime = ALWAYS
    award: str = ""
    level: str = ""
    year: int = 0
    since: datetime = NEVER
    unit: str = ""
    person: str = ""
    consent: Consent | None = None
    term: Term | None = None
    revoked: datetime | None = None

    @property
    def label(self) -> str:
        """Whom reviewers read about."""
        return self.whom or self.name

    @property
    def whom(self) -> str:
        """Who was honoured."""
        return self.unit or self.person

    @property
    def has_ended(self) -> bool:
        """Whether it was taken back: then no list has it, from the day on which that is written."""
        return self.revoked is not None

    def is_over(self, now: datetime) -> bool:
        """Whether its term has run out: then lists say so."""
        return self.term is not None and self.term.ends <= now
