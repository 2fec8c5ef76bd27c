"""The task `approve`: sign one step of the review (三审) in each article's file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Needed, OneOf, shown
from lianzhan.commands.printing import path_from_here
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.desk.approval import Signing
    from lianzhan.model.federation import Federation


@task(
    help={
        "path": N_("稿件，或稿件所在的文件夹"),
        "by": N_("签署人姓名"),
        "step": N_("哪一审：first 初审，second 复审，final 终审"),
        "on": N_("签署日期，例如 2026-03-07，不晚于今天（不写：今天）"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
@within(
    path=Needed(N_("content/…/稿件.md")), by=Needed(N_("--by 张甲")), step=Needed("--step first")
)
def approve(
    _context: Context,
    path: list[str],
    by: str = "",
    step: str = "",
    on: str = "",
    content: str = "",
    settings: str = "",
) -> None:
    """Sign one step of the review (三审) in each article's file."""
    from lianzhan.commands.given_path import path_below
    from lianzhan.desk.approval import Signature, articles_below
    from lianzhan.desk.approval import approve as sign

    root = request_of(content, "", settings).content
    federation = federation_in(root)
    now = datetime.now(UTC)
    day = _day(on, federation, now)
    fault = OneOf(federation.review.steps).fault("step", step)
    if fault:
        raise Exit(fault, NOTHING_DONE)
    found = [article for given in path for article in articles_below(root, path_below(given, root))]
    signature = Signature(step, by, day)
    signings = []
    for article in dict.fromkeys(found):
        signings.append(sign(root, federation, article, signature, now))
        _print_signing(article, signings[-1], root)
    if not found:
        raise Exit(_("{path} 里没有稿件").format(path=", ".join(map(shown, path))), 1)
    if any(signing.is_refused for signing in signings):
        raise Exit(code=1)


def _day(on: str, federation: Federation, now: datetime) -> date:
    """Return the day that is meant, or end with what is no day."""
    from lianzhan.desk.approval import today
    from lianzhan.reading.dates import parse_day

    day = parse_day(on) if on else today(federation, now)
    if day is None:
        text = _("--on “{value}”不是日期，例如 2026-03-07")
        raise Exit(text.format(value=shown(on)), NOTHING_DONE)
    return day


def _print_signing(article: str, signing: Signing, content: Path) -> None:
    from lianzhan.desk.approval import OUTCOMES

    details = {key: printable(text) for key, text in signing.details}
    text = _(OUTCOMES[signing.outcome]).format(**details)
    place = printable(path_from_here(article, content))
    print(f"{place}: {text}", file=sys.stderr if signing.is_refused else sys.stdout)
