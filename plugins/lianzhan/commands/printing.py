"""What a task found and did, in the user's language: problems, outlook and summary."""

from __future__ import annotations

import csv
import os
import re
import shlex
import sys
from collections import Counter, defaultdict
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.commands.project import program
from lianzhan.model.codes import N_
from lianzhan.model.problem import Problem
from lianzhan.model.report import AWAITED, AWAITING, CHANGED, REASONS
from lianzhan.runtime.late_pattern import late
from lianzhan.texts.language import help_of, message_of, printable, user_language
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lianzhan.model.report import Decision, Report

SCREENFUL = 12
"""Problems, of two lines each, that fit on a terminal of 24 lines; more end with totals."""
MANY = 40
"""Problems above which nobody reads them all: their totals tell the causes, too."""
MOST_CAUSES = 5
"""Causes told of one code."""
_WEB_ADDRESS = late(r"https?://[^/?#\s]+/?", re.IGNORECASE)
_COUNTS = {
    "published": N_("{count} 篇已发布"),
    AWAITING: N_("{count} 篇等待{step}"),
    CHANGED: N_("{count} 篇签后改过，等待{step}"),
    "scheduled": N_("{count} 篇发布时间未到"),
    "expired": N_("{count} 篇已过期"),
    "ended": N_("{count} 条已停用"),
    "withdrawn": N_("{count} 篇已撤稿"),
    "problems": N_("{count} 篇有错误"),
}


def path_from_here(path: str, content: Path) -> str:
    """Return a path below content/ as the user can open it from here."""
    file = content / path
    if path.startswith("../"):  # beside content/
        file = Path(os.path.normpath(file))
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):  # elsewhere, or the folder that we stand in is gone
        return file.as_posix()


def problem_text(problem: Problem, content: Path) -> str:
    """Return a problem in two lines: where it is and what is wrong, then how to mend it."""
    language = user_language()
    path = printable(path_from_here(problem.path, content))
    message, mend = message_of(problem, language), help_of(problem, language)
    return f"{path}:{problem.line}: {problem.code}: {message}\n  help: {mend}"


def print_problems(problems: Collection[Problem], content: Path) -> None:
    """Print each problem and how to mend it; more than a screenful ends with totals by code.

    Where they are many, each total has its causes below it.
    """
    for problem in problems:
        print(problem_text(problem, content), file=sys.stderr)
    if len(problems) > SCREENFUL:
        by_code = defaultdict(list)
        for problem in problems:
            by_code[problem.code].append(problem)
        for code, found in sorted(by_code.items(), key=lambda each: (-len(each[1]), each[0])):
            print(f"{len(found):>6}  {code}", file=sys.stderr)
            for cause, count in causes(found) if len(problems) > MANY else ():
                print(f"{count:>10}  {printable(cause)}", file=sys.stderr)


def causes(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """Return in words what is behind problems of one code, the most frequent first, and how often.

    Addresses of one host are one cause, and so are numbers. What occurs once is told without its
    details, and what is left beyond MOST_CAUSES is not told.
    """
    language = user_language()
    alike = Counter((p.definition, tuple(map(_alike, p.details))) for p in problems)
    counts: Counter[str] = Counter()
    for (definition, details), count in alike.items():
        kept = details if count > 1 else tuple((key, "…") for key, _value in details)
        counts[message_of(Problem("", 0, definition, kept), language)] += count
    return sorted(counts.items(), key=lambda cause: (-cause[1], cause[0]))[:MOST_CAUSES]


def _alike(detail: tuple[str, str]) -> tuple[str, str]:
    """Return a detail that is the same in all problems of one cause."""
    key, value = detail
    address = _WEB_ADDRESS.match(value)
    if address:
        return key, f"{address[0]}…"
    return key, "…" if value.isdecimal() else value


def print_summary(done: Report) -> None:
    """Print in one line what a build did."""
    counts = {
        status: sum(s.status == status for s in done.sites)
        for status in ("built", "unchanged", "kept")
    }
    print(
        _(
            "{built} 个站点已生成，{unchanged} 个未变，{kept} 个保留旧版；"
            "{published} 篇已发布，{withheld} 篇未发布；用时 {seconds:.1f} 秒"
        ).format(
            **counts,
            published=done.published,
            withheld=len(done.withheld),
            seconds=done.seconds,
        )
    )


def reason_text(decision: Decision) -> str:
    """Return in words whether an article is published, and if not, what it waits for."""
    details = dict(decision.details)
    if "step" in details:
        details["step"] = _(AWAITED[details["step"]])
    return _(REASONS[decision.reason]).format(**details)


def print_waiting(withheld: Iterable[Decision], content: Path) -> None:
    """Name every article that awaits its review, and the step that is due."""
    waiting = [decision for decision in withheld if decision.reason in (AWAITING, CHANGED)]
    for decision in sorted(waiting):
        print(f"{printable(path_from_here(decision.path, content))}: {reason_text(decision)}")
    if not waiting:
        print(_("没有等待审签的稿件"))


def print_outlook(
    decisions: Collection[Decision], warnings: int, content: Path, *, one_by_one: bool
) -> None:
    """Say that a check found no error, and what comes next: of each article, or how many of each.

    More than a screenful is counted, too.
    """
    print(_("没有错误，有 {count} 处提醒").format(count=warnings) if warnings else _("没有问题"))
    if one_by_one and len(decisions) <= SCREENFUL:
        for decision in sorted(decisions):
            print(f"  {printable(path_from_here(decision.path, content))}: {reason_text(decision)}")
            if step := dict(decision.details).get("step"):
                print(f"    {_how_to_sign(decision.path, step, content)}")
    else:
        counts = Counter((d.reason, dict(d.details).get("step", "")) for d in decisions)
        order = [(reason, step) for reason in _COUNTS for step in AWAITED]
        for reason, step in sorted(counts, key=order.index):
            text = _(_COUNTS[reason])
            print(f"  {text.format(count=counts[reason, step], step=_(AWAITED[step]))}")


def _how_to_sign(path: str, step: str, content: Path) -> str:
    text = _("审阅后签署：{program} approve {path} --by 姓名 --step {step}")
    file = shlex.quote(printable(path_from_here(path, content)))
    return text.format(program=program(), path=file, step=step)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV (RFC 4180) that spreadsheets open.

    What one would take for a formula begins with an apostrophe: it computes nothing.
    """
    file = StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(columns)
    table.writerows([_plain_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _plain_cell(value: object) -> str:
    text = printable(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
