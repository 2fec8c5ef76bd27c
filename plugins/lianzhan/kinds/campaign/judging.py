"""Whether entries keep the terms of their campaign: known only once all sites are read. Pure.

In: the catalog with its campaigns, honours and articles, and what was decided so far. Out: by path
the problems of each article that names a campaign; an error withholds it. Its limits hold in place
of the column's; where it has none, or nobody knows the campaign, those of the column do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.article.submission import submission_of
from lianzhan.kinds.campaign.entry_limits import limit_faults
from lianzhan.kinds.campaign.entry_rules import RULES, Submitted
from lianzhan.kinds.campaign.lookup import Campaigns
from lianzhan.kinds.campaign.terms import terms_of
from lianzhan.kinds.review.chain import OF_THE_CHAIN
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.reading.toml_file import nearest_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from lianzhan.kinds.article.submission import Submission
    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation
    from lianzhan.model.report import Decision

UNKNOWN_CAMPAIGN = warning(
    "unknown-campaign",
    N_("没有叫“{campaign}”的活动，这篇按普通稿件处理"),
    N_("写活动的名称，或 campaigns/ 里的文件名；最接近的是 {nearest}。不参加活动的，删去这一行"),
)
_OTHERS = {
    "withdrawn": warning(
        UNKNOWN_CAMPAIGN.name,
        N_("活动“{campaign}”已经撤下，这篇按普通稿件处理"),
        N_("删去 campaign 和 theme；活动还要办的，恢复它的状态"),
    )
}
"""In a table, as all that have a code's name but are not the code itself."""
_SHOWN = 60
"""Characters of a name that a message shows."""


@dataclass(frozen=True)
class Ground:
    """What entries are judged on: all that is known, and what was decided without campaigns.

    Only of the sites that are `whole` (their slugs) is everything known.
    """

    federation: Federation
    catalog: Catalog
    decisions: Mapping[str, Decision]
    whole: Container[str]

    @cached_property
    def campaigns(self) -> Campaigns:
        """The campaigns that are there, whether readers see them yet or not.

        Whoever works on one again must not take away what stands. One that was withdrawn is none.
        """
        return self._campaigns(are_withdrawn=False)

    @cached_property
    def withdrawn(self) -> Campaigns:
        """The campaigns that were withdrawn: what stands was sent in within their limits."""
        return self._campaigns(are_withdrawn=True)

    @cached_property
    def honours(self) -> tuple[Entry, ...]:
        """The honours that have passed their review."""
        every = self._of_kind("honour")
        return tuple(entry for entry in every if self.decisions[entry.path].approved)

    def is_faulty(self, campaign: Entry) -> bool:
        """Whether nobody can say what a campaign's terms are: its file has errors."""
        details = dict(self.decisions[campaign.path].details)
        return bool({*details.get("codes", "").split(", ")} - OF_THE_CHAIN - {""})

    def knows_line(self, slug: str) -> bool:
        """Whether all is known of a site and of those above it."""
        return all(site in self.whole for site in self.campaigns.line(slug))

    def knows_campaigns(self, slug: str) -> bool:
        """Whether all is known of the campaigns of a site and of those above it.

        What a file with errors calls its campaign, nobody knows.
        """
        line = {*self.campaigns.line(slug)}
        there = (each for each in self.campaigns.entries if each.site in line)
        return self.knows_line(slug) and not any(map(self.is_faulty, there))

    def _campaigns(self, *, are_withdrawn: bool) -> Campaigns:
        every = self._of_kind("campaign")
        found = (each for each in every if (each.status == WITHDRAWN) is are_withdrawn)
        return Campaigns(self.federation, tuple(found))

    def _of_kind(self, kind: str) -> Iterator[Entry]:
        return self.catalog.of_kind(kind, self.decisions.keys())


class CampaignJudging:
    """Judges entries of campaigns."""

    def faults(self, ground: Ground, entries: Iterable[Entry]) -> dict[str, list[Problem]]:
        """Return by path what is wrong with articles that name a campaign.

        What is gone is not looked at. Of what can't be known, nothing is held against an entry:
        where its campaign has errors itself, or a site above could not be read.
        """
        there = (entry for entry in entries if not ground.decisions[entry.path].gone)
        found = {entry.path: [*_faults(ground, entry)] for entry in there}
        return {path: faults for path, faults in found.items() if faults}


def _faults(ground: Ground, entry: Entry) -> Iterator[Problem]:
    submission = submission_of(entry)
    campaign = ground.campaigns.meant_by(entry)
    if campaign is None:
        yield from _of_no_campaign(ground, entry, submission)
    elif not ground.is_faulty(campaign):
        terms = terms_of(campaign)
        sent = Submitted(entry, submission, terms, ground)
        for rule in RULES:
            yield from rule(sent)
        yield from limit_faults(entry, submission, ground.federation, terms)


def _of_no_campaign(ground: Ground, entry: Entry, submission: Submission) -> Iterator[Problem]:
    """Yield what holds for an article whose campaign is not there, or there no more."""
    gone = ground.withdrawn.meant_by(entry)
    if gone:
        terms = terms_of(gone)
        details = {"campaign": terms.title[:_SHOWN]}
        line = submission.line("campaign")
        yield problem(entry.path, line, _OTHERS["withdrawn"], **details)
        yield from limit_faults(entry, submission, ground.federation, terms)
    elif ground.knows_campaigns(entry.site):
        yield _unknown(ground, entry)
        yield from limit_faults(entry, submission, ground.federation, None)


def _unknown(ground: Ground, entry: Entry) -> Problem:
    submission = submission_of(entry)
    line = {*ground.campaigns.line(entry.site)}
    known = (terms_of(each) for each in ground.campaigns.entries if each.site in line)
    names = {name: terms.title for terms in known for name in (terms.title, terms.name)}
    details = {
        "campaign": submission.campaign[:_SHOWN],
        "nearest": nearest_of(submission.campaign, names)[:_SHOWN],
    }
    return problem(entry.path, submission.line("campaign"), UNKNOWN_CAMPAIGN, **details)


JUDGING = CampaignJudging()
