"""The task `move`: rename an article or page, with all that belongs to it and leads to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Needed, shown
from lianzhan.commands.printing import path_from_here
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.desk.moving import Moved, MoveRefusedError

_PLACES = 2
_LINES = (
    ("along", N_("一并移走 {path}")),
    ("copied", N_("别处也在用，另存一份：{path}")),
    ("mended", N_("改好链接：{path}")),
)


@task(
    help={
        "paths": N_("现在的稿件（文件，或稿件自己的文件夹），和它的新位置"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["paths"],
)
@within(paths=Needed(N_("content/…/旧名.md content/…/新名.md")))
def move(_context: Context, paths: list[str], content: str = "", settings: str = "") -> None:
    """Rename an article or page, with all that belongs to it and leads to it."""
    from lianzhan.commands.given_path import new_path_below, path_below
    from lianzhan.desk.moving import MoveRefusedError
    from lianzhan.desk.moving import move as rename

    if len(paths) != _PLACES:
        text = _("move 要写两个位置：现在的和新的；写了 {count} 个")
        raise Exit(text.format(count=len(paths)), NOTHING_DONE)
    root = request_of(content, "", settings).content
    federation = federation_in(root)
    old = path_below(paths[0], root)
    new = new_path_below(paths[1], old, root)
    try:
        done = rename(root, federation, old, new)
    except MoveRefusedError as error:
        raise Exit(_refusal(error, root), NOTHING_DONE) from None
    _print_moved(done, root)
    if done.left:
        raise Exit(code=1)


def _refusal(error: MoveRefusedError, content: Path) -> str:
    from lianzhan.desk.moving import REFUSALS

    details = {key: shown(text) for key, text in error.details.items()}
    if "path" in error.details:
        details["path"] = shown(path_from_here(error.details["path"], content))
    return _(REFUSALS[error.code]).format(**details)


def _print_moved(done: Moved, content: Path) -> None:
    def place(path: str) -> str:
        return printable(path_from_here(path, content))

    print(_("{old} 已移到 {new}").format(old=place(done.old), new=place(done.new)))
    for name, text in _LINES:
        for path in getattr(done, name):
            print(f"  {_(text).format(path=place(path))}")
    for path in done.left:
        text = _("{path} 里的链接没有改：请自己核对（指向旧位置的链接仍然有效）")
        print(text.format(path=place(path)), file=sys.stderr)
