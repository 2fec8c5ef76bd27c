"""The task `export`: published articles as somebody else's system takes them."""

from __future__ import annotations

import json as json_format
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Needed, shown
from lianzhan.commands.printing import print_problems
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, NOW, OUTPUT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.commands.exporting import Exported, ExportSource
    from lianzhan.desk.exporting.selection import Selection
    from lianzhan.output.exports.place import ExportPlace, PlaceRefusedError


@task(
    help={
        "campaign": N_("主题活动的名称、标题或文件：导出它的主办站点选用的稿件"),
        "to": N_("导出到这个文件夹；以 .zip 结尾则写成一个 ZIP 文件"),
        "column": N_("只导出这个栏目的稿件（栏目代号或名称）"),
        "picked_by": N_("只导出这个站点选用的稿件（站点代号）"),
        "site": N_("只导出这个站点和它下面各站的稿件（站点代号）"),
        "since": N_("只导出这一天起发布的，例如 2026-05-01"),
        "until": N_("只导出到这一天为止发布的，当天也算"),
        "yes": N_("已有这个 ZIP 文件时替换它"),
        "strict": N_("只要有一篇不能导出，就一篇也不写"),
        "json": N_("把结果打印成 JSON"),
        "content": CONTENT,
        "output": OUTPUT,
        "now": NOW,
        "settings": SETTINGS,
    },
    iterable=["campaign"],
)
@within(to=Needed("../national.zip"))
def export(
    _context: Context,
    campaign: list[str],
    to: str = "",
    column: str = "",
    picked_by: str = "",
    site: str = "",
    since: str = "",
    until: str = "",
    yes: bool = False,
    strict: bool = False,
    json: bool = False,
    content: str = "",
    output: str = "",
    now: str = "",
    settings: str = "",
) -> None:
    """Write published articles with their pictures and a table into a folder or a ZIP file."""
    from lianzhan.commands.export_document import document_of, export_lines
    from lianzhan.commands.export_selection import Options, selection_of

    request = request_of(content, output, settings, now)
    place = _place(to, request, yes=yes)
    source = _source(request)
    asked = selection_of(
        source.known, Options(tuple(campaign), column, picked_by, site, since, until)
    )
    done, is_written = _written(asked, source, place, strict=strict)
    print_problems(done.refused, request.content)
    if json:
        document = document_of(done, place.path, request.content, is_written=is_written)
        print(json_format.dumps(document, ensure_ascii=False, indent=2))
    elif is_written:
        print(*export_lines(done, place.path), sep="\n")
    _end(done, is_written=is_written)


def _place(to: str, request: Request, *, yes: bool) -> ExportPlace:
    """Return where to write, or end with why that can't be."""
    from lianzhan.output.exports.place import PlaceRefusedError, export_place

    kept = (request.content, request.output, request.cache)
    try:
        return export_place(to, kept, may_replace=yes)
    except PlaceRefusedError as refusal:
        raise Exit(_refusal(refusal), NOTHING_DONE) from None


def _refusal(refusal: PlaceRefusedError) -> str:
    details = {key: shown(text) for key, text in refusal.details.items()}
    return f"--to：{_(refusal.text).format(**details)}"


def _source(request: Request) -> ExportSource:
    """Check the content; end where nothing can be read."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.exporting import ExportSource

    state, _of_cache = check_content(request)
    if state.tree is None:
        print_problems(state.problems, request.content)
        raise Exit(code=NOTHING_DONE)
    return ExportSource(request.content, state.tree.federation, state)


def _written(
    asked: Selection, source: ExportSource, place: ExportPlace, *, strict: bool
) -> tuple[Exported, bool]:
    """Export what is asked for, and return whether anything came of it.

    Nothing is written where there is nothing, and with `strict`, where something is left out. Ends
    where somebody edits meanwhile.
    """
    from lianzhan.commands.exporting import export as export_entries
    from lianzhan.gate.records import ChangedError
    from lianzhan.output.exports.place import PlaceRefusedError
    from lianzhan.output.exports.writing import export_to

    try:
        with export_to(place) as into:
            done = export_entries(asked, source, into)
            is_written = bool(done.entries) and not (strict and done.refused)
            if is_written:
                into.finish()
    except ChangedError as error:
        text = _("导出时 {path} 又改了，什么也没有写：请再导出一次")
        raise Exit(text.format(path=shown(error)), NOTHING_DONE) from None
    except PlaceRefusedError as refusal:
        raise Exit(_refusal(refusal), NOTHING_DONE) from None
    return done, is_written


def _end(done: Exported, *, is_written: bool) -> None:
    """End with the status: 1 where something is left out, 2 where there was nothing to export."""
    if not (done.entries or done.refused):
        raise Exit(_("没有这样的已发布稿件，什么也没有写"), NOTHING_DONE)
    if not is_written:
        raise Exit(_("什么也没有写"), 1)
    if done.refused:
        raise Exit(code=1)
