"""Options and settings to what is to be built: a file that can't be used ends the task."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit

from lianzhan.commands.arguments import nearest
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.project import NoProjectError, project_folder
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from lianzhan.building.build import Request
    from lianzhan.model.federation import Federation


def request_of(content: str, output: str, settings: str, now: str = "") -> Request:
    """Return what to build: folders that are not given are those of the settings file."""
    from lianzhan.building.build import Request
    from lianzhan.reading.settings_file import USUAL

    file, configured = configured_by(settings, USUAL, "--content", content)
    folder = Path(content or configured["PATH"]).absolute()
    return Request(
        settings_file=file,
        content=folder,
        output=Path(output or configured["OUTPUT_PATH"]).absolute(),
        theme=Path(configured["THEME"]).absolute(),
        cache=Path(configured["CACHE_PATH"]).absolute(),
        now=_moment(now, folder),
    )


def configured_by(
    settings: str, usual: str, option: str, given: str
) -> tuple[Path, dict[str, Any]]:
    """Return the settings file that is meant, and what it says; or end with why it can't be used.

    `usual` names the one that is meant where none is given. Where there is no folder to look for
    it, the folder that was `given` by an option does without.
    """
    from lianzhan.reading.settings_file import find_settings, read_configuration

    try:
        folder = project_folder(option, given or settings)
    except NoProjectError as error:
        raise Exit(str(error), NOTHING_DONE) from None
    file = find_settings(folder, settings, usual)
    if settings and not file.is_file():
        near = nearest(file.name, (f.name for f in file.parent.glob("*.py")))
        text = _("--settings：没有文件 {file}；最接近的是 {near}")
        message = text.format(file=shown(file), near=near or "pelicanconf.py")
        raise Exit(message, NOTHING_DONE)
    try:
        return file, read_configuration(file)
    except (Exception, SystemExit) as error:
        text = _("{file} 不能使用：{error}")
        reason = printable(str(error) or type(error).__name__)
        raise Exit(text.format(file=file, error=reason), NOTHING_DONE) from None


def _moment(now: str, content: Path) -> datetime:
    """Return the moment that the user named, or this one.

    One without a zone is a time of the federation's, as every date without one is.
    """
    if not now:
        return datetime.now(UTC)
    from lianzhan.reading.dates import parse_now
    from lianzhan.reading.federation import zone_of

    moment = parse_now(now, zone_of(content))
    if moment is None:
        text = _("--now “{value}”不是时间，例如 2026-03-08T09:00 或 2026年3月8日 9:00")
        raise Exit(text.format(value=shown(now)), NOTHING_DONE)
    return moment.astimezone(UTC)


def federation_in(content: Path) -> Federation:
    """Read the federation, or end with what is wrong with it."""
    from lianzhan.commands.printing import print_problems
    from lianzhan.model.federation import SiteTree
    from lianzhan.reading.federation import read_federation

    tree = read_federation(content)
    if isinstance(tree, SiteTree):
        return tree.federation
    print_problems(tree, content)
    raise Exit(code=NOTHING_DONE)
