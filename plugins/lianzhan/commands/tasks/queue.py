"""The task `queue`: what waits for which step of its review, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.printing import csv_text, path_from_here
from lianzhan.commands.request import request_of
from lianzhan.commands.review_printing import remarks_of
from lianzhan.commands.task_options import CONTENT, NOW, SETTINGS
from lianzhan.model.codes import N_
from lianzhan.model.report import AWAITED
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.desk.waiting import Waiting

COLUMNS = ("path", "title", "site", "step", "since", "signed", "faults")


@task(
    help={
        "person": N_("只看轮到此人签的（姓名或 people.toml 里的编号）"),
        "step": N_("只看等这一审的：first、second、final"),
        "csv": N_("写成 CSV，可以用 Excel 打开"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
    }
)
def queue(
    _context: Context,
    person: str = "",
    step: str = "",
    csv: bool = False,
    content: str = "",
    now: str = "",
    settings: str = "",
) -> None:
    """List what waits for its review: for which step, at which site, since when; oldest first."""
    from lianzhan.commands.review_values import queue_of

    request = request_of(content, "", settings, now)
    waiting = queue_of(request, person, step)
    if waiting is None:
        raise Exit(code=NOTHING_DONE)
    if csv:
        _write_csv(waiting)
        return
    for text in waiting:
        print(_line(text, request.content))
    if not waiting:
        print(_("没有等待审签的稿件"))


def _line(text: Waiting, content: Path) -> str:
    place = printable(path_from_here(text.path, content))
    signed = _("，").join(f"{step.by} {step.step} {step.at}" for step in text.signed)
    more = [_("已签：{signed}").format(signed=printable(signed))] if signed else []
    more += [_("签后改过")] if text.was_changed else []
    more += map(printable, remarks_of(text.remarks))
    more += [_("有错误：{codes}").format(codes=", ".join(text.faults))] if text.faults else []
    site = printable(f"{text.site_name}（{text.site}）")
    parts = (str(text.since), _(AWAITED[text.step]), site, f"“{printable(text.title)}”", *more)
    return f"{place}: {'  '.join(parts)}"


def _write_csv(waiting: list[Waiting]) -> None:
    """Write a table, a row a text."""
    rows = []
    for text in waiting:
        signed = "; ".join(f"{step.by} {step.step} {step.at}" for step in text.signed)
        row = (text.path, text.title, text.site, text.step, text.since, signed)
        rows.append((*row, ", ".join(text.faults)))
    print(csv_text(COLUMNS, rows), end="")
