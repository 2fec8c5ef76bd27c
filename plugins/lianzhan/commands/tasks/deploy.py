"""The task `deploy`: put the output onto a branch of this repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.project import project_folder
from lianzhan.commands.request import configured_by
from lianzhan.commands.take_down_command import HELP as TAKE_DOWN
from lianzhan.model.codes import N_
from lianzhan.texts.errors import said_of
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from invoke.context import Context

    from lianzhan.output.deploy.gh_pages import Deployed, Deployment


@task(
    help={
        "output": TAKE_DOWN["output"],
        "branch": N_("提交到哪个分支（不写：设置中的 DEPLOY_BRANCH，否则 gh-pages）"),
        "remote": N_("跟随哪个远程仓库的分支（不写：设置中的 DEPLOY_REMOTE，否则 origin）"),
        "push": N_("提交后推送到远程仓库"),
        "single-commit": N_("分支只留一个提交，不留历史；与 --push 同用时强制推送"),
        "settings": TAKE_DOWN["settings"],
    }
)
def deploy(
    _context: Context,
    output: str = "",
    branch: str = "",
    remote: str = "",
    push: bool = False,
    single_commit: bool = False,
    settings: str = "",
) -> None:
    """Put the output onto a branch of this repository, for hosts that publish such a branch."""
    from lianzhan.output.deploy.gh_pages import deploy as put

    given = {"output": output, "branch": branch, "remote": remote, "single_commit": single_commit}
    wanted = _deployment(given, push, settings)
    try:
        done = put(wanted)
    except Exception as error:
        if not (message := _refusal(error, wanted.output)):
            raise
        raise Exit(message, NOTHING_DONE) from None
    _print_deployed(done, wanted)


def _refusal(error: Exception, folder: Path) -> str:
    """Return in one line why nothing was deployed; "" for a fault of the program."""
    from lianzhan.output.deploy.gh_pages import ForeignBranchError, NotBuiltError, PreviewError
    from lianzhan.output.output_lock import BusyFolderError
    from lianzhan.output.public_files import StrangeFilesError
    from lianzhan.runtime.git import GitError

    texts = {
        NotBuiltError: _("{folder} 里没有生成好的内容，请先运行 build"),
        PreviewError: _("{folder} 是 serve 的预览，不能部署，请先运行 build"),
        StrangeFilesError: _(
            "{folder} 里有不是生成出来的东西，什么也没有部署：{paths}。请移走它们，再运行 build"
        ),
        ForeignBranchError: _("分支 {branch} 正在使用，或放着别的内容，不会覆盖"),
        BusyFolderError: _("输出文件夹正由另一次生成使用：{holder}"),
        GitError: _("git 报错：{error}"),
    }
    if text := texts.get(type(error)):
        paths = _some(error.paths) if isinstance(error, StrangeFilesError) else ""
        details = {"folder": folder, "paths": paths, "branch": error, "holder": error}
        return text.format(**details, error=words_of_git(str(error)))
    if isinstance(error, FileNotFoundError) and error.filename == "git":
        return _("找不到 git：deploy 需要它，请先安装")
    return said_of(error) if isinstance(error, OSError) else ""


def _deployment(given: dict[str, Any], push: bool, settings: str) -> Deployment:
    """Return what to deploy, and where to: what is not given stands in the settings file.

    The repository is that which the settings file stands in: the federation's own, or the project.
    Where folder and branch are given, one that can't be used holds no withdrawal up.
    """
    from lianzhan.output.deploy.gh_pages import Deployment
    from lianzhan.reading.settings_file import PRODUCTION

    place = given["output"]
    try:
        file, configured = configured_by(settings, PRODUCTION, "--output", place)
    except Exit as unusable:
        if not (given["output"] and given["branch"]):
            raise
        print(unusable.message, file=sys.stderr)
        file, configured = project_folder("--output", place) / PRODUCTION, {}
    return Deployment(
        output=Path(given["output"] or configured["OUTPUT_PATH"]).absolute(),
        repository=file.parent,
        branch=given["branch"] or str(configured.get("DEPLOY_BRANCH") or "gh-pages"),
        remote=given["remote"] or str(configured.get("DEPLOY_REMOTE") or "origin"),
        push=push,
        single_commit=given["single_commit"] or bool(configured.get("DEPLOY_SINGLE_COMMIT")),
    )


def _print_deployed(done: Deployed, wanted: Deployment) -> None:
    text = _("{folder} 里的 {files} 个文件已提交到分支 {branch}（{commit}）")
    counts = {"files": done.files, "branch": wanted.branch, "commit": done.commit[:12]}
    print(text.format(folder=wanted.output, **counts))
    if done.kept:
        print(_("分支上原有的主机文件已保留：{paths}").format(paths=_some(done.kept)))
    if done.unused:
        paths = _some(done.unused)
        print(_("没有站点用到，未部署：{paths}").format(paths=paths), file=sys.stderr)


def words_of_git(said: str) -> str:
    """Return in one line why git could not: its errors, else the last thing that it said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("hint:")]
    errors = [line for line in told if line.startswith(("fatal:", "error:", "remote: error"))]
    return printable("; ".join(dict.fromkeys(errors)) or next(reversed(told or lines), "?"))


def _some(paths: tuple[str, ...], most: int = 5) -> str:
    """Return the first of some paths, and how many there are if that is not all."""
    shown = ", ".join(printable(path) for path in paths[:most])
    return shown if len(paths) <= most else f"{shown}, … ({len(paths)})"
