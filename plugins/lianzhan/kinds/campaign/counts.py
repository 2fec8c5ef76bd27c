"""What a campaign has come to, in numbers: quotas by unit, entries by theme and state. Pure.

In: what a check knows of the federation. Out: values for those who run the campaign; no page has
them.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.article.entrants import THEME, entrants
from lianzhan.kinds.campaign.lookup import Campaigns, fact
from lianzhan.kinds.campaign.terms import RECOMMEND, SUBMIT, terms_of
from lianzhan.kinds.placing import sites_below
from lianzhan.model.catalog import PICKED
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.model.report import AWAITING, CHANGED
from lianzhan.reading.keys import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lianzhan.kinds.campaign.terms import Quota, Terms
    from lianzhan.model.catalog import Catalog, Entry, Placement
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.report import Decision

PUBLISHED, WAITING, FAULTY, LATER, GONE = "published", "waiting", "faulty", "later", "gone"
STATES = {
    PUBLISHED: N_("已发布"),
    WAITING: N_("等待审签"),
    FAULTY: N_("有错误"),
    LATER: N_("未到发布时间"),
    GONE: N_("已撤下"),
}
"""What can have become of an entry, with its words, in the order in which they are listed."""
_OF_REASON = {AWAITING: WAITING, CHANGED: WAITING, "problems": FAULTY, "scheduled": LATER}


@dataclass(frozen=True)
class UnitCount:
    """How a site stands against a quota: `count` of `least` to `most` (None: no bound)."""

    site: Site
    count: int
    least: int
    most: int | None

    @property
    def is_short(self) -> bool:
        """Whether there is less than the quota wants."""
        return self.count < self.least

    @property
    def is_over(self) -> bool:
        """Whether there is more than the quota allows."""
        return self.most is not None and self.count > self.most


@dataclass(frozen=True)
class QuotaCount:
    """A quota of the sites of a level, and how each of them stands, in the order of the tree."""

    kind: str
    level: str
    units: tuple[UnitCount, ...]

    @property
    def at_zero(self) -> tuple[Site, ...]:
        """The sites that have nothing."""
        return tuple(unit.site for unit in self.units if unit.count == 0)

    @property
    def met(self) -> int:
        """How many sites have what the quota wants, and not too much."""
        return sum(not (unit.is_short or unit.is_over) for unit in self.units)


@dataclass(frozen=True)
class ThemeCount:
    """How many entries a theme has in each state; of those without a known theme `slug` is ""."""

    slug: str
    title: str
    states: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them, but those that are gone."""
        return sum(count for state, count in self.states.items() if state != GONE)


@dataclass(frozen=True)
class CampaignCounts:
    """A campaign in numbers. Of the sites that are `unread` nothing is known."""

    path: str
    terms: Terms
    quotas: tuple[QuotaCount, ...]
    themes: tuple[ThemeCount, ...]
    unread: tuple[Site, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a check knows: the tree, all entries, decisions by path, where values show.

    Of sites that are not `read` (their slugs) nobody knows everything.
    """

    federation: Federation
    catalog: Catalog
    decisions: Mapping[str, Decision]
    placements: Iterable[Placement]
    read: frozenset[str]

    @cached_property
    def campaigns(self) -> Campaigns:
        """The campaigns that are there, whether readers see them or not."""
        every = self.catalog.of_kind("campaign", self.decisions.keys())
        there = (entry for entry in every if entry.status != WITHDRAWN)
        return Campaigns(self.federation, tuple(there))


def campaigns_called(known: Known, written: str) -> list[Entry]:
    """Return the campaigns that somebody means by a path, a name or a title."""
    return [
        entry
        for entry in known.campaigns.entries
        if written.strip() == entry.path or terms_of(entry).is_called(written)
    ]


def counts_of(known: Known, campaign: Entry, slug: str = "") -> CampaignCounts:
    """Return a campaign in numbers: at all sites that take part, or at one and those below it.

    A site's entries are its own and those of the sites below it; what is gone counts for no quota,
    and what is not published yet counts for none, either.
    """
    terms = terms_of(campaign)
    sites = [*_taking_part(known, campaign, slug)]
    slugs = {site.slug for site in sites}
    sent = known.campaigns.sent_in(entrants(known.catalog.entries.values()))
    own = [entry for entry in sent.get(campaign.path, ()) if entry.site in slugs]
    counted = {
        SUBMIT: _submitted(known, own),
        RECOMMEND: _recommended(known, {entry.path for entry in sent.get(campaign.path, ())}),
    }
    quotas = (_quota_count(quota, sites, counted[quota.kind]) for quota in terms.quotas)
    unread = tuple(site for site in sites if site.slug not in known.read)
    return CampaignCounts(
        campaign.path, terms, tuple(quotas), tuple(_by_theme(known, terms, own)), unread
    )


def _taking_part(known: Known, campaign: Entry, slug: str) -> Iterator[Site]:
    """Yield the sites of a campaign that are asked for, in the order of the tree."""
    federation = known.federation
    audience = terms_of(campaign).audience
    below = {campaign.site, *(site.slug for site in sites_below(federation, campaign.site))}
    wanted = {slug, *(site.slug for site in sites_below(federation, slug))} if slug else below
    for site in federation.sites:
        line = {*known.campaigns.line(site.slug)}
        is_invited = site.level in audience.levels or not line.isdisjoint(audience.sites)
        if site.slug in below & wanted and (
            is_invited or not (audience.sites or audience.levels) or site.slug == campaign.site
        ):
            yield site


def _submitted(known: Known, entries: Iterable[Entry]) -> Counter[str]:
    """Count the published entries of each site and of those below it."""
    published = (entry for entry in entries if known.decisions[entry.path].approved)
    return Counter(slug for entry in published for slug in known.campaigns.line(entry.site))


def _recommended(known: Known, entries: set[str]) -> Counter[str]:
    """Count the entries that each site has picked."""
    picked = (place for place in known.placements if place.why == PICKED)
    return Counter(place.site for place in picked if place.path in entries)


def _quota_count(quota: Quota, sites: Iterable[Site], counts: Mapping[str, int]) -> QuotaCount:
    units = (
        UnitCount(site, counts.get(site.slug, 0), quota.least, quota.most)
        for site in sites
        if site.level == quota.level
    )
    return QuotaCount(quota.kind, quota.level, tuple(units))


def _by_theme(known: Known, terms: Terms, entries: Iterable[Entry]) -> Iterator[ThemeCount]:
    """Yield each theme with its entries by state; last those whose theme nobody knows, if any."""
    counts: dict[str, Counter[str]] = {theme.slug: Counter() for theme in terms.themes}
    for entry in entries:
        theme = terms.theme(fact(entry, THEME))
        slug = theme.slug if theme else ""
        counts.setdefault(slug, Counter())[state_of(known.decisions[entry.path])] += 1
    titles = {theme.slug: theme.title for theme in terms.themes}
    for slug, states in counts.items():
        yield ThemeCount(slug, titles.get(slug, ""), {state: states[state] for state in STATES})


def state_of(decision: Decision) -> str:
    """Return what has become of an entry: one of `STATES`."""
    if decision.approved:
        return PUBLISHED
    return GONE if decision.gone else _OF_REASON.get(decision.reason, GONE)
