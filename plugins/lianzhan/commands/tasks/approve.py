"""The task `approve`: sign one step of the review (三审) in each article's file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from getpass import getpass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import Needed, OneOf, shown
from lianzhan.commands.printing import path_from_here
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, SETTINGS
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from invoke.context import Context

    from lianzhan.building.build import Request
    from lianzhan.desk.approval import Desk, KeyFileError, Signature, Signing
    from lianzhan.desk.approval.keys import SigningKey
    from lianzhan.desk.approval.texts import Found


@task(
    help={
        "path": N_("稿件，或稿件所在的文件夹"),
        "by": N_("签署人姓名"),
        "step": N_("哪一审：first 初审，second 复审，final 终审"),
        "on": N_("签署日期，例如 2026-03-07，不晚于今天（不写：今天）"),
        "key": N_("签名用的 SSH 密钥文件：私钥；或公钥（.pub），由 ssh-agent 签"),
        "anyway": N_("有错误、已过期的也签"),
        "queue": N_("签所有等这一审、轮到此人签的稿件"),
        "yes": N_("签多篇时不再询问"),
        "renew": N_("不签：给以前的审签补上摘要（digest），只在确知签后没有改动时用"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
def approve(
    _context: Context,
    path: list[str],
    by: str = "",
    step: str = "",
    on: str = "",
    key: str = "",
    anyway: bool = False,
    queue: bool = False,
    yes: bool = False,
    renew: bool = False,
    content: str = "",
    settings: str = "",
) -> None:
    """Sign one step of the review (三审) of each text, in its file."""
    from lianzhan.commands.review_printing import lines_of
    from lianzhan.desk import approval

    if not queue and (fault := Needed(N_("content/…/稿件.md")).fault("path", path)):
        raise Exit(fault, NOTHING_DONE)
    request = request_of(content, "", settings)
    root = request.content
    signing_key = _key(key) if key else None
    desk = approval.Desk(root, federation_in(root), datetime.now(UTC), signing_key)
    signature = None if renew else _signature(by, step, on, desk)
    files = _files(path, request, signature if queue else None)
    if not files:
        if queue and not path:
            print(_("没有等待审签的稿件"))
            return
        raise Exit(_("{path} 里没有稿件").format(path=", ".join(map(shown, path))), 1)
    found = approval.to_be_signed(approval.read_texts(desk, files))
    if signature:
        for line in lines_of(found.texts, root):
            print(line)
        _ask(len(found.texts), yes=yes)
    signings = []
    try:
        for signing in _signings(desk, found, signature, anyway=anyway):
            signings.append(signing)
            _print_signing(signing, root)
    except approval.KeyFileError as error:
        raise _unusable(error) from None
    if any(signing.is_refused for signing in signings):
        raise Exit(code=1)


def _files(given: list[str], request: Request, signature: Signature | None) -> list[str]:
    """Return the files of texts that are meant; with a signature, also those that wait for it."""
    from lianzhan.commands.given_path import path_below
    from lianzhan.commands.review_values import queue_of
    from lianzhan.desk.approval import texts_below

    root = request.content
    files = [file for one in given for file in texts_below(root, path_below(one, root))]
    waiting = queue_of(request, signature.by, signature.step) if signature else []
    if waiting is None:
        raise Exit(code=NOTHING_DONE)
    return [*dict.fromkeys((*files, *(text.path for text in waiting)))]


def _ask(count: int, *, yes: bool) -> None:
    """Have somebody at a terminal say that she means to sign more than one text."""
    if count < 2 or yes or not sys.stdin.isatty():
        return
    if input(_("签这 {count} 篇？(y/N) ").format(count=count)).strip().lower() not in ("y", "yes"):
        raise Exit(_("没有签"), 1)


def _signings(
    desk: Desk, found: Found, signature: Signature | None, *, anyway: bool
) -> Iterator[Signing]:
    """Sign each text, or renew its chain; what could not be read is told first.

    A file of many is read anew for each of its values: signing one changes it.
    """
    from lianzhan.desk.approval import Signing, approve, read_texts, renew

    for path, reason in found.unread.items():
        yield Signing(path, "unreadable", (("reason", reason),))
    signed: set[str] = set()
    for path, first in sorted(found.texts.items()):
        is_again = first.value.file in signed
        text = read_texts(desk, [path]).texts.get(path, first) if is_again else first
        signed.add(text.value.file)
        yield approve(desk, text, signature, anyway=anyway) if signature else renew(desk, text)


def _signature(by: str, step: str, on: str, desk: Desk) -> Signature:
    """Return the signature that is meant, or end with what it lacks."""
    from lianzhan.desk.approval import Signature

    faults = (
        Needed(N_("--by 张甲")).fault("by", by),
        Needed("--step first").fault("step", step),
        OneOf(desk.federation.review.steps).fault("step", step),
    )
    if fault := next(filter(None, faults), None):
        raise Exit(fault, NOTHING_DONE)
    return Signature(step, by, _day(on, desk))


def _key(file: str) -> SigningKey:
    """Return the key to sign with, or end with why it can't be used."""
    from lianzhan.desk.approval import KeyFileError, read_key

    if not find_spec("asyncssh"):
        raise Exit(
            _("没有装签名用的程序包：运行 .venv/bin/pip install 'lianzhan[signatures]'"),
            NOTHING_DONE,
        )
    try:
        return read_key(Path(file).expanduser(), lambda: getpass(_("密钥的口令：")))
    except KeyFileError as error:
        raise _unusable(error) from None


def _unusable(error: KeyFileError) -> Exit:
    from lianzhan.desk.approval.keys import KEY_FAULTS

    text = _(KEY_FAULTS[error.fault]).format(reason=printable(error.reason))
    return Exit(f"--key：{text}", NOTHING_DONE)


def _day(on: str, desk: Desk) -> date:
    """Return the day that is meant, or end with what is no day."""
    from lianzhan.reading.dates import parse_day

    day = parse_day(on) if on else desk.there.date()
    if day is None:
        text = _("--on “{value}”不是日期，例如 2026-03-07")
        raise Exit(text.format(value=shown(on)), NOTHING_DONE)
    return day


def _print_signing(signing: Signing, content: Path) -> None:
    from lianzhan.desk.approval import OUTCOMES

    details = {key: printable(text) for key, text in signing.details}
    text = _(OUTCOMES[signing.outcome]).format(**details)
    place = printable(path_from_here(signing.path, content))
    print(f"{place}: {text}", file=sys.stderr if signing.is_refused else sys.stdout)
