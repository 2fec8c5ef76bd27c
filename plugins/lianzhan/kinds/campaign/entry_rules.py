"""The rules that an entry must keep besides limits: its theme, its unit, its site, its day.

A rule is a generator, and its docstring is the rule. All are errors: they withhold the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from lianzhan.kinds.campaign.terms import COLLECT
from lianzhan.kinds.honour.holders import Condition, holds
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.meant_words import plain_form
from lianzhan.reading.toml_file import nearest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianzhan.kinds.article.submission import Submission
    from lianzhan.kinds.campaign.lookup import Campaigns
    from lianzhan.kinds.campaign.terms import Phase, Terms
    from lianzhan.model.catalog import Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation

ENTRY_WITHOUT_THEME = error(
    "entry-without-theme",
    N_("参加了活动“{campaign}”，没有写是哪个主题"),
    N_("加上 theme: 主题；可用的有 {known}"),
)
UNKNOWN_THEME = error(
    "unknown-theme",
    N_("“{theme}”不是活动“{campaign}”的主题"),
    N_("最接近的是 {nearest}；可用的有 {known}"),
)
ENTRY_EXCLUDED = error(
    "entry-excluded",
    N_("单位“{unit}”不在活动“{campaign}”的范围内（{word}）"),
    N_("删去 campaign，按普通稿件发布；单位写错了的，改正 unit"),
)
ENTRY_NOT_INVITED = error(
    "entry-not-invited",
    N_("活动“{campaign}”只由 {invited} 参加，不包括站点 {site}"),
    N_("删去 campaign，按普通稿件发布；或请主办方把本站加进活动的 audience"),
)
ENTRY_WITHOUT_AWARD = error(
    "entry-without-award",
    N_("单位“{unit}”在 {day} 不是“{award}”，不能参加活动“{campaign}”"),
    N_("核对 unit，要与荣誉名录里的单位名称一致；名录里没有的，先在 honours.toml 里登记并审签"),
)
ENTRY_OUT_OF_PHASE = error(
    "entry-out-of-phase",
    N_("报送日期 {day} 不在活动“{campaign}”的征集时间内（{days}）"),
    N_("报送日期是初审的日期，没有审签的是 date；不在征集时间内的，删去 campaign，按普通稿件发布"),
)
_SHOWN = 60
"""Characters of a name that a message shows."""


class Known(Protocol):
    """What rules ask besides the entry and its terms."""

    @property
    def federation(self) -> Federation:
        """The tree, with its awards."""

    @property
    def campaigns(self) -> Campaigns:
        """All campaigns that are there."""

    @property
    def honours(self) -> tuple[Entry, ...]:
        """The honours that count."""

    def knows_line(self, slug: str) -> bool:
        """Whether all is known of a site and of those above it."""


@dataclass(frozen=True)
class Submitted:
    """An entry, what it says as one, and the terms of its campaign."""

    entry: Entry
    submission: Submission
    terms: Terms
    known: Known

    def fault(self, keys: tuple[str, ...], code: Code, **details: object) -> Problem:
        """Return a problem at the first of some keys that is written, or else at `campaign`."""
        line, campaign = self.submission.line(*keys), self.terms.title[:_SHOWN]
        return problem(self.entry.path, line, code, campaign=campaign, **details)


def has_theme(sent: Submitted) -> Iterator[Problem]:
    """An entry is for one of its campaign's themes; a campaign may have none."""
    themes, written = sent.terms.themes, sent.submission.theme
    if not themes or sent.terms.theme(written):
        return
    known = ", ".join(theme.title[:_SHOWN] for theme in themes)
    if not written:
        yield sent.fault((), ENTRY_WITHOUT_THEME, known=known)
        return
    names = {name: theme.title for theme in themes for name in (theme.title, theme.slug)}
    near = nearest_of(written, names)
    details = {"theme": written[:_SHOWN], "nearest": near, "known": known}
    yield sent.fault(("theme",), UNKNOWN_THEME, **details)


def is_not_excluded(sent: Submitted) -> Iterator[Problem]:
    """No entry is of a unit that the campaign excludes, by its name or a word in it.

    The national campaign of 2020 leaves out the posts of the armed forces.
    """
    unit = _joined(sent.submission.unit)
    for word in sent.terms.audience.excluded:
        if _joined(word) and _joined(word) in unit:
            details = {"unit": sent.submission.unit[:_SHOWN], "word": word[:_SHOWN]}
            yield sent.fault(("unit",), ENTRY_EXCLUDED, **details)
            return


def _joined(text: str) -> str:
    return "".join(plain_form(text).split())


def is_invited(sent: Submitted) -> Iterator[Problem]:
    """An entry is of a site that takes part: named, below one that is, or of a level that is."""
    audience, federation = sent.terms.audience, sent.known.federation
    line = {*sent.known.campaigns.line(sent.entry.site)}
    level = federation.by_slug[sent.entry.site].level
    named = (*audience.sites, *audience.levels)
    if named and level not in audience.levels and line.isdisjoint(audience.sites):
        titles = {each.name: each.title for each in federation.levels}
        names = {slug: site.name for slug, site in federation.by_slug.items()}
        invited = ", ".join((titles | names).get(each, each)[:_SHOWN] for each in named)
        yield sent.fault((), ENTRY_NOT_INVITED, invited=invited, site=sent.entry.site)


def holds_award(sent: Submitted) -> Iterator[Problem]:
    """The unit holds the award that the campaign asks for, on the day of the entry.

    By the lists of its own site and those above it; where one of them could not be read, nobody
    knows.
    """
    audience, federation = sent.terms.audience, sent.known.federation
    titles = {award.slug: award.title for award in federation.awards}
    day = next(iter(sent.submission.days), None)
    is_asked = audience.award in titles and day is not None
    if not is_asked or day is None or not sent.known.knows_line(sent.entry.site):
        return
    line = {*sent.known.campaigns.line(sent.entry.site)}
    wanted, unit = Condition(audience.award, audience.level), sent.submission.unit
    if not holds(sent.known.honours, wanted, unit, line, day):
        award = f"{audience.level}{titles[audience.award]}"
        details = {"unit": unit[:_SHOWN], "award": award, "day": day}
        yield sent.fault(("unit",), ENTRY_WITHOUT_AWARD, **details)


def is_in_time(sent: Submitted) -> Iterator[Problem]:
    """An entry was sent in while the campaign collects; without such a phase, during its run.

    The day is that of the first review step, or else the one of its publication. One that was
    signed again, after a slip was mended, counts by the day of its offer, too.
    """
    days = sent.submission.days
    spans = sent.terms.of_kind(COLLECT) or (sent.terms,)
    if days and not any(_holds(span, day) for span in spans for day in days):
        told = ", ".join(f"{s.starts:%Y-%m-%d} – {s.last_day:%Y-%m-%d}" for s in spans)
        yield sent.fault((), ENTRY_OUT_OF_PHASE, day=days[0], days=told)


def _holds(span: Phase | Terms, day: date) -> bool:
    """Whether a day is in a phase or a run: its first and its last one count whole."""
    return span.starts.date() <= day <= span.last_day.date()


RULES = (has_theme, is_not_excluded, is_invited, holds_award, is_in_time)
"""Every rule of entries, in the order of the codes' page."""
