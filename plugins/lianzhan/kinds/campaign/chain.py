"""How entries rise: who may pick which, level by level, and how many of a campaign. Pure.

In: picks that can be followed but for this (see `kinds.pick.placing`). Out: those that adopt
nothing, and what is to be said of others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.article.submission import submission_of
from lianzhan.kinds.campaign.terms import RECOMMEND, terms_of
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.campaign.lookup import Campaigns
    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.catalog import Catalog, Entry, Pick
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation, Site

PICK_CHAIN_GAP = warning(
    "pick-chain-gap",
    N_("“{article}”还没有经 {between} 选用，本级先选用了，没有算数"),
    N_("请 {between} 在它的 picks.toml 里选用，本级的这一条就自动生效；活动“{campaign}”逐级推荐"),
)
PICK_OVER_QUOTA = warning(
    "pick-over-quota",
    N_("活动“{campaign}”本级最多推荐 {most} 篇，这是第 {place} 篇（“{article}”），没有算数"),
    N_("删去一条，或把要保留的移到 picks.toml 前面：按先后次序算"),
)
PICK_NOT_NOTED = warning(
    "pick-not-noted",
    N_("选用活动稿件“{article}”，没有写谁在哪一天选用的"),
    N_('在这一条里加上 by = "姓名" 和 on = 日期'),
)
PICK_BEFORE_OFFER = warning(
    "pick-before-offer",
    N_("“{article}”{offered} 才推荐，选用的日期 {on} 却在这之前"),
    N_("核对这一条的 on，和稿件里 offered 的日期"),
)
_SHOWN = 120
"""Characters of a path that a message shows."""

Adopting = tuple["Pick", str]
"""A pick and the path of the article that it means."""


@dataclass
class _Rising:
    """Entries on their way upward: which sites picked them, and how many of each campaign."""

    federation: Federation
    campaigns: Campaigns
    picked: set[tuple[str, str]] = field(default_factory=set)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def refusal(self, pick: Pick, entry: Entry) -> Problem | None:
        """Return why a pick adopts nothing; note it where it does."""
        campaign = self.campaigns.meant_by(entry)
        if campaign and (pick.site, entry.path) not in self.picked:
            terms = terms_of(campaign)
            site = self.federation.by_slug[pick.site]
            fault = self._gap(pick, entry, terms, site)
            fault = fault or self._over(pick, campaign, terms, site.level)
            if fault:
                return fault
            self.counts[pick.site, campaign.path] += 1
        self.picked.add((pick.site, entry.path))
        return None

    def _gap(self, pick: Pick, entry: Entry, terms: Terms, site: Site) -> Problem | None:
        """A site picks what those of the chain between it and the entry's home have picked."""
        home = self.federation.by_slug[entry.site]
        line = [*self.federation.ancestors(home)]
        between = (each for each in line[line.index(site) + 1 :] if each.level in terms.chain)
        missing = [each for each in between if (each.slug, entry.path) not in self.picked]
        if not missing or site.level not in terms.chain:
            return None
        names = ", ".join(each.name for each in reversed(missing))
        return _fault(pick, PICK_CHAIN_GAP, between=names, campaign=terms.title)

    def _over(self, pick: Pick, campaign: Entry, terms: Terms, level: str) -> Problem | None:
        quota = terms.quota(RECOMMEND, level)
        place = self.counts[pick.site, campaign.path] + 1
        if quota is None or quota.most is None or place <= quota.most:
            return None
        self.counts[pick.site, campaign.path] = place
        details = {"campaign": terms.title, "most": quota.most, "place": place}
        return _fault(pick, PICK_OVER_QUOTA, **details)


@dataclass(frozen=True)
class Chain:
    """What campaigns say of picks of their entries, each of which could else be followed.

    Those campaigns speak that are published: while one is worked on, nothing is taken away for it.
    """

    federation: Federation
    catalog: Catalog
    campaigns: Campaigns
    picks: tuple[Adopting, ...]

    @cached_property
    def refused(self) -> dict[Pick, Problem]:
        """The picks that adopt nothing for their campaign's sake, and why.

        Lower sites come first: what a city may not pick has not come to the province. At a site it
        is the order of its file.
        """
        rising = _Rising(self.federation, self.campaigns)
        found: dict[Pick, Problem] = {}
        for pick, path in sorted(self.picks, key=self._place):
            if fault := rising.refusal(pick, self.catalog.entries[path]):
                found[pick] = fault
        return found

    def remarks(self) -> Iterator[Problem]:
        """Yield what is amiss with picks of entries that does not keep them from adopting.

        It is noted who picked an entry and when, which was after it was offered.
        """
        for pick, path in self.picks:
            offered = submission_of(self.catalog.entries[path]).offered_at
            if not (pick.by and pick.on):
                yield _fault(pick, PICK_NOT_NOTED)
            elif offered and pick.on < offered:
                fault = _fault(pick, PICK_BEFORE_OFFER, offered=offered, on=pick.on)
                yield Problem(fault.path, pick.on_line, fault.definition, fault.details)

    def _place(self, adopting: Adopting) -> tuple[int, str, int]:
        pick = adopting[0]
        depth = len(self.federation.ancestors(self.federation.by_slug[pick.site]))
        return -depth, pick.path, pick.line


def _fault(pick: Pick, code: Code, **details: object) -> Problem:
    return problem(pick.path, pick.line, code, article=pick.article[:_SHOWN], **details)
