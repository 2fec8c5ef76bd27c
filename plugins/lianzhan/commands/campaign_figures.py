"""What `figures --campaign` prints: a campaign in numbers, as lines, rows and a JSON document.

It is for those who run the campaign: nothing of it comes into the output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from lianzhan.commands.checking import check_content
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.printing import path_from_here, print_problems
from lianzhan.kinds.campaign.counts import (
    PUBLISHED,
    STATES,
    CampaignCounts,
    Known,
    campaigns_called,
    counts_of,
)
from lianzhan.kinds.campaign.terms import RECOMMEND, SUBMIT, terms_of
from lianzhan.model.codes import N_
from lianzhan.reading.toml_file import nearest
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.kinds.campaign.counts import QuotaCount, ThemeCount, UnitCount
    from lianzhan.model.federation import Federation

COLUMNS = ("quota", "path", "site", "name", "level", "count", "min", "max")
KINDS = {SUBMIT: N_("报送（已发布的）"), RECOMMEND: N_("推荐")}
"""What quotas count, in words."""
Document = dict[str, object]


def campaign_counts(request: Request, name: str, slug: str) -> tuple[CampaignCounts, Federation]:
    """Return a campaign in numbers, and the tree; end where there is none, or more than one."""
    state, _of_cache = check_content(request)
    if state.tree is None:
        print_problems(state.problems, request.content)
        raise Exit(code=NOTHING_DONE)
    federation = state.tree.federation
    if slug and slug not in federation.by_slug:
        raise Exit(_("--site：没有站点 {slug}").format(slug=shown(slug)), NOTHING_DONE)
    known = _known(state, federation)
    found = campaigns_called(known, name)
    if not found:
        text = _("--campaign：没有叫“{name}”的活动；最接近的是 {nearest}")
        near = printable(nearest(name, _names(known)))
        raise Exit(text.format(name=shown(name), nearest=near), NOTHING_DONE)
    if len(found) > 1:
        text = _("--campaign：叫“{name}”的活动不止一个，改写路径：{paths}")
        paths = ", ".join(printable(entry.path) for entry in found)
        raise Exit(text.format(name=shown(name), paths=paths), NOTHING_DONE)
    return counts_of(known, found[0], slug), federation


def _known(state: ContentState, federation: Federation) -> Known:
    read = frozenset(slug for slug, record in state.records.items() if not record.unknown)
    return Known(federation, state.catalog, state.decisions, state.placements, read)


def _names(known: Known) -> list[str]:
    every = (terms_of(entry) for entry in known.campaigns.entries)
    return [name for terms in every for name in (terms.title, terms.name)]


def lines_of(counts: CampaignCounts, federation: Federation, content: Path) -> Iterator[str]:
    """Yield a campaign's numbers as lines of text."""
    titles = {level.name: level.title for level in federation.levels}
    place = printable(path_from_here(counts.path, content))
    yield _("活动“{title}”（{path}）").format(title=printable(counts.terms.title), path=place)
    yield _("各主题的稿件：")
    for theme in counts.themes:
        yield f"  {_theme_line(theme)}"
    for quota in counts.quotas:
        yield from _quota_lines(quota, titles)
    if not counts.quotas:
        yield _("活动没有写名额（quotas）")
    for site in counts.unread:
        place = printable(path_from_here(site.path, content))
        yield _("{place}：读不出来，不知道有没有稿件").format(place=place)


def _theme_line(theme: ThemeCount) -> str:
    there = {state: count for state, count in theme.states.items() if count or state == PUBLISHED}
    states = (f"{_(STATES[state])} {count}" for state, count in there.items())
    title = printable(theme.title) if theme.slug else _("没有主题或主题不对的")
    text = _("{title}：{total} 篇（{states}）")
    return text.format(title=title, total=theme.total, states=_("，").join(states))


def _quota_lines(quota: QuotaCount, titles: Mapping[str, str]) -> Iterator[str]:
    text = _("{kind}，{level}各站：{met}/{total} 个符合名额（{range}）")
    level = printable(titles.get(quota.level, quota.level))
    counts = {"met": quota.met, "total": len(quota.units), "range": _range(quota)}
    yield text.format(kind=_(KINDS[quota.kind]), level=level, **counts)
    for unit in quota.units:
        yield f"  {_unit_line(unit)}"
    names = _("、").join(printable(site.name) for site in quota.at_zero)
    count = len(quota.at_zero)
    yield (
        "  " + _("一篇也没有的：{count} 个").format(count=count) + (f"（{names}）" if names else "")
    )


def _range(quota: QuotaCount) -> str:
    unit = next(iter(quota.units), None)
    if unit is None:
        return "—"
    if unit.most is None:
        return _("至少 {least} 篇").format(least=unit.least)
    return _("{least} 到 {most} 篇").format(least=unit.least, most=unit.most)


def _unit_line(unit: UnitCount) -> str:
    name = printable(f"{unit.site.name}（{unit.site.slug}）")
    said = _("{name}：{count} 篇").format(name=name, count=unit.count)
    if unit.is_short:
        return said + _("，还差 {missing} 篇").format(missing=unit.least - unit.count)
    if unit.is_over and unit.most is not None:
        return said + _("，多 {more} 篇").format(more=unit.count - unit.most)
    return said


def rows_of(counts: CampaignCounts) -> Iterator[tuple[object, ...]]:
    """Yield a row for each site of each quota, as COLUMNS say."""
    for quota in counts.quotas:
        for unit in quota.units:
            site = unit.site
            most = "" if unit.most is None else unit.most
            row = (quota.kind, site.path, site.slug, site.name, site.level)
            yield (*row, unit.count, unit.least, most)


def document_of(counts: CampaignCounts) -> Document:
    """Return a campaign's numbers as values of JSON."""
    return {
        "campaign": {
            "path": counts.path,
            "name": counts.terms.name,
            "title": counts.terms.title,
        },
        "themes": [
            {"slug": theme.slug, "title": theme.title, "total": theme.total, **theme.states}
            for theme in counts.themes
        ],
        "quotas": [_quota_document(quota) for quota in counts.quotas],
        "unread": [site.slug for site in counts.unread],
    }


def _quota_document(quota: QuotaCount) -> Document:
    return {
        "kind": quota.kind,
        "level": quota.level,
        "met": quota.met,
        "units": [
            {
                "site": unit.site.slug,
                "name": unit.site.name,
                "count": unit.count,
                "min": unit.least,
                "max": unit.most,
            }
            for unit in quota.units
        ],
        "at_zero": [site.slug for site in quota.at_zero],
    }
