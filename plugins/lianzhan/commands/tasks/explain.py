"""The task `explain`: one article, its problems, and where it shows and why."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.printing import print_problems, reason_text
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, NOW, OUTPUT, SETTINGS
from lianzhan.model.catalog import BELOW, DRAWN, FOOTER, NEAREST, OWN, PICKED, PUSHED
from lianzhan.model.codes import N_
from lianzhan.model.kinds import TOML, file_of, kind_named, notice_of
from lianzhan.model.report import CHANGED
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.desk.approval import ReviewText
    from lianzhan.model.catalog import Catalog, Placement

PLACES = {
    OWN: N_("本站稿件"),
    PUSHED: N_("上级栏目下推"),
    PICKED: N_("本级选用"),
    NEAREST: N_("本站还没有，显示最近的"),
    FOOTER: N_("页脚里的单页"),
    BELOW: N_("上级站点列出"),
    DRAWN: N_("专题或主题活动收录"),
}
"""Why an article shows in a column, in words."""


@task(
    help={
        "path": N_("一篇稿件或单页"),
        "verify": N_(
            "从网页查回去：与生成时是否一致、来自哪个文件和提交、谁签的；也可以写输出里的网页"
        ),
        "content": CONTENT,
        "output": OUTPUT,
        "now": NOW,
        "settings": SETTINGS,
    },
)
def explain(
    _context: Context,
    path: str,
    content: str = "",
    now: str = "",
    settings: str = "",
    verify: bool = False,
    output: str = "",
) -> None:
    """Say of one article: its problems, whether it is published and why, where it shows and why."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.given_path import path_below

    request = request_of(content, output, settings, now)
    if verify:
        _verify(path, request)
        return
    is_there = (request.content / "federation.toml").is_file()
    file = path_below(file_of(path), request.content) if is_there else ""
    wanted = file + path.removeprefix(file_of(path))
    checked, _of_cache = check_content(request)
    problems = tuple(p for p in checked.problems if p.path == file or _is_above(p.path, file))
    print_problems(problems, request.content)
    decision = checked.decisions.get(wanted)
    if checked.tree is None or (decision is None and any(p.of_setup for p in problems)):
        raise Exit(code=NOTHING_DONE)
    if decision is None:
        raise Exit(_("{path} 不是稿件，或无法读取").format(path=printable(path)), 1)
    print(reason_text(decision))
    if notice := checked.decisions.get(notice_of(wanted)):
        print(_("撤稿说明：{reason}").format(reason=reason_text(notice)))
    if text := _text_of(request, wanted):
        _print_for_reviewers(request.content, text)
    for placement in checked.placements:
        if placement.path == wanted and (folder := _folder(placement, checked.catalog)):
            print(f"  {placement.site}/{folder}/: {_(PLACES[placement.why])}")


def _folder(placed: Placement, catalog: Catalog) -> str:
    """Return the folder of the list that names a value; "" where none does, as of a page."""
    if placed.why == DRAWN:
        drawing = placed.column.partition("#")[0]
        return "/".join(drawing.removesuffix(TOML).split("/")[-2:])
    kind = kind_named(catalog.entries[placed.path].kind)
    return placed.column or (kind.reserved if kind.can_be_picked else "")


def _verify(path: str, request: Request) -> None:
    """Print the way from a live page to its signers; end with 1 where a part does not hold."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.given_path import path_below
    from lianzhan.commands.verifying import source_of, verified

    checked, _of_cache = check_content(request)
    if checked.tree is None:
        print_problems(checked.problems, request.content)
        raise Exit(code=NOTHING_DONE)
    named = source_of(path, request, checked)
    wanted = named or path_below(path, request.content)
    if wanted not in checked.catalog.entries:
        raise Exit(_("{path} 不是稿件，或无法读取").format(path=printable(path)), 1)
    found = [*verified(wanted, request, checked)]
    for finding in found:
        print(f"{'✓' if finding.holds else '✗'} {printable(finding.text)}")
    if not all(finding.holds for finding in found):
        raise Exit(code=1)


def _text_of(request: Request, path: str) -> ReviewText | None:
    """Return a text as its reviewers have it."""
    from lianzhan.desk.approval import Desk, read_texts

    desk = Desk(request.content, federation_in(request.content), request.now)
    return read_texts(desk, [path]).texts.get(path)


def _print_for_reviewers(content: Path, text: ReviewText) -> None:
    """Print what no reader sees, and what was changed since a step that was for another text."""
    from lianzhan.commands.review_printing import changed_lines, remarks_of

    for remark in remarks_of(text.value.remarks):
        print(f"  {printable(remark)}")
    if text.decision.reason == CHANGED:
        for line in changed_lines(content, text):
            print(line)


def _is_above(path: str, article: str) -> bool:
    """Whether a path is a folder that an article stands in, or the settings of one."""
    file = PurePosixPath(path)
    folder = file.parent if file.name in ("federation.toml", "site.toml") else file
    return folder in PurePosixPath(article).parents
