"""The task `audit-log`: who signed what, when, with which key."""

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
from lianzhan.reading.dates import parse_day
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from datetime import date

    from invoke.context import Context

COLUMNS = ("day", "step", "by", "person", "key", "path", "title", "site", "why")


@task(
    name="audit-log",
    help={
        "since": N_("只看这一天起签的，例如 2026-03-07"),
        "csv": N_("写成 CSV，可以用 Excel 打开"),
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
    },
)
def audit_log(
    _context: Context,
    since: str = "",
    csv: bool = False,
    content: str = "",
    now: str = "",
    settings: str = "",
) -> None:
    """List who signed what, when, with which key, and which steps do not count; newest first."""
    from lianzhan.commands.review_values import signed_of

    request = request_of(content, "", settings, now)
    steps = signed_of(request, _day(since))
    if steps is None:
        raise Exit(code=NOTHING_DONE)
    if csv:
        rows = [[getattr(step, column) for column in COLUMNS] for step in steps]
        print(csv_text(COLUMNS, rows), end="")
        return
    for step in steps:
        path = path_from_here(step.path, request.content)
        known = f"（{step.person}）" if step.person and step.person != step.by else ""
        why = _("不作数：{why}").format(why=step.why) if step.why else ""
        words = (step.day or "?", step.step, f"{step.by}{known}", path, f"“{step.title}”")
        print(printable("  ".join(filter(None, (*map(str, words), step.key, why)))))


def _day(since: str) -> date | None:
    """Return the day that is meant, None for all, or end with what is no day."""
    day = parse_day(since) if since else None
    if since and day is None:
        text = _("--since “{value}”不是日期，例如 2026-03-07")
        raise Exit(text.format(value=shown(since)), NOTHING_DONE)
    return day
