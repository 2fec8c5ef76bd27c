"""What readers are told of a campaign's days, phases and limits, in their language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.campaign.terms import COLLECT, DISPLAY, RECOMMEND
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.campaign.terms import Phase
    from lianzhan.model.federation import ImageProfile

_PHASES = {COLLECT: N_("征集作品"), RECOMMEND: N_("逐级推荐"), DISPLAY: N_("集中展示")}
_IN_YEAR = N_("{0.year}年{0.month}月{0.day}日—{1.month}月{1.day}日")
_MIB = 1_048_576


def phase_words(phase: Phase, language: str) -> str:
    """Return what a phase is called: by its title, or else by what is done in it."""
    return phase.title or translations(language).gettext(_PHASES[phase.kind])


def day_words(moment: datetime, language: str, year: int | None = None) -> str:
    """Return a day, without its year where that is known: 5月1日."""
    said = translations(language).gettext
    form = (
        said("{0.month}月{0.day}日")
        if moment.year == year
        else said("{0.year}年{0.month}月{0.day}日")
    )
    return form.format(moment)


def end_words(ends: datetime, language: str, year: int | None = None) -> str:
    """Return the last day before a moment, and the time of day of one that is within a day."""
    if _is_midnight(ends):
        return day_words(ends - timedelta(microseconds=1), language, year)
    return f"{day_words(ends, language, year)} {ends.hour}:{ends.minute:02}"


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def span_words(starts: datetime, ends: datetime, language: str, year: int | None = None) -> str:
    """Return the days from a first moment until another: 5月1日—8月31日; one day stands alone.

    Where a year is told, it is told once, as far as the language does so.
    """
    final = ends - timedelta(microseconds=1)
    if (
        year is None
        and _is_midnight(ends)
        and starts.year == final.year
        and starts.date() != final.date()
    ):
        form = translations(language).gettext(_IN_YEAR)
        return form.format(starts, final)
    first = day_words(starts, language, year)
    last = end_words(ends, language, year)
    return first if last == first else f"{first}—{last}"


def image_words(profile: ImageProfile, language: str) -> str:
    """Return what a picture must be: JPEG，750×445 或同样的比例，每张不超过 1 MB."""
    said = translations(language).gettext
    size = profile.max_bytes / _MIB
    shown = (
        f"{size:.1f}".removesuffix(".0") + " MB" if size >= 1 else f"{profile.max_bytes // 1024} KB"
    )
    details = {
        "formats": said("、").join(name.upper() for name in profile.formats),
        "width": profile.width,
        "height": profile.height,
        "size": shown,
    }
    return said(N_("{formats}，{width}×{height} 或同样的比例，每张不超过 {size}")).format(**details)
