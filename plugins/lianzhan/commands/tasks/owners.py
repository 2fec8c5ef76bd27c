"""The task `owners`: CODEOWNERS from people.toml and the site tree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from invoke.exceptions import Exit
from invoke.tasks import task

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import OneOf
from lianzhan.commands.request import federation_in, request_of
from lianzhan.commands.task_options import CONTENT, FILE, NOW, SETTINGS, within
from lianzhan.desk.ownership.formats import FORMATS
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoke.context import Context

    from lianzhan.desk.ownership import Written


_OF_HOSTS = frozenset({".github", ".gitlab", ".gitea"})
"""Folders in which hosts look for CODEOWNERS: one that is missing is made."""


@task(
    help={
        "format": N_("写给哪种主机：github、gitlab 或 gitea"),
        "file": FILE,
        "content": CONTENT,
        "now": NOW,
        "settings": SETTINGS,
    }
)
@within(format=OneOf(FORMATS))
def owners(
    _context: Context,
    format: str = "github",  # noqa: A002 - the option's name
    file: str = "",
    content: str = "",
    now: str = "",
    settings: str = "",
) -> None:
    """Write CODEOWNERS: who is asked for a review of which folder, as people.toml says."""
    from lianzhan.commands.given_path import check_writable, write_or_print
    from lianzhan.commands.repository import place_in_repository
    from lianzhan.desk.ownership import Ground, written

    if file:
        if Path(file).parent.name in _OF_HOSTS:
            Path(file).parent.mkdir(exist_ok=True)
        check_writable("--file", file)
    request = request_of(content, "", settings, now)
    federation = federation_in(request.content)
    if federation.people is None:
        text = _("没有 people.toml，不知道哪个文件夹归谁：请照 {page} 写一份")
        raise Exit(text.format(page="docs/configuration.zh-CN.md"), NOTHING_DONE)
    _git, prefix = place_in_repository(request.content)
    today = request.now.astimezone(ZoneInfo(federation.timezone)).date()
    ground = Ground.on(today, federation.sites, federation.people)
    done = written(ground, format, prefix)
    write_or_print(done.text, file)
    for line in _unsaid(done, format):
        print(line, file=sys.stderr)
    if done.strange:
        raise Exit(code=1)


def _unsaid(done: Written, name: str) -> Iterator[str]:
    """Yield what the file can't say, a line each."""
    for person, account in done.strange:
        text = _("people.toml:{line}: {name} 的账号“{account}”不像账号，没有写进去")
        yield text.format(
            line=person.line, name=printable(person.name), account=printable(account[:60])
        )
    for person in done.unasked:
        text = _("people.toml:{line}: {name} 没有 {host} 可用的账号（accounts），不会被请求审阅")
        yield text.format(line=person.line, name=printable(person.name), host=name)
    for folder in done.ownerless:
        if folder:
            yield _("{folder}：没有可以请求审阅的人").format(folder=printable(folder))
        else:
            yield _(
                "各站共用的文件（federation.toml、people.toml、主题等）：没有人管全部站点，无人可请求审阅"
            )
