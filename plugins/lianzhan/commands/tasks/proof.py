"""The task `proof`: what the three proofs (三校) find in texts; the safe slips mended."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from difflib import unified_diff
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.limits import Needed, shown
from lianzhan.commands.printing import path_from_here, print_problems
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from invoke.context import Context

    from lianzhan.desk.approval.texts import Desk, Found
    from lianzhan.desk.proofing import Mending


@task(
    help={
        "path": N_("稿件，或稿件所在的文件夹"),
        "fix": N_("改好有把握的：先列出改动和会作废几次审签，再问"),
        "yes": N_("不再询问，直接改"),
        "all": N_("没有启用（off）的规则也查"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
@within(path=Needed(N_("content/…/稿件.md")))
def proof(
    _context: Context,
    path: list[str],
    fix: bool = False,
    yes: bool = False,
    all: bool = False,  # noqa: A002 - the option's name
    content: str = "",
    settings: str = "",
) -> None:
    """Name what the proofs find in texts; with `--fix`, mend what is safe."""
    from lianzhan.commands.given_path import path_below
    from lianzhan.desk.approval import Desk, read_texts, texts_below
    from lianzhan.desk.proofing import proof_problems, unread_head, with_every_rule

    root = request_of(content, "", settings).content
    federation = federation_in(root)
    if all:
        federation = replace(federation, proofs=with_every_rule(federation.proofs))
    files = [file for one in path for file in texts_below(root, path_below(one, root))]
    if not files:
        raise Exit(_("{path} 里没有稿件").format(path=", ".join(map(shown, path))), 1)
    desk = Desk(root, federation, datetime.now(UTC))
    found = read_texts(desk, dict.fromkeys(files))
    for text in found.texts.values():
        if reason := unread_head(text):
            found.unread[text.path] = reason
    _print_unread(found, root)
    if fix:
        _fix(desk, found, yes=yes)
    else:
        problems = proof_problems(found.texts.values())
        print_problems(problems, root)
        if not problems and not found.unread:
            print(_("三校没有发现问题"))
        if any(fault.is_error for fault in problems):
            raise Exit(code=1)
    if found.unread:
        raise Exit(code=1)


def _print_unread(found: Found, content: Path) -> None:
    for path, reason in found.unread.items():
        text = _("文件或稿头无法读取（{reason}）").format(reason=reason)
        print(f"{printable(path_from_here(path, content))}: {text}", file=sys.stderr)


def _fix(desk: Desk, found: Found, *, yes: bool) -> None:
    """Show what would be mended, ask, and write it."""
    from lianzhan.desk.proofing import REFUSALS, mendings, write

    every = list(mendings(desk, found.texts.values()))
    needed = [mending for mending in every if mending.is_needed]
    for mending in needed:
        print("\n".join(_difference(mending, desk.content)))
    left = sum(mending.mended.left for mending in every)
    if left:
        print(_("有 {count} 处写法特殊，请手工改").format(count=left), file=sys.stderr)
    if not needed:
        print(_("没有可以放心改的"))
        return
    _ask(needed, yes=yes)
    is_refused = False
    for mending in needed:
        if refusal := write(desk.content, mending):
            is_refused = True
            place = printable(path_from_here(mending.file, desk.content))
            text = _(REFUSALS[refusal[0]]).format(reason=printable(refusal[1]))
            print(f"{place}: {text}", file=sys.stderr)
    if is_refused:
        raise Exit(code=1)
    print(_("已改好 {count} 个文件").format(count=len(needed)))


def _difference(mending: Mending, content: Path) -> Iterable[str]:
    """Return what changes in a file, line by line, as patches have it."""
    name = printable(path_from_here(mending.file, content))
    before, after = (raw.decode().splitlines() for raw in (mending.before, mending.mended.data))
    lines = unified_diff(before, after, name, name, n=0, lineterm="")
    return (printable(line) for line in lines)


def _ask(needed: list[Mending], *, yes: bool) -> None:
    """Have somebody say that she means to change these files, knowing what that voids."""
    counts = {
        "files": len(needed),
        "count": sum(mending.mended.count for mending in needed),
        "signatures": sum(mending.signatures for mending in needed),
    }
    text = _("{files} 个文件，{count} 处改动，会作废 {signatures} 次审签")
    print(text.format(**counts))
    if yes:
        return
    if not sys.stdin.isatty():
        raise Exit(_("没有改；确定要改，加上 --yes"), 1)
    if input(_("改？(y/N) ")).strip().lower() not in ("y", "yes"):
        raise Exit(_("没有改"), 1)
