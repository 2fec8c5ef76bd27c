"""The task `approve`: sign one step of the review (三审) in each article's file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
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
from lianzhan.commands.task_options import CONTENT, SETTINGS, within
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from invoke.context import Context

    from lianzhan.desk.approval import Desk, KeyFileError, ReviewText, Signature, Signing
    from lianzhan.desk.approval.keys import SigningKey


@task(
    help={
        "path": N_("稿件，或稿件所在的文件夹"),
        "by": N_("签署人姓名"),
        "step": N_("哪一审：first 初审，second 复审，final 终审"),
        "on": N_("签署日期，例如 2026-03-07，不晚于今天（不写：今天）"),
        "key": N_("签名用的 SSH 密钥文件：私钥；或公钥（.pub），由 ssh-agent 签"),
        "anyway": N_("有错误、已过期的也签"),
        "renew": N_("不签：给以前的审签补上摘要（digest），只在确知签后没有改动时用"),
        "content": CONTENT,
        "settings": SETTINGS,
    },
    iterable=["path"],
)
@within(path=Needed(N_("content/…/稿件.md")))
def approve(
    _context: Context,
    path: list[str],
    by: str = "",
    step: str = "",
    on: str = "",
    key: str = "",
    anyway: bool = False,
    renew: bool = False,
    content: str = "",
    settings: str = "",
) -> None:
    """Sign one step of the review (三审) of each text, in its file."""
    from lianzhan.commands.given_path import path_below
    from lianzhan.desk import approval

    root = request_of(content, "", settings).content
    signing_key = _key(key) if key else None
    desk = approval.Desk(root, federation_in(root), datetime.now(UTC), signing_key)
    sign: Callable[[ReviewText], Signing]
    if renew:
        sign = partial(approval.renew, desk)
    else:
        signature = _signature(by, step, on, desk)
        sign = partial(approval.approve, desk, signature=signature, anyway=anyway)
    files = [file for given in path for file in approval.texts_below(root, path_below(given, root))]
    if not files:
        raise Exit(_("{path} 里没有稿件").format(path=", ".join(map(shown, path))), 1)
    signings = []
    try:
        for signing in _signings(desk, dict.fromkeys(files), sign):
            signings.append(signing)
            _print_signing(signing, root)
    except approval.KeyFileError as error:
        raise _unusable(error) from None
    if any(signing.is_refused for signing in signings):
        raise Exit(code=1)


def _signings(
    desk: Desk, files: Iterable[str], sign: Callable[[ReviewText], Signing]
) -> Iterator[Signing]:
    """Sign each text of some files, in order; what can't be read is told in its place.

    A file of many is read anew for each of its values: signing one changes it.
    """
    from lianzhan.desk.approval import Signing, read_texts

    found = read_texts(desk, files)
    for path, reason in found.unread.items():
        yield Signing(path, "unreadable", (("reason", reason),))
    signed: set[str] = set()
    for path, text in sorted(found.texts.items()):
        is_again = text.value.file in signed
        yield sign(read_texts(desk, [path]).texts.get(path, text) if is_again else text)
        signed.add(text.value.file)


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
