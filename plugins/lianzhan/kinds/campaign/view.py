"""A campaign, and its entries, as pages show them at one site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.campaign.lookup import RESULTS
from lianzhan.kinds.campaign.terms import (
    BEFORE,
    COLLECT,
    DISPLAY,
    DONE,
    NOW,
    OVER,
    progress_of,
    shows_entries,
)
from lianzhan.kinds.campaign.values import FOLDER
from lianzhan.kinds.campaign.words import (
    day_words,
    end_words,
    image_words,
    phase_words,
    span_words,
)
from lianzhan.kinds.drawn import DrawnView
from lianzhan.model.catalog import OWN
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.campaign.terms import Phase, Progress, Terms, Theme
    from lianzhan.kinds.campaign.values import Campaign
    from lianzhan.kinds.views import Shown, SiteName, SiteView


class PhaseView(NamedTuple):
    """A phase as the timeline shows it: its days, what is done in it, and its state."""

    days: str
    text: str
    state: str


class Group(NamedTuple):
    """Entries of one theme; of no theme, `theme` is None."""

    theme: Theme | None
    entries: tuple[DrawnView, ...]


@dataclass(frozen=True)
class CampaignView:
    """A campaign at a site; where that is not its own, its entries are not known."""

    shown: Shown
    site: SiteView

    @property
    def value(self) -> Campaign:
        """The campaign itself."""
        campaign: Campaign = self.shown.value
        return campaign

    @property
    def title(self) -> str:
        """Its title."""
        return self.value.title

    @property
    def is_own(self) -> bool:
        """Whether it is this site's."""
        return self.shown.why == OWN

    @property
    def file(self) -> str:
        """The file of its page at this site: of one that is pushed, that of a short one."""
        return f"{FOLDER}/{self.value.name}/index.html"

    @property
    def url(self) -> str:
        """The address of its page at this site."""
        return f"{self.site.url}{FOLDER}/{self.value.name}/" if not self.is_own else self.shown.url

    @property
    def origin(self) -> SiteName | None:
        """The site whose it is; None where that is this one."""
        return None if self.is_own else self.shown.home

    @cached_property
    def terms(self) -> Terms:
        """What holds for its entries."""
        return self.value.terms

    @cached_property
    def progress(self) -> Progress:
        """How far it has come."""
        return progress_of(self.shown.phase)

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return self.progress.stage == OVER

    @property
    def is_open(self) -> bool:
        """Whether something can be sent in, now or later; without such a phase, until the end."""
        collecting = [state for phase, state in self._states if phase.kind == COLLECT]
        return not self.is_over and (not collecting or any(each != DONE for each in collecting))

    @property
    def days(self) -> str:
        """The days of its run, with their years."""
        return span_words(self.terms.starts, self.terms.ends, self.site.language)

    @property
    def phases(self) -> tuple[PhaseView, ...]:
        """Its phases, in the order of the file."""
        year, language = self.terms.starts.year, self.site.language
        return tuple(
            PhaseView(
                span_words(phase.starts, phase.ends, language, year),
                phase_words(phase, language),
                state,
            )
            for phase, state in self._states
        )

    @property
    def now_words(self) -> str:
        """What is going on, in a line: 征集作品，到8月31日为止; before it begins, when it does."""
        language = self.site.language
        said = translations(language).gettext
        if self.progress.stage == BEFORE:
            return said(N_("{0}开始")).format(day_words(self.terms.starts, language))
        current = [phase for phase, state in self._states if state == NOW]
        if not current:
            return said(N_("到{0}为止")).format(end_words(self.terms.ends, language))
        words = said("、").join(phase_words(phase, language) for phase in current)
        last = end_words(min(phase.ends for phase in current), language)
        if len(current) > 1:
            return words
        return said(N_("{0}，到{1}为止")).format(words, last)

    @property
    def shown_from(self) -> str:
        """From which day on entries are shown; "" where they are, or nobody says when."""
        if shows_entries(self.terms, self.progress):
            return ""
        starts = [phase.starts for phase in self.terms.of_kind(DISPLAY)] or [self.terms.starts]
        return day_words(min(starts), self.site.language)

    @property
    def rules(self) -> list[tuple[str, str]]:
        """Who may take part, and what may be sent in: pairs of a label and what it says."""
        said = translations(self.site.language).gettext
        return [
            (said(N_("对象")), self.value.audience.who),
            (said(N_("条件")), self._award),
            (said(N_("字数")), self._text),
            (said(N_("图片")), self._images),
        ]

    @cached_property
    def results(self) -> tuple[DrawnView, ...]:
        """After the end: the entries that its own site picked."""
        return self._drawn(f"{self.value.path}{RESULTS}")

    @cached_property
    def entries(self) -> tuple[DrawnView, ...]:
        """What was sent in and is shown, by theme: what is among the results is not repeated."""
        return self._drawn(self.value.path)

    @property
    def newest(self) -> tuple[DrawnView, ...]:
        """All that is shown, the newest first."""
        return tuple(sorted((*self.results, *self.entries), key=_date, reverse=True))

    def theme_of(self, entry: DrawnView) -> Theme | None:
        """Return the theme that an entry names."""
        return self.terms.theme(getattr(entry.shown.value, "theme", ""))

    def groups(self, entries: Iterable[DrawnView]) -> tuple[Group, ...]:
        """Return entries by theme, in their order."""
        grouped = groupby(entries, key=self.theme_of)
        return tuple(Group(theme, tuple(found)) for theme, found in grouped)

    @property
    def _states(self) -> list[tuple[Phase, str]]:
        return [*zip(self.terms.phases, self.progress.states, strict=True)]

    def _drawn(self, path: str) -> tuple[DrawnView, ...]:
        return tuple(DrawnView(each, self.site.slug) for each in self.site.drawn(path))

    @property
    def _award(self) -> str:
        wanted = self.terms.audience
        titles = {award.slug: award.title for award in self.site.awards}
        title = titles.get(wanted.award, "")
        return f"{title}（{wanted.level}）" if title and wanted.level else title

    @property
    def _text(self) -> str:
        said, limit = translations(self.site.language).gettext, self.terms.limits.text
        return said(N_("不超过 {0} 字")).format(limit) if limit else ""

    @property
    def _images(self) -> str:
        profile = self.terms.limits.own_profile
        return image_words(profile, self.site.language) if profile else ""


def _date(entry: DrawnView) -> datetime:
    return entry.date


def views(site: SiteView, shown: tuple[Shown, ...]) -> list[CampaignView]:
    """Return the campaigns at a site: its own before others, the latest first."""
    found = [CampaignView(each, site) for each in shown]
    return sorted(found, key=lambda view: not view.is_own)
