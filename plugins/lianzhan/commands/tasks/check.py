"""The task `check`: name all problems, build nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.printing import print_outlook, print_problems
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, NOW, SETTINGS
from lianzhan.model.codes import N_

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    help={
        "path": N_("只看这些文件或文件夹（不写：全部）"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
def check(
    _context: Context, path: list[str], content: str = "", now: str = "", settings: str = ""
) -> None:
    """Name all problems; build nothing."""
    from lianzhan.commands.checking import check_content
    from lianzhan.commands.given_path import path_below

    request = request_of(content, "", settings, now)
    is_there = (request.content / "federation.toml").is_file()
    wanted = [path_below(given, request.content) for given in path if is_there]
    checked, of_cache = check_content(request)
    found = sorted({*checked.problems, *of_cache})
    nothing_read = checked.tree is None
    problems = tuple(
        p for p in found if nothing_read or p.of_setup or not wanted or _among(p.path, wanted)
    )
    print_problems(problems, request.content)
    if nothing_read or any(p.of_setup for p in problems):
        raise Exit(code=NOTHING_DONE)
    if any(p.is_error for p in problems):
        raise Exit(code=1)
    decisions = [d for d in checked.decisions.values() if not wanted or _among(d.path, wanted)]
    print_outlook(decisions, len(problems), request.content, one_by_one=bool(wanted))


def _among(path: str, wanted: list[str]) -> bool:
    return any(w in (".", path) or path.startswith(f"{w}/") for w in wanted)
