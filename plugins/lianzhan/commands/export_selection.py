"""Options of `export` to what is asked for; what can't be meant ends the task."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from lianzhan.commands.arguments import nearest
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.desk.exporting.selection import Selection
from lianzhan.kinds.campaign.terms import terms_of
from lianzhan.model.frozen import dataclass
from lianzhan.reading.dates import parse_day
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianzhan.desk.exporting.selection import Known
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation


@dataclass(frozen=True)
class Options:
    """What the command line says of the articles that are meant; "" where it says nothing."""

    campaign: tuple[str, ...] = ()
    column: str = ""
    picked_by: str = ""
    site: str = ""
    since: str = ""
    until: str = ""


def selection_of(known: Known, given: Options) -> Selection:
    """Return what is asked for, or end: of all that is published nobody wants everything."""
    federation = known.federation
    if not (given.campaign or given.column or given.picked_by or given.site):
        text = _("没有写导出什么：写活动，或加 --column、--picked-by、--site")
        raise Exit(text, NOTHING_DONE)
    campaign = _campaign(known, given.campaign)
    asked = Selection(
        campaign=campaign.path if campaign else "",
        columns=_columns(federation, given.column),
        picked_by=_site(federation, "--picked-by", given.picked_by)
        or (campaign.site if campaign else ""),
        site=_site(federation, "--site", given.site),
        since=_day("--since", given.since),
        until=_day("--until", given.until),
    )
    if asked.since and asked.until and asked.until < asked.since:
        raise Exit(_("--until 在 --since 之前"), NOTHING_DONE)
    return asked


def _campaign(known: Known, given: tuple[str, ...]) -> Entry | None:
    """Return the campaign that is meant by its name, its title or its file; None for none."""
    if not given:
        return None
    if len(given) > 1:
        text = _("一次只导出一个活动，写了 {count} 个（名称里有空格的，加引号）")
        raise Exit(text.format(count=len(given)), NOTHING_DONE)
    written = given[0]
    every = known.campaigns.entries
    place = f"/{written.replace(os.sep, '/')}"
    by_path = [e for e in every if place.endswith(f"/{e.path}")]
    found = by_path or [e for e in every if terms_of(e).is_called(written)]
    if len(found) == 1:
        return found[0]
    if found:
        text = _("叫“{given}”的活动不止一个，请写它的文件：{files}")
        files = _("、").join(entry.path for entry in found)
        raise Exit(text.format(given=shown(written), files=files), NOTHING_DONE)
    names = (name for e in every for name in (terms_of(e).name, terms_of(e).title))
    raise Exit(_unknown(_("没有活动“{given}”"), written, names), NOTHING_DONE)


def _columns(federation: Federation, written: str) -> frozenset[str]:
    """Return the slugs of the columns that somewhere are called so."""
    if not written:
        return frozenset()
    every = {*federation.columns, *(column for site in federation.sites for column in site.columns)}
    found = frozenset(column.slug for column in every if written in (column.slug, column.title))
    if not found:
        names = (name for column in every for name in (column.slug, column.title))
        raise Exit(_unknown(_("--column：没有栏目“{given}”"), written, names), NOTHING_DONE)
    return found


def _site(federation: Federation, option: str, slug: str) -> str:
    if slug and slug not in federation.by_slug:
        text = _("{option}：没有站点 {given}")
        raise Exit(_unknown(text, slug, federation.by_slug, option=option), NOTHING_DONE)
    return slug


def _unknown(text: str, given: str, known: Iterable[str], **details: str) -> str:
    near = nearest(given, known)
    more = _("；最接近的是 {near}").format(near=near) if near else ""
    return text.format(given=shown(given), **details) + more


def _day(option: str, written: str) -> date | None:
    """Return the day that is meant; None for none."""
    day = parse_day(written) if written else None
    if written and day is None:
        text = _("{option} “{value}”不是日期，例如 2026-03-07")
        raise Exit(text.format(option=option, value=shown(written)), NOTHING_DONE)
    return day
