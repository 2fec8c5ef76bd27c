"""The task `check`: name all problems, build nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import OneOf, shown
from lianzhan.commands.printing import print_outlook, print_problems
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, FILE, NOW, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.commands.changes import JudgedChange
    from lianzhan.commands.problem_filter import ProblemFilter
    from lianzhan.model.problem import Problem

FORMATS = ("github", "gitlab", "sarif")
"""What `--annotate` takes."""


@task(
    help={
        "path": N_("只看这些文件或文件夹（不写：全部）"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
        "code": N_("只看这几种问题，例如 image-alt,dead-link"),
        "site": N_("只看这一个站点自己的问题（写站点代号）"),
        "diff": N_("只看同这个版本相比改过的文件，例如 origin/main；改了不归作者管的也算错误"),
        "author": N_("改动的作者：people.toml 里的编号，或主机上的账号（@账号）"),
        "annotate": N_("另把问题写成 github、gitlab 或 sarif 的格式，标在改动的行上"),
        "file": FILE,
    },
    iterable=["path"],
)
@within(annotate=OneOf(FORMATS, may_be_missing=True))
def check(
    _context: Context,
    path: list[str],
    content: str = "",
    now: str = "",
    settings: str = "",
    code: str = "",
    site: str = "",
    diff: str = "",
    author: str = "",
    annotate: str = "",
    file: str = "",
) -> None:
    """Name all problems; build nothing. The exit status is that of the problems shown."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.given_path import path_below
    from lianzhan.commands.problem_filter import ProblemFilter, codes_in, site_folders

    _refuse_halves(diff, author, annotate, file)
    request = request_of(content, "", settings, now)
    codes = codes_in(code)
    is_there = (request.content / "federation.toml").is_file()
    wanted = tuple(path_below(given, request.content) for given in path if is_there)
    change = _change(request, diff, author) if diff else None
    checked, of_cache = check_content(request)
    found = sorted({*checked.problems, *of_cache, *(change.refused if change else ())})
    nothing_read = checked.tree is None
    folders = site_folders(checked, site) if site and not nothing_read else None
    asked = ProblemFilter(wanted, codes, folders, change)
    told = tuple(p for p in found if nothing_read or p.of_setup or asked.takes(p))
    print_problems(told, request.content)
    if annotate:
        _annotate(told, request, annotate, file)
    if nothing_read or any(p.of_setup for p in told):
        raise Exit(code=NOTHING_DONE)
    _say_left_out(found, told, asked)
    if any(p.is_error for p in told):
        raise Exit(code=1)
    if annotate and not file:  # standard output is a document's alone
        return
    decisions = [d for d in checked.decisions.values() if asked.takes_path(d.path)]
    print_outlook(decisions, len(told), request.content, one_by_one=bool(wanted) or bool(diff))
    known = {*checked.decisions, *(p.path for p in told)}
    for given in wanted:
        if given not in known and _is_no_text(request.content / given):
            print(_("{path} 本身不是稿件，不会单独发布").format(path=shown(given)))


def _refuse_halves(diff: str, author: str, annotate: str, file: str) -> None:
    """End where an option was given that means nothing without another."""
    from lianzhan.commands.given_path import check_writable

    if bool(diff) != bool(author):
        text = _("--diff 和 --author 要一起写：--diff origin/main --author 编号或@账号")
        raise Exit(text, NOTHING_DONE)
    if file and not annotate:
        raise Exit(_("--file 要同 --annotate 一起写"), NOTHING_DONE)
    if file:
        check_writable("--file", file)


def _change(request: Request, diff: str, author: str) -> JudgedChange:
    from lianzhan.commands.changes import judged_change

    return judged_change(request, diff, author)


def _annotate(told: tuple[Problem, ...], request: Request, name: str, file: str) -> None:
    from lianzhan.commands.annotations import FORMATS as DOCUMENTS
    from lianzhan.commands.annotations.place import placed
    from lianzhan.commands.given_path import write_or_print
    from lianzhan.commands.repository import prefix_of

    write_or_print(DOCUMENTS[name]([*placed(told, prefix_of(request.content))]), file)


def _is_no_text(file: Path) -> bool:
    """Whether a path that the user gave is a file that can be neither published nor configured."""
    return file.is_file() and file.suffix != ".toml"


def _say_left_out(found: list[Problem], told: tuple[Problem, ...], asked: ProblemFilter) -> None:
    """Say how many errors and warnings were not asked for, where codes or a site were."""
    left = [p for p in found if p not in set(told) and asked.takes_but_for_code(p)]
    if left:
        errors = sum(p.is_error for p in left)
        text = _("没有列出的还有 {errors} 处错误、{warnings} 处提醒")
        print(text.format(errors=errors, warnings=len(left) - errors), file=sys.stderr)
