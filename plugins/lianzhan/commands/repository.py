"""The repository around the content folder, or why a task ends without one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from invoke.exceptions import Exit

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.runtime.git import Git, GitError
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from pathlib import Path


def place_in_repository(content: Path) -> tuple[Git, str]:
    """Return the repository, and the content folder as seen from its root, with "/" at its end.

    "" is the root itself. Ends where the folder is a link: what stands behind it could be changed
    without any file of the content being so.
    """
    if content.is_symlink():
        text = _("{folder} 是链接，不知道稿件归哪个仓库；用 --content 指明真正的文件夹")
        raise Exit(text.format(folder=printable(str(content))), NOTHING_DONE)
    try:
        git = Git(content)
        return Git(git.root), git.prefix
    except (GitError, OSError) as error:
        end_without_git(error, content)


def prefix_of(content: Path) -> str:
    """Return the content folder as seen from the repository's root, or else from here."""
    try:
        return Git(content).prefix
    except (GitError, OSError):
        return f"{os.path.relpath(content)}/".replace(os.sep, "/")


def end_without_git(error: Exception, content: Path) -> NoReturn:
    """End with why the repository can't be asked."""
    if isinstance(error, FileNotFoundError) and error.filename == "git":
        text = _("找不到 git，请先安装")
    elif isinstance(error, GitError):
        text = _("{folder} 不在 git 仓库里，或 git 不能读它：{error}")
    else:
        text = "{error}"
    said = " ".join(str(error).split())
    details = {"folder": printable(str(content)), "error": printable(said)}
    raise Exit(text.format(**details), NOTHING_DONE) from None


def path_in_repository(path: str, prefix: str) -> str:
    """Return a problem's path, which counts from content/, as seen from the repository's root."""
    return os.path.normpath(prefix + path).replace(os.sep, "/")
