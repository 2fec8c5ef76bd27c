"""Rules of honours alone: which awards there are, who has one, since when, and may be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import count_characters
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.kinds.honour.values import Honour
    from lianzhan.kinds.room import Rule
    from lianzhan.model.awards import Award
    from lianzhan.model.federation import Federation, Site

FIRST_YEAR = 1949
"""The year in which 全国妇联 was founded (1949-04-03): it gave no award before."""
LONGEST_NAME = 60
"""Characters of a unit's name: three lines on a phone, as of a title (see `kinds.rules.titles`)."""
_SHOWN = 40
"""Characters of a word that a message shows."""

UNKNOWN_AWARD = error(
    "unknown-award",
    N_("“{award}”不是荣誉名录里的荣誉"),
    N_("改成 {nearest}；可用的有 {known}。新的荣誉写进 federation.toml 的 awards"),
)
UNKNOWN_LEVEL = error(
    "unknown-award-level",
    N_("荣誉 {award} 没有“{level}”这一级"),
    N_("改成 {known} 里的一个；新的级别写进 federation.toml 里这项荣誉的 levels"),
)
HOLDER = error(
    "honour-holder",
    N_("荣誉“{name}”没有写授予谁"),
    N_("写一项：unit（单位），或 person（个人、家庭）"),
)
_HOLDERS = {
    "both": error(
        HOLDER.name,
        N_("荣誉“{name}”既写了 unit，又写了 person"),
        N_("只留一项：授予单位的留 unit，授予个人或家庭的留 person"),
    )
}
"""In a table, as all that have a code's name but are not the code itself."""
CONSENT = error(
    "honour-consent",
    N_("荣誉“{name}”写了个人，没有写本人同意公开"),
    N_('问过本人，再加上 consent = {{by = "本人", at = 2026-03-01}}；没有同意的，不要写进来'),
)
_CONSENTS = {
    "early": error(
        CONSENT.name,
        N_("荣誉“{name}”写的同意日期 {date} 还没有到"),
        N_("at 写本人同意的那一天"),
    )
}
YEAR = error(
    "honour-year",
    N_("荣誉“{name}”的年份 {year} 不对"),
    N_("写授予的那一年：从 1949 年到今年"),
)
TERM = error(
    "honour-term",
    N_("荣誉“{name}”的有效期到 {date}，比授予的 {year} 年还早"),
    N_("改正 term 或 year"),
)
LONG_NAME = error(
    "honour-name-long",
    N_("{key} 有 {length} 字，名录里最多 {limit} 字"),
    N_("只写名称，说明写进 text"),
)


def known_award(honour: Honour, _site: Site, federation: Federation) -> Iterator[Problem]:
    """An honour names one of the federation's awards by its slug, and a level at which it is given.

    One that is missing is told by the table of keys.
    """
    awards = {award.slug: award for award in federation.awards}
    award = awards.get(honour.award)
    if award and honour.level and honour.level not in award.levels:
        details = {"award": award.slug, "level": honour.level[:_SHOWN]}
        known = "、".join(award.levels)
        yield problem(honour.file, honour.line("level"), UNKNOWN_LEVEL, **details, known=known)
    if honour.award and award is None:
        near = _meant(honour.award, federation.awards) or nearest(honour.award, awards)
        details = {"award": honour.award[:_SHOWN], "nearest": near}
        known = ", ".join(awards) or "—"
        yield problem(honour.file, honour.line("award"), UNKNOWN_AWARD, **details, known=known)


def _meant(written: str, awards: tuple[Award, ...]) -> str:
    """Return the slug of the award that is called so."""
    return next((award.slug for award in awards if award.title == written), "")


def one_holder(honour: Honour, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """An honour is a unit's or a person's: one of the two is written, and not empty."""
    written = {name for name, _ in honour.keys} & {"unit", "person"}
    if len(written) != 1 or not honour.whom:
        code = _HOLDERS["both"] if len(written) == 2 else HOLDER
        yield problem(honour.file, honour.begins, code, name=honour.name)


def named_with_consent(honour: Honour, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A person is named where she, or who may for her, has agreed, and the file says when.

    What is written of it and can't be read is told as that alone.
    """
    if honour.person and "consent" not in {name for name, _ in honour.keys}:
        yield problem(honour.file, honour.line("person"), CONSENT, name=honour.name)


def term_after_year(honour: Honour, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A term runs out in the year of the award or later."""
    if honour.term and honour.term.last.year < honour.year:
        details = {"name": honour.name, "year": honour.year, "date": f"{honour.term.last}"}
        yield problem(honour.file, honour.line("term"), TERM, **details)


def short_name(honour: Honour, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A name has at most 60 characters."""
    length = count_characters(honour.whom)
    if length > LONGEST_NAME:
        key = "unit" if honour.unit else "person"
        details = {"key": key, "length": length, "limit": LONGEST_NAME}
        yield problem(honour.file, honour.line(key), LONG_NAME, **details)


def dated_before(honour: Honour, now: datetime) -> Iterator[Problem]:
    """The year of an award is one from 1949 to now's, and consent was given before now."""
    if honour.year and (honour.since == NEVER or honour.since > now):
        details = {"name": honour.name, "year": honour.year}
        yield problem(honour.file, honour.line("year"), YEAR, **details)
    if honour.consent and honour.consent.at > now:
        details = {"name": honour.name, "date": f"{honour.consent.at:%Y-%m-%d}"}
        yield problem(honour.file, honour.line("consent"), _CONSENTS["early"], **details)


RULES: tuple[Rule, ...] = (
    known_award,
    one_holder,
    named_with_consent,
    term_after_year,
    short_name,
)
