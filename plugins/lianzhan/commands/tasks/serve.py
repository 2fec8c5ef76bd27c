"""The task `serve`: a preview on this machine, built again on every change."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Between
from lianzhan.commands.printing import print_problems, print_summary
from lianzhan.commands.request import request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.runtime.signals import status_of_interrupt
from lianzhan.texts.errors import said_of
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.commands.preview.answers import Answer
    from lianzhan.model.report import Report

ON_CTRL_C = 130


@task(
    help={
        "content": CONTENT,
        "output": N_("生成到哪个文件夹（不写：CACHE_PATH 之下自己的文件夹）"),
        "review": N_("给审稿人：没有发布的稿件也能看，另有待审稿件的清单"),
        "port": N_("本机（127.0.0.1）的端口；0：任意一个空闲的"),
        "settings": SETTINGS,
    }
)
@within(port=Between(0, 65_535))
def serve(
    _context: Context,
    port: int = 8000,
    content: str = "",
    output: str = "",
    settings: str = "",
    review: bool = False,
) -> None:
    """Build a preview, serve it on this machine, rebuild and reload open pages on every change."""
    from dataclasses import replace
    from threading import Event

    from lianzhan.commands.preview.rebuilding import preview_folder, rebuild_on_change
    from lianzhan.commands.preview.reloading import Builds
    from lianzhan.commands.preview.server import listening

    request = replace(request_of(content, output, settings), is_preview=True)
    if not output:
        request = replace(request, output=preview_folder(request.cache, request.content))
    builds = Builds(datetime.now(UTC))
    try:
        with listening(request.output, builds, port, _asked(request, review=review)) as address:
            print(_("预览地址 {address}，按 Ctrl-C 结束").format(address=address), flush=True)
            if review:
                queue = f"{address}.lianzhan/review"
                print(_("待审稿件 {address}").format(address=queue), flush=True)
            rebuild_on_change(request, builds, lambda r: _print(r, request.content), Event())
    except OSError as error:
        raise Exit(_refused_port(error, port) or said_of(error), NOTHING_DONE) from None
    except KeyboardInterrupt:
        print()
        if status_of_interrupt() != ON_CTRL_C:
            raise Exit(code=status_of_interrupt()) from None


def _asked(request: Request, *, review: bool) -> Callable[[str], Answer | None]:
    """Return what answers before the output is looked into: the reviewer's pages, if wanted."""
    if not review:
        return lambda _target: None
    from lianzhan.commands.preview.review import Review

    return Review(request).answer


def _print(result: Report | Exception, content: Path) -> None:
    """Say what came of a build."""
    if isinstance(result, Exception):
        reason = printable(str(result) or type(result).__name__)
        print(_("生成失败，保留上次的内容：{reason}").format(reason=reason), file=sys.stderr)
        return
    print_problems(result.problems, content)
    print_summary(result)


def _refused_port(error: OSError, port: int) -> str:
    """Return why the system gives us no port; "" where it is about something else."""
    texts = {
        errno.EADDRINUSE: _("端口 {port} 已被占用：换一个，例如 --port {other}；0：任意空闲的"),
        errno.EACCES: _("端口 {port} 只有管理员能用：换一个 1024 以上的，例如 --port {other}"),
    }
    if error.filename is not None:
        return ""
    other = port + 1 if 1024 <= port < 65_535 else 8000
    return texts.get(error.errno or 0, "").format(port=port, other=other)
