"""The task `figures`: what a federation asks of itself, in numbers and names that no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.printing import csv_text, path_from_here
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, NOW, SETTINGS
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.commands.figure_values import Figures

COLUMNS = ("path", "site", "name", "level", "platforms")
_SOURCE = N_("湘妇字〔2019〕36号：“所有县市区妇联要在2019年6月底前全部开通妇联官方微信公众号”")


@task(
    help={
        "site": N_("只看这个站点和它下面的各站（写站点代号）"),
        "csv": N_("写成 CSV，可以用 Excel 打开：一个站点一行"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
        "campaign": N_("改为统计这个主题活动：名额、各主题的稿件（写活动的名称、文件名或路径）"),
        "json": N_("活动的统计写成 JSON，给别的程序用"),
    }
)
def figures(
    _context: Context,
    site: str = "",
    csv: bool = False,
    content: str = "",
    now: str = "",
    settings: str = "",
    campaign: str = "",
    json: bool = False,
) -> None:
    """Print how many sites have an account on which platform; or a campaign in numbers.

    湘妇字〔2019〕36号, 三, 1 asks that all counties have an official account there by June 2019.
    Which have none is for those who run the federation: nothing is built or written.
    """
    from lianzhan.commands.figure_values import figures_of

    _refuse_halves(campaign, csv=csv, json=json)
    request = request_of(content, "", settings, now)
    if campaign:
        _print_campaign(request, campaign, site, csv=csv, json=json)
        return
    found = figures_of(request, site)
    if found is None:
        raise Exit(code=NOTHING_DONE)
    if not found.sites:
        raise Exit(_("--site：没有站点 {slug}").format(slug=shown(site)), NOTHING_DONE)
    if csv:
        print(csv_text(COLUMNS, _rows(found)), end="")
        return
    for line in _lines(found, request.content):
        print(line)


def _refuse_halves(campaign: str, *, csv: bool, json: bool) -> None:
    """End where options were given that mean nothing together, or alone."""
    if json and not campaign:
        raise Exit(_("--json 要同 --campaign 一起写"), NOTHING_DONE)
    if csv and json:
        raise Exit(_("--csv 和 --json 只写一个"), NOTHING_DONE)


def _print_campaign(request: Request, campaign: str, site: str, *, csv: bool, json: bool) -> None:
    """Print a campaign in numbers: quotas by unit, entries by theme and state."""
    from json import dumps

    from lianzhan.commands import campaign_figures

    counts, federation = campaign_figures.campaign_counts(request, campaign, site)
    if json:
        print(dumps(campaign_figures.document_of(counts), ensure_ascii=False, indent=2))
    elif csv:
        rows = campaign_figures.rows_of(counts)
        print(csv_text(campaign_figures.COLUMNS, rows), end="")
    else:
        for line in campaign_figures.lines_of(counts, federation, request.content):
            print(line)


def _rows(found: Figures) -> Iterator[tuple[str, ...]]:
    for site in found.sites:
        platforms = "、".join(_(title) for title in found.titles_at(site.slug))
        level = found.level_titles[site.level]
        yield site.path, site.slug, site.name, level, platforms


def _lines(found: Figures, content: Path) -> Iterator[str]:
    """Yield a line for each level, then one for each site without a public account."""
    yield _("有新媒体账号的站点（有的/全部）：")
    for row in found.coverage.rows:
        pairs = zip(found.coverage.platforms, row.shares, strict=True)
        shares = (f"{_(platform.title)} {s.count}/{s.total}" for platform, s in pairs)
        yield f"  {printable(row.title)}: {_('，').join(shares) or _('没有')}"
    yield _("没有微信公众号的站点：{count} 个").format(count=len(found.without_wechat))
    for site in found.without_wechat:
        level = found.level_titles[site.level]
        place = printable(path_from_here(site.path, content))
        yield f"  {place}: {printable(f'{site.name}（{site.slug}）  {level}')}"
    if found.without_wechat:
        yield _(_SOURCE)
    for site in found.unread:
        place = printable(path_from_here(site.path, content))
        yield _("{place}：读不出来，不知道有没有账号").format(place=place)
