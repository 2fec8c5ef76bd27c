"""The task `check`: name all problems, build nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.printing import print_outlook, print_problems
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, NOW, SETTINGS
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.commands.problem_filter import ProblemFilter
    from lianzhan.model.problem import Problem


@task(
    help={
        "path": N_("只看这些文件或文件夹（不写：全部）"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
        "code": N_("只看这几种问题，例如 image-alt,dead-link"),
        "site": N_("只看这一个站点自己的问题（写站点代号）"),
    },
    iterable=["path"],
)
def check(
    _context: Context,
    path: list[str],
    content: str = "",
    now: str = "",
    settings: str = "",
    code: str = "",
    site: str = "",
) -> None:
    """Name all problems; build nothing. The exit status is that of the problems shown."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.given_path import path_below
    from lianzhan.commands.problem_filter import ProblemFilter, codes_in, site_folders

    request = request_of(content, "", settings, now)
    codes = codes_in(code)
    is_there = (request.content / "federation.toml").is_file()
    wanted = tuple(path_below(given, request.content) for given in path if is_there)
    checked, of_cache = check_content(request)
    found = sorted({*checked.problems, *of_cache})
    nothing_read = checked.tree is None
    folders = site_folders(checked, site) if site and not nothing_read else None
    asked = ProblemFilter(wanted, codes, folders)
    told = tuple(p for p in found if nothing_read or p.of_setup or asked.takes(p))
    print_problems(told, request.content)
    if nothing_read or any(p.of_setup for p in told):
        raise Exit(code=NOTHING_DONE)
    _say_left_out(found, told, asked)
    if any(p.is_error for p in told):
        raise Exit(code=1)
    decisions = [d for d in checked.decisions.values() if asked.takes_path(d.path)]
    print_outlook(decisions, len(told), request.content, one_by_one=bool(wanted))
    known = {*checked.decisions, *(p.path for p in told)}
    for file in wanted:
        if file not in known and _is_no_text(request.content / file):
            print(_("{path} 本身不是稿件，不会单独发布").format(path=shown(file)))


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
