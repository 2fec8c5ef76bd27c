"""What `export` did: as the JSON document that `--json` writes, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.commands.printing import SCREENFUL, path_from_here
from lianzhan.commands.report_document import problem_document
from lianzhan.commands.spreadsheet import can_be_written
from lianzhan.desk.exporting.entries import contact_of
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from lianzhan.commands.exporting import Exported
    from lianzhan.desk.exporting.entries import ExportedPicture, ExportEntry

Document = dict[str, object]


def document_of(done: Exported, place: Path, content: Path, *, is_written: bool) -> Document:
    """Return what was exported where, and what was not, as values of JSON."""
    return {
        "to": str(place),
        "written": is_written,
        "entries": [_entry(entry, pictures, content) for entry, pictures in done.entries],
        "refused": [problem_document(problem, content) for problem in done.refused],
    }


def _entry(entry: ExportEntry, pictures: Iterable[ExportedPicture], content: Path) -> Document:
    article, offered = entry.article, entry.article.offered
    return {
        "number": entry.number,
        "folder": entry.folder,
        "text": entry.text_name,
        "title": article.title,
        "unit": entry.unit,
        "site": article.site,
        "level": entry.site.level,
        "author": article.author,
        "contact": contact_of(entry.site, entry.federation),
        "column": article.column,
        "campaign": entry.campaign,
        "theme": entry.theme,
        "date": article.date.isoformat(),
        "characters": article.body.characters,
        "pictures": [_picture(picture, content) for picture in pictures],
        "offered": {"by": offered.by, "on": _day(offered.at)} if offered else None,
        "picks": [
            {"site": pick.site, "by": pick.by, "on": _day(pick.on)} for pick in entry.chosen.picks
        ],
        "attachments": sorted({file.title for _target, file in article.attachments}),
        "path": path_from_here(article.path, content),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _picture(picture: ExportedPicture, content: Path) -> Document:
    return {
        "name": picture.name,
        "bytes": picture.bytes,
        "width": picture.width,
        "height": picture.height,
        "path": path_from_here(picture.path, content),
        "change": picture.change,
    }


def export_lines(done: Exported, place: Path) -> Iterator[str]:
    """Yield what was exported where, and what whoever opens it should know."""
    text = _("已导出 {count} 篇、{pictures} 张图片：{place}")
    pictures = [p for _entry_, pictures in done.entries for p in pictures]
    where = printable(str(place))
    yield text.format(count=len(done.entries), pictures=len(pictures), place=where)
    yield from _beyond_quota(done)
    changed = [picture for picture in pictures if picture.change]
    for picture in changed[:SCREENFUL]:
        yield f"  {picture.name}: {_(picture.change)} ({printable(picture.path)})"
    if left := changed[SCREENFUL:]:
        yield _("  ……另有 {count} 张改过，见清单").format(count=len(left))
    if attached := sum(bool(entry.article.attachments) for entry, _pictures in done.entries):
        yield _("{count} 篇有附件，附件没有导出，见清单").format(count=attached)
    if not can_be_written():
        yield _("没有写 XLSX 清单：要写，请执行 pip install 'lianzhan[export]'")


def _beyond_quota(done: Exported) -> Iterator[str]:
    """Say that a campaign asks for more, or for fewer."""
    count, quota = len(done.entries), done.quota
    if quota and count < quota.least:
        text = _("活动要求至少推荐 {least} 篇，这里只有 {count} 篇")
        yield text.format(least=quota.least, count=count)
    if quota and quota.most is not None and count > quota.most:
        text = _("活动要求最多推荐 {most} 篇，这里有 {count} 篇")
        yield text.format(most=quota.most, count=count)
