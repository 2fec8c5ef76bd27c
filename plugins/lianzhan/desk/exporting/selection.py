"""Which published articles are asked for, and which of those picked can't be exported. Pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.kinds.campaign.lookup import Campaigns
from lianzhan.kinds.campaign.terms import terms_of
from lianzhan.kinds.pick.placing import PLACING as PICKS
from lianzhan.kinds.pick.placing import adopted
from lianzhan.kinds.placing import sites_below
from lianzhan.model.catalog import NEVER
from lianzhan.model.federation import NATIONAL
from lianzhan.model.frozen import dataclass
from lianzhan.reading.keys import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.catalog import Catalog, Entry, Pick
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem


@dataclass(frozen=True)
class Selection:
    """What is asked for: all that is given must hold. Empty is not asked for.

    `campaign` is the path of the campaign that an article is an entry of; what its site has picked
    is meant, or `picked_by` another: with that site's own entries that it offers upward, as nobody
    picks one's own. Without a campaign `picked_by` is the slug of a site that has picked it.
    `columns` are slugs of its own column; `site` is that of its home, or of one above. `since` and
    `until` are days on which it was published, both included.
    """

    campaign: str = ""
    columns: frozenset[str] = frozenset()
    picked_by: str = ""
    site: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Chosen:
    """An article to be exported, and the picks that hold, from its own county upward."""

    path: str
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a check knows of the content."""

    federation: Federation
    catalog: Catalog
    published: Collection[str]

    @cached_property
    def campaigns(self) -> Campaigns:
        """The campaigns that entries are judged by: all that are not withdrawn."""
        every = self.catalog.of_kind("campaign", self.catalog.entries.keys())
        return Campaigns(self.federation, tuple(e for e in every if e.status != WITHDRAWN))

    def campaign_of(self, entry: Entry) -> Terms | None:
        """Return the terms of the campaign that an article is an entry of."""
        campaign = self.campaigns.meant_by(entry)
        return terms_of(campaign) if campaign else None


@dataclass(frozen=True)
class LostPick:
    """A pick that brings nothing into an export: why, and the path of the article, if known."""

    fault: Problem
    path: str


def chosen(asked: Selection, known: Known) -> tuple[Chosen, ...]:
    """Return the published articles that are asked for: by site in the tree's order, then by day.

    Of picks, only those count that a build follows.
    """
    picks = _picks_that_hold(known)
    wanted = _Wanted(asked, known)
    order = {site.slug: place for place, site in enumerate(known.federation.sites)}
    found = [
        entry
        for entry in known.catalog.of_kind("article", known.published)
        if wanted.takes(entry) and wanted.has_passed(entry, picks.get(entry.path, ()))
    ]
    found.sort(key=lambda entry: (order[entry.site], entry.date, entry.path))
    return tuple(Chosen(entry.path, tuple(picks.get(entry.path, ()))) for entry in found)


def lost_picks(asked: Selection, known: Known) -> Iterator[LostPick]:
    """Yield why picks of the site that is asked for bring nothing into the export.

    One whose article is known, and would not be asked for, is passed over.
    """
    wanted = _Wanted(asked, known)
    held = _held(known)
    faults: dict[tuple[str, int], list[Problem]] = {}
    for fault in PICKS.problems(known.federation, known.catalog, known.published):
        faults.setdefault((fault.path, fault.line), []).append(fault)
    for pick, path in adopted(known.catalog):
        entry = known.catalog.entries.get(path)
        is_asked_for = pick.site == asked.picked_by and (entry is None or wanted.takes(entry))
        if is_asked_for and (pick.site, path) not in held:
            yield from (LostPick(fault, path) for fault in faults.get((pick.path, pick.line), ()))


def _held(known: Known) -> frozenset[tuple[str, str]]:
    """Return the sites and articles of the picks that a build follows."""
    places = PICKS.places(known.federation, known.catalog, known.published)
    return frozenset((place.site, place.path) for place in places)


def homes_of(asked: Selection, federation: Federation) -> tuple[Site, ...]:
    """Return the sites whose articles may be asked for: one and all below it, or all."""
    top = asked.site or asked.picked_by
    if not top:
        return federation.sites
    return (federation.by_slug[top], *sites_below(federation, top))


def _picks_that_hold(known: Known) -> dict[str, list[Pick]]:
    """Return by article the picks that are followed, each site's once, the lowest site's first."""
    federation = known.federation
    found: dict[str, dict[str, Pick]] = {}
    held = _held(known)
    for pick, path in adopted(known.catalog):
        if (pick.site, path) in held:
            found.setdefault(path, {}).setdefault(pick.site, pick)
    depth = {site.slug: len(federation.ancestors(site)) for site in federation.sites}
    return {
        path: sorted(picks.values(), key=lambda pick: -depth[pick.site])
        for path, picks in found.items()
    }


class _Wanted:
    """Tells which entries are asked for, whoever picked them."""

    def __init__(self, asked: Selection, known: Known) -> None:
        self._asked, self._known = asked, known
        self._zone = ZoneInfo(known.federation.timezone)
        self._sites = {site.slug for site in homes_of(asked, known.federation)}

    def has_passed(self, entry: Entry, picks: Sequence[Pick]) -> bool:
        """Whether the site that is asked for has picked it or, of a campaign, passes its own on."""
        by = self._asked.picked_by
        is_passed_on = bool(self._asked.campaign) and entry.site == by and self._is_offered(entry)
        return not by or is_passed_on or any(pick.site == by for pick in picks)

    def _is_offered(self, entry: Entry) -> bool:
        """Whether an article is offered to a level above its own."""
        rank = self._known.federation.rank
        level = self._known.federation.by_slug[entry.site].level
        return entry.offer == NATIONAL or rank.get(entry.offer, rank[level]) < rank[level]

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is of a campaign, in a column, at a site and of a day asked for."""
        asked = self._asked
        if asked.campaign:
            campaign = self._known.campaigns.meant_by(entry)
            if campaign is None or campaign.path != asked.campaign:
                return False
        if asked.columns and entry.column not in asked.columns:
            return False
        if asked.site and entry.site not in self._sites:
            return False
        return self._is_in_time(entry)

    def _is_in_time(self, entry: Entry) -> bool:
        if entry.date == NEVER:  # unreadable: as if it were asked for, so that it is named
            return True
        day = entry.date.astimezone(self._zone).date()
        since, until = self._asked.since, self._asked.until
        return (since is None or since <= day) and (until is None or day <= until)
