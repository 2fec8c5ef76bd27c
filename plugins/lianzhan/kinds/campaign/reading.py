"""Campaigns: what is written to a value, and what placing and judging must know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.kinds.campaign.keys import KEYS
from lianzhan.kinds.campaign.rules import RULES
from lianzhan.kinds.campaign.terms import LINE, facts_of
from lianzhan.kinds.campaign.values import Campaign
from lianzhan.kinds.reading import entry_of, made
from lianzhan.model.catalog import NEVER
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

_LINES = ("title", "audience", "push")


@dataclass(frozen=True)
class CampaignReading:
    """How a campaign is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Campaign, tuple[Problem, ...]]:
        """Return a campaign, and a problem for each key that could not be read.

        It is announced on the first day of its run, unless it says when.
        """
        campaign, problems = made(Campaign, KEYS, written)
        is_dated = "date" in dict(campaign.keys)
        return (campaign if is_dated else replace(campaign, date=campaign.starts)), problems

    def entry(self, value: Campaign, now: datetime) -> Entry:
        """Return what others must know of a campaign: its terms, and how far it has come."""
        lines = ((f"{LINE}{key}", str(value.line(key))) for key in _LINES)
        entry = entry_of(value, "campaign", aliases=value.aliases)
        return entry._replace(phase=value.phase(now), facts=(*facts_of(value.terms), *lines))

    def moments(self, value: Campaign, _now: datetime) -> Iterable[datetime]:
        """Its pages change at the borders of its run and of each phase."""
        return (moment for moment in value.terms.moments if moment != NEVER)


READING = CampaignReading()
