"""Values: a campaign as it was read."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.kinds.campaign.terms import Audience, Limits, Terms, progress
from lianzhan.kinds.value import Value
from lianzhan.model.catalog import NEVER, moved_from
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.campaign.terms import Phase, Quota, Theme
    from lianzhan.model.catalog import Alias
    from lianzhan.model.contact import Telephone

FOLDER = "campaigns"
"""Where its pages stand, below its site."""


@dataclass(frozen=True)
class Contact:
    """Whom to ask: an office, its telephones, and its address for e-mail or ""."""

    name: str
    telephones: tuple[Telephone, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Campaign(Value):
    """A campaign: its one sentence, its run, and what holds for those who take part.

    Readers see it from its `date` on: the day of its announcement, or else the first of its run,
    which is from `starts` until `ends`, the first moment after its last day. The text says how to
    take part. `chain` names levels; `push` names slugs and levels of sites below that show it, too,
    or is
    `kinds.placing.ALL_BELOW`.
    """

    title: str = ""
    slogan: str = ""
    starts: datetime = NEVER
    ends: datetime | None = None
    themes: tuple[Theme, ...] = ()
    phases: tuple[Phase, ...] = ()
    limits: Limits = field(default_factory=Limits)
    quotas: tuple[Quota, ...] = ()
    audience: Audience = field(default_factory=Audience)
    contacts: tuple[Contact, ...] = ()
    chain: tuple[str, ...] = ()
    push: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()

    @property
    def identity(self) -> str:
        """The path that its lasting id is made of: the oldest that is known."""
        return self.aliases[0].path if self.aliases else self.path

    @property
    def moved_from(self) -> tuple[Alias, ...]:
        """The addresses it had before, and has no more: one for all that differ in case alone."""
        return moved_from(FOLDER, self.name, self.aliases)

    @property
    def terms(self) -> Terms:
        """What holds for its entries; one whose end can't be read is withheld, and never ends."""
        return Terms(
            self.name,
            self.title,
            self.starts,
            self.ends or NEVER,
            self.themes,
            self.phases,
            self.limits,
            self.quotas,
            self.audience,
            self.chain,
            self.push,
        )

    def phase(self, now: datetime) -> str:
        """Return how far it has come at a moment (see `terms.progress_of`)."""
        return str(progress(self.terms, now))
