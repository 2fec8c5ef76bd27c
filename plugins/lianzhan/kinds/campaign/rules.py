"""The rules that campaigns alone keep: days in order, themes apart, quotas that can be met."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lianzhan.kinds.rules.titles import title_length
from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.reading.meant_words import plain_form
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.campaign.values import Campaign
    from lianzhan.kinds.room import Rule
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

ENDS_FIRST = error(
    "campaign-ends-first",
    N_("{name}的 ends 早于 starts：还没有开始就结束了"),
    N_("改正 ends，或改正 starts"),
)
PHASE_OUTSIDE = error(
    "campaign-phase-outside",
    N_("阶段“{name}”（{days}）不在活动的 {run} 之内"),
    N_("改正阶段的日期，或改正活动的 starts、ends"),
)
THEME_TWICE = error(
    "campaign-theme-twice",
    N_("主题“{name}”写了不止一次，分不清稿件指的是哪一个"),
    N_("每个主题的 slug 和 title 都只用一次"),
)
QUOTA_RANGE = error(
    "campaign-quota-range",
    N_("{kind} 里 {level} 的 min 是 {least}，比 max 的 {most} 还大"),
    N_("改正 min 或 max"),
)
UNKNOWN_LEVEL = error(
    "campaign-level",
    N_("{key} 里的“{level}”不是联合站的层级"),
    N_("改成 {nearest}；可用的有 {known}"),
)
CHAIN_ORDER = error(
    "campaign-chain",
    N_("chain 里 {level} 排在更高的层级之后，或写了两次"),
    N_("从下到上写，每级一次，如 {wanted}"),
)
UNKNOWN_AWARD = error(
    "campaign-award",
    N_("参加条件里的荣誉“{award}”不在 federation.toml 的 awards 里，或没有“{level}”这一级"),
    N_("荣誉改成 {nearest}；这项荣誉的级别有：{levels}"),
)
UNKNOWN_PROFILE = error(
    "campaign-images",
    N_("federation.toml 里没有叫“{name}”的图片规格"),
    N_("改成 {nearest}，或写明 width、height、max_bytes、formats"),
)
_SHOWN = 40
"""Characters of a word that a message shows."""


def in_order(campaign: Campaign, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """The run and each phase end after they begin."""
    title = campaign.title[:_SHOWN]
    if campaign.ends and campaign.ends <= campaign.starts != NEVER:
        yield problem(campaign.path, campaign.line("ends"), ENDS_FIRST, name=title)
    for phase in campaign.phases:
        if phase.ends <= phase.starts:
            name = (phase.title or phase.kind)[:_SHOWN]
            yield problem(campaign.path, campaign.line("phases"), ENDS_FIRST, name=name)


def phases_in_run(campaign: Campaign, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """No phase begins before the run or ends after it."""
    if not campaign.ends or not campaign.starts < campaign.ends or campaign.starts == NEVER:
        return
    for phase in campaign.phases:
        is_inside = campaign.starts <= phase.starts and phase.ends <= campaign.ends
        if phase.starts < phase.ends and not is_inside:
            details = {
                "name": (phase.title or phase.kind)[:_SHOWN],
                "days": f"{phase.starts:%Y-%m-%d} – {phase.last_day:%Y-%m-%d}",
                "run": f"{campaign.starts:%Y-%m-%d} – {campaign.terms.last_day:%Y-%m-%d}",
            }
            yield problem(campaign.path, campaign.line("phases"), PHASE_OUTSIDE, **details)


def themes_apart(campaign: Campaign, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """No two themes have a slug or a title in common, in whatever width and case."""
    names = Counter(
        name
        for theme in campaign.themes
        for name in {plain_form(theme.slug), plain_form(theme.title)}
    )
    for name, count in names.items():
        if count > 1:
            line = campaign.line("themes")
            yield problem(campaign.path, line, THEME_TWICE, name=name[:_SHOWN])


def quotas_can_be_met(
    campaign: Campaign, _site: Site, _federation: Federation
) -> Iterator[Problem]:
    """No quota wants more than it allows."""
    for quota in campaign.quotas:
        if quota.most is not None and quota.least > quota.most:
            details = {"kind": quota.kind, "level": quota.level[:_SHOWN]}
            numbers = {"least": quota.least, "most": quota.most}
            line = campaign.line("quotas")
            yield problem(campaign.path, line, QUOTA_RANGE, **details, **numbers)


def known_levels(campaign: Campaign, _site: Site, federation: Federation) -> Iterator[Problem]:
    """Quotas, the chain and the audience name levels of the federation."""
    known = [level.name for level in federation.levels]
    named = {
        "quotas": [quota.level for quota in campaign.quotas],
        "chain": campaign.chain,
        "audience": campaign.audience.levels,
    }
    for key, levels in named.items():
        for level in dict.fromkeys(levels):
            if level not in known:
                details = {"nearest": nearest(level, known), "known": ", ".join(known)}
                line = campaign.line(key)
                fault = {"key": key, "level": level[:_SHOWN]}
                yield problem(campaign.path, line, UNKNOWN_LEVEL, **fault, **details)


def chain_rises(campaign: Campaign, _site: Site, federation: Federation) -> Iterator[Problem]:
    """A chain goes from the lowest level to the highest, each once."""
    rank = federation.rank
    chain = [level for level in campaign.chain if level in rank]
    sound = sorted({*chain}, key=lambda level: -rank[level])
    if chain != sound:
        wrong = next(one for one, other in zip(chain, [*sound, ""], strict=False) if one != other)
        wanted = ", ".join(f'"{level}"' for level in sound)
        details = {"level": wrong, "wanted": f"[{wanted}]"}
        yield problem(campaign.path, campaign.line("chain"), CHAIN_ORDER, **details)


def known_award(campaign: Campaign, _site: Site, federation: Federation) -> Iterator[Problem]:
    """The award that those who take part must hold is one of the federation's, at its level."""
    wanted = campaign.audience
    awards = {award.slug: award for award in federation.awards}
    award = awards.get(wanted.award)
    if not (wanted.award or wanted.level):
        return
    if award is None or wanted.level not in ("", *award.levels):
        titles = {known.title: known.slug for known in federation.awards}
        near = titles.get(wanted.award) or nearest(wanted.award, awards)
        levels = "、".join(awards[near].levels) if near in awards else "—"
        details = {"award": wanted.award[:_SHOWN], "level": wanted.level[:_SHOWN]}
        line = campaign.line("audience")
        shown = {"nearest": near, "levels": levels}
        yield problem(campaign.path, line, UNKNOWN_AWARD, **details, **shown)


def known_profile(campaign: Campaign, _site: Site, federation: Federation) -> Iterator[Problem]:
    """A limit of pictures that names a profile names one of the federation's."""
    name = campaign.limits.profile
    known = [profile.name for profile in federation.image_profiles]
    if name and name not in known:
        details = {"name": name[:_SHOWN], "nearest": nearest(name, known)}
        yield problem(campaign.path, campaign.line("limits"), UNKNOWN_PROFILE, **details)


RULES: tuple[Rule, ...] = (
    title_length,
    in_order,
    phases_in_run,
    themes_apart,
    quotas_can_be_met,
    known_levels,
    chain_rises,
    known_award,
    known_profile,
)
"""Every rule of campaigns, in the order of the codes' page."""
