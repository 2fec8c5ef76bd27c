"""The task `build`: check, gate, build, audit and swap in all sites."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Between, OneOf
from lianzhan.commands.printing import print_problems, print_summary, print_waiting
from lianzhan.commands.request import request_of
from lianzhan.commands.take_down_command import HELP as TAKE_DOWN
from lianzhan.commands.take_down_command import WAIT
from lianzhan.commands.task_options import CONTENT, NOW, OUTPUT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.runtime.job import DEBUG
from lianzhan.runtime.signals import status_of_interrupt
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.model.report import Report

JOBS = Between(0, 4_096)
"""Worker processes: more than the largest machines have processors is a slip of the keyboard."""


@task(
    help={
        "content": CONTENT,
        "output": OUTPUT,
        "site": N_("只生成这一个站点，总入口页和其他站点不动（写站点代号）"),
        "now": NOW,
        "jobs": N_("工作进程数（不写，或写 0：每个处理器一个）"),
        "report": N_("把结果写入这个文件（JSON）"),
        "strict": N_("只要有错误，输出原样不动；但已撤稿、已删除、已过期的稿件照样撤下"),
        "no-cache": N_("不读也不写缓存"),
        "no-fsync": N_("不等磁盘写完就上线；若此时断电，已发布的文件可能是空的"),
        "settings": SETTINGS,
        "allow-removal": N_("允许四分之一以上的站点下线，因为 content/ 里已经没有它们"),
        "wait": TAKE_DOWN["wait"],
        "executor": N_("由谁生成：local 本机的进程，dask 集群的多台机器"),
        "scheduler": N_("用 dask 时，调度器的地址，例如 tcp://10.0.0.1:8786"),
        "waiting": N_("列出等待审签的稿件，和轮到的一审"),
    }
)
@within(jobs=JOBS, wait=WAIT, executor=OneOf(("local", "dask")))
def build(
    _context: Context,
    content: str = "",
    output: str = "",
    site: str = "",
    now: str = "",
    jobs: int = 0,
    report: str = "",
    strict: bool = False,
    no_cache: bool = False,
    no_fsync: bool = False,
    settings: str = "",
    allow_removal: bool = False,
    wait: int = 600,
    executor: str = "local",
    scheduler: str = "",
    waiting: bool = False,
) -> None:
    """Check, gate, build, audit and swap in all sites."""
    from dataclasses import replace

    if (executor == "dask") != bool(scheduler):
        text = _("--executor 是 local 或 dask；dask 要用 --scheduler 写明调度器的地址")
        raise Exit(text, NOTHING_DONE)
    if report:
        from lianzhan.commands.given_path import check_writable

        check_writable("--report", report)
    request = replace(
        request_of(content, output, settings, now),
        site=site or None,
        jobs=jobs,
        strict=strict,
        allow_removal=allow_removal,
        uses_cache=not no_cache,
        syncs=not no_fsync,
        wait_seconds=wait,
        scheduler=scheduler or None,
    )
    done = _built(request)
    print_problems(done.problems, request.content)
    print_summary(done)
    if waiting:
        print_waiting(done.withheld, request.content)
    if report:
        _write_report(done, request.content, report)
    if done.exit_status:
        raise Exit(code=done.exit_status)


def _built(request: Request) -> Report:
    """Build, and turn what the environment does to us into one line and status 2."""
    from dataclasses import replace

    from lianzhan.building.build import build as build_all
    from lianzhan.commands.progress import progress_on

    try:
        with progress_on(sys.stderr) as progress:
            return build_all(replace(request, progress=progress))
    except KeyboardInterrupt:
        raise Exit(_("已中断；每个站点都是完整的"), status_of_interrupt()) from None
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        from lianzhan.commands.refusal import refusal

        raise Exit(refusal(error), NOTHING_DONE) from None


def _write_report(done: Report, content: Path, file: str) -> None:
    from lianzhan.commands.report_document import document_of
    from lianzhan.texts.errors import said_of

    document = json.dumps(document_of(done, content), ensure_ascii=False, indent=1)
    try:
        Path(file).write_text(document + "\n", "utf-8")
    except OSError as error:
        raise Exit(said_of(error), NOTHING_DONE) from None
