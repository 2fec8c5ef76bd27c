"""The terms of a campaign: values, the facts that its entry holds of them, and back. Pure.

In: what a campaign's file says, or the entry that the catalog has of it. Out: its terms, and how
far it has come at a moment.
"""

from __future__ import annotations

import json
from dataclasses import asdict, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lianzhan.model.federation import ImageProfile
from lianzhan.model.frozen import dataclass
from lianzhan.reading.meant_words import plain_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.catalog import Entry

COLLECT, RECOMMEND, DISPLAY = "collect", "recommend", "display"
PHASE_KINDS = (COLLECT, RECOMMEND, DISPLAY)
"""What is done in a phase: entries are sent in, sites recommend some upward, all are shown."""
SUBMIT = "submit"
QUOTA_KINDS = (SUBMIT, RECOMMEND)
"""What quotas count at each site of a level: the entries sent in there; those it passes on."""
BEFORE, RUNNING, OVER = "before", "running", "over"
"""How far a campaign has come; OVER is from the day after its last."""
DONE, NOW, NEXT = "done", "now", "next"
"""How far one of its phases has come, as the theme's timeline words it."""
TERMS = "terms"
"""The fact of a campaign's entry that holds its terms, as JSON."""
LINE = "line:"
"""The start of facts that say at which line a key stands."""


@dataclass(frozen=True)
class Theme:
    """A theme that entries name, by its slug or its title."""

    slug: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Phase:
    """A phase: from its first moment until `ends`, the first moment after its last day."""

    kind: str
    title: str
    starts: datetime
    ends: datetime

    @property
    def last_day(self) -> datetime:
        """A moment of its last day."""
        return self.ends - timedelta(microseconds=1)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment is in it."""
        return self.starts <= moment < self.ends

    def state(self, now: datetime) -> str:
        """Return how far it has come."""
        return NEXT if now < self.starts else NOW if now < self.ends else DONE


@dataclass(frozen=True)
class Limits:
    """What each entry may be, in place of what its column says; None and "" limit nothing.

    `text` counts characters as columns do; pictures fit `own_profile`, or the profile of
    federation.toml that `profile` names.
    """

    text: int | None = None
    profile: str = ""
    own_profile: ImageProfile | None = None

    def images(self, profiles: Iterable[ImageProfile]) -> ImageProfile | None:
        """Return what pictures must fit, of the federation's profiles or its own; None for any."""
        named = (profile for profile in profiles if profile.name == self.profile)
        return self.own_profile or next(named, None)


@dataclass(frozen=True)
class Quota:
    """How many entries each site of a level sends in or passes on; `most` None is no bound."""

    kind: str
    level: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Audience:
    """Who may take part: `who` in words, holders of an award, sites and levels; who may not.

    `level` is one of the award's, "" for any. Without `sites` and `levels` all sites below take
    part. `excluded` are units by name, or words that their names hold.
    """

    who: str = ""
    award: str = ""
    level: str = ""
    excluded: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """All that holds for a campaign's entries, and what placing must know of it.

    `starts` and `ends` are those of the run, as of a phase. `chain` names levels: from the lowest
    that recommends to the highest.
    """

    name: str
    title: str
    starts: datetime
    ends: datetime
    themes: tuple[Theme, ...] = ()
    phases: tuple[Phase, ...] = ()
    limits: Limits = field(default_factory=Limits)
    quotas: tuple[Quota, ...] = ()
    audience: Audience = field(default_factory=Audience)
    chain: tuple[str, ...] = ()
    push: tuple[str, ...] = ()

    @property
    def last_day(self) -> datetime:
        """A moment of the last day of its run."""
        return self.ends - timedelta(microseconds=1)

    def is_called(self, written: str) -> bool:
        """Whether people mean it by a text: its name, or its title in any width and case."""
        return plain_form(written) in (plain_form(self.name), plain_form(self.title))

    def theme(self, written: str) -> Theme | None:
        """Return the theme that people mean by a text: its slug or its title."""
        wanted = plain_form(written)
        names = ((theme, plain_form(theme.slug), plain_form(theme.title)) for theme in self.themes)
        return next((theme for theme, *called in names if wanted in called), None)

    def of_kind(self, kind: str) -> tuple[Phase, ...]:
        """Return its phases of a kind."""
        return tuple(phase for phase in self.phases if phase.kind == kind)

    def is_in(self, kind: str, moment: datetime) -> bool:
        """Whether a phase of a kind runs at a moment; without one of the kind, the run counts."""
        phases = self.of_kind(kind)
        if phases:
            return any(phase.holds(moment) for phase in phases)
        return self.starts <= moment < self.ends

    def quota(self, kind: str, level: str) -> Quota | None:
        """Return the quota of the sites of a level."""
        found = (each for each in self.quotas if (each.kind, each.level) == (kind, level))
        return next(found, None)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When what pages say of it changes."""
        borders = {border for phase in self.phases for border in (phase.starts, phase.ends)}
        return tuple(sorted({*borders, self.starts, self.ends}))


@dataclass(frozen=True)
class Progress:
    """How far a campaign has come: BEFORE, RUNNING or OVER, and the state of each phase."""

    stage: str
    states: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.stage, *self.states))


def progress(terms: Terms, now: datetime) -> Progress:
    """Return how far a campaign has come at a moment: the `phase` of its entry, as a text."""
    stage = BEFORE if now < terms.starts else RUNNING if now < terms.ends else OVER
    return Progress(stage, tuple(phase.state(now) for phase in terms.phases))


def progress_of(phase: str) -> Progress:
    """Return how far a campaign has come by its entry's `phase`."""
    stage, *states = phase.split(" ")
    return Progress(stage, tuple(states))


def shows_entries(terms: Terms, reached: Progress) -> bool:
    """Whether its page shows entries: from the first day of display on, and after the end.

    Without a phase of display that is as soon as it runs.
    """
    states = zip(terms.phases, reached.states, strict=True)
    shown = [state for phase, state in states if phase.kind == DISPLAY]
    if not shown or reached.stage == OVER:
        return reached.stage != BEFORE
    return any(state != NEXT for state in shown)


def facts_of(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Return terms as a fact of an entry: what only pages show of themes is left out."""
    held = asdict(terms)
    for theme in held["themes"]:
        del theme["text"]
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), default=str)
    return ((TERMS, text),)


def terms_of(entry: Entry) -> Terms:
    """Return the terms of a campaign from its entry."""
    return _parsed(dict(entry.facts)[TERMS])


@lru_cache(maxsize=256)
def _parsed(text: str) -> Terms:
    held: dict[str, Any] = json.loads(text)
    own = held["limits"]["own_profile"]
    if own:
        own_profile = ImageProfile(**{**own, "formats": tuple(own["formats"])})
        held["limits"]["own_profile"] = own_profile
    made: dict[str, Any] = {
        **_dated(held),
        "themes": tuple(Theme(**each) for each in held["themes"]),
        "phases": tuple(Phase(**_dated(each)) for each in held["phases"]),
        "limits": Limits(**held["limits"]),
        "quotas": tuple(Quota(**each) for each in held["quotas"]),
        "audience": Audience(**_tuples(held["audience"])),
    }
    return Terms(**_tuples(made))


def _dated(held: dict[str, Any]) -> dict[str, Any]:
    days = ("starts", "ends")
    return {**held, **{name: datetime.fromisoformat(held[name]) for name in days}}


def _tuples(held: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(of) if isinstance(of, list) else of for name, of in held.items()}
