"""The task `take-down`: one page leaves a live output now, without a build.

It needs Python alone, so that it works where theme, settings or the environment's packages are
broken; so it reads its arguments and prints by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.commands.arguments import UsageError, Value, read
from lianzhan.commands.project import NoProjectError, project_folder
from lianzhan.commands.take_down_command import COMMAND, WAIT
from lianzhan.model.report import NOTHING, PUBLISHED
from lianzhan.output.output_lock import BusyFolderError, ForeignFolderError
from lianzhan.output.takedown.emergency import NotAnOutputError, UnknownPageError, take_down_page
from lianzhan.reading.settings_file import (
    PRODUCTION,
    find_settings,
    read_configuration,
    written_output,
)
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianzhan.output.takedown.emergency import Done


def main(arguments: Sequence[str], root: str = "") -> int:
    """Take a page down, say what was done, return the exit status: 0, or 2 if it still shows.

    `root` is the project's folder; "": the one that all tasks work on.
    """
    if {"-h", "--help"}.intersection(arguments):
        from lianzhan.commands.usage import task_help

        sys.stdout.write(f"{task_help(COMMAND)}\n")
        return PUBLISHED
    try:
        given = read(COMMAND, list(arguments))
        if fault := WAIT.fault("wait", given.get("wait", 600)):
            raise UsageError(fault)
        settings, output = str(given.get("settings", "")), str(given.get("output", ""))
        folder = Path(root) if root else project_folder("--output", output or settings)
    except (UsageError, NoProjectError) as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    return _take_down(given, _output(folder, settings, output))


def _take_down(given: dict[str, Value], output: Path) -> int:
    try:
        done = take_down_page(output, str(given["path"]), int(str(given.get("wait", 600))))
    except NotAnOutputError as error:
        message = _("{folder} 里没有生成好的内容").format(folder=error)
    except UnknownPageError as error:
        message = _("已发布的内容里没有 {path}：请写 content/ 中的稿件、输出文件夹中的页面或其网址")
        message = message.format(path=printable(str(error)))
    except ForeignFolderError as error:
        message = _("{folder} 不是空的，也不是由本程序生成的，不会写入").format(folder=error)
    except BusyFolderError as error:
        message = _("输出文件夹正由另一次生成使用：{holder}").format(holder=error)
    except OSError as error:
        message = _("环境有误：{error}").format(error=error)
    else:
        return _told(done)
    sys.stderr.write(f"{message}\n")
    return NOTHING


def _output(root: Path, settings: str, output: str) -> Path:
    """Return the output folder that is meant: given, or of the settings file.

    A file that can't be used, for whatever reason, keeps no page up: then what is written in it
    counts, else the usual folder. It is said which.
    """
    if output:
        return Path(output).absolute()
    file = find_settings(root, settings, PRODUCTION)
    try:
        return Path(read_configuration(file)["OUTPUT_PATH"])
    except (Exception, SystemExit) as error:
        folder = written_output(file) or root / "output"
        text = _("{file} 不能使用（{error}），改在 {folder} 里撤稿；如果不是这里，请加 --output")
        reason = printable(f"{type(error).__name__}: {error}")
        sys.stderr.write(f"{text.format(file=file, error=reason, folder=folder)}\n")
        return folder


def _told(done: Done) -> int:
    for file, reason in done.left:
        text = _("仍可在 {file} 看到：{reason}").format(file=printable(file), reason=reason)
        sys.stderr.write(f"{text}\n")
    text = _("已撤下 {address}：删除 {deleted} 个文件，改写 {edited} 个文件")
    text = text.format(address=done.address, deleted=done.deleted, edited=done.edited)
    after = _("请把 {article} 的稿头改为 status: withdrawn，否则下次生成会重新发布")
    after = after.format(article=printable(done.article) or _("该稿件"))
    sys.stdout.write(f"{text}\n{after}\n")
    return NOTHING if done.left else PUBLISHED
