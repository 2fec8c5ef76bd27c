"""What `export` does: reads what is asked for, makes each entry's files, and has them written.

An entry is exported whole or not at all; what can't be is a problem, and the others go on.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.commands.printing import csv_text
from lianzhan.commands.spreadsheet import can_be_written, workbook
from lianzhan.desk.exporting.entries import ExportedPicture, ExportEntry, headings
from lianzhan.desk.exporting.limits import misfits, profile_of
from lianzhan.desk.exporting.selection import Known, Selection, chosen, homes_of, lost_picks
from lianzhan.gate.records import ChangedError, values_of
from lianzhan.kinds.article.values import Article
from lianzhan.kinds.campaign.terms import RECOMMEND, terms_of
from lianzhan.kinds.pick.placing import PICK_UNPUBLISHED
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.reading.bounds import MAX_PICTURE_BYTES
from lianzhan.reading.looking import OF_SYSTEM, Seen
from lianzhan.reading.opening import read_seen
from lianzhan.reading.paths import is_below
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.desk.exporting.selection import Chosen
    from lianzhan.kinds.campaign.terms import Quota
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem
    from lianzhan.output.exports.writing import Export
    from lianzhan.rendering.pictures.submitted import Submitted

TABLE = N_("清单")
EXPORT_PICTURE = error(
    "export-picture",
    N_("图片“{src}”缩到 {width}×{height} 仍超过 {limit} 字节，这一篇没有导出"),
    N_("换一张画面简单一些的图片，或请管理员放宽 max_bytes"),
)
EXPORT_CHANGED = error(
    "export-changed",
    N_("图片“{src}”在导出时改了，这一篇没有导出"),
    N_("等它不再有人改动，再导出一次"),
)


@dataclass
class Exported:
    """What an export holds: entries with their pictures; and what it does not hold, and why.

    `quota` is what a campaign says of how many its site recommends.
    """

    quota: Quota | None = None
    refused: list[Problem] = field(default_factory=list)
    entries: list[tuple[ExportEntry, tuple[ExportedPicture, ...]]] = field(default_factory=list)


@dataclass(frozen=True)
class ExportSource:
    """Where an export comes from: a content that has been checked, and its folder."""

    content: Path
    federation: Federation
    state: ContentState

    @cached_property
    def known(self) -> Known:
        """What the selection goes by."""
        return Known(self.federation, self.state.catalog, self.state.published)


class _RefusedError(Exception):
    """An entry can't be exported; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def export(asked: Selection, source: ExportSource, into: Export) -> Exported:
    """Write what is asked for, entry by entry, then the table.

    Raises ChangedError where content changed since it was checked, OSError.
    """
    wanted = chosen(asked, source.known)
    done = Exported(_quota(asked, source), [*_unread(asked, source), *_lost(asked, source)])
    for one in wanted:
        article = _article(one, source)
        number = len(done.entries) + 1
        terms = source.known.campaign_of(source.known.catalog.entries[one.path])
        entry = ExportEntry(number, len(wanted), one, article, source.federation, terms)
        try:
            pictures = _write(entry, source, into)
        except _RefusedError as refusal:
            done.refused += refusal.problems
        else:
            done.entries.append((entry, pictures))
    if done.entries:
        _write_tables(done, source.federation, into)
    return done


def _quota(asked: Selection, source: ExportSource) -> Quota | None:
    """Return how many entries of a campaign are recommended, where all of them are asked for."""
    if not asked.campaign or asked != Selection(asked.campaign, picked_by=asked.picked_by):
        return None
    terms = terms_of(source.known.catalog.entries[asked.campaign])
    return terms.quota(RECOMMEND, source.federation.by_slug[asked.picked_by].level)


def _unread(asked: Selection, source: ExportSource) -> Iterator[Problem]:
    """Yield why folders that may hold what is asked for could not be read."""
    state = source.state
    tops = [site.path for site in homes_of(asked, source.federation)]
    lost = {path for slug, path in state.paths.items() if slug not in state.sites}
    named = {*lost, *(f"{path}/site.toml" for path in lost), *state.unknown}
    for fault in state.problems:
        if fault.is_error and fault.path in named and is_below(fault.path, tops):
            yield fault


def _lost(asked: Selection, source: ExportSource) -> Iterator[Problem]:
    """Yield why picks bring nothing; of an article that has errors, these too, with their lines."""
    for lost in lost_picks(asked, source.known):
        yield lost.fault
        if lost.fault.code == PICK_UNPUBLISHED.name:
            faults = (fault for fault in source.state.problems if fault.path == lost.path)
            yield from (fault for fault in faults if fault.is_error)


def _article(one: Chosen, source: ExportSource) -> Article:
    """Return an article whole. Raises ChangedError."""
    state, home = source.state, source.known.catalog.entries[one.path].site
    found = values_of(state.sources[home], state.records[home].values).get(one.path)
    if not isinstance(found, Article):
        raise ChangedError(one.path)
    return found


def _write(entry: ExportEntry, source: ExportSource, into: Export) -> tuple[ExportedPicture, ...]:
    """Write an entry's files, once it is known that all can be had. Raises _RefusedError."""
    in_catalog = source.known.catalog.entries[entry.article.path]
    if faults := tuple(misfits(entry.article, in_catalog, source.federation, entry.terms)):
        raise _RefusedError(faults)
    made = [_made(entry, image, picture, source.content) for image, picture in entry.pictures]
    into.add(f"{entry.folder}/{entry.text_name}", entry.text.replace("\n", "\r\n").encode())
    pictures = []
    for place, ((_image, original), jpeg) in enumerate(zip(entry.pictures, made, strict=True), 1):
        name = entry.picture_name(place)
        into.add(f"{entry.folder}/{name}", jpeg.data)
        sizes = (len(jpeg.data), jpeg.width, jpeg.height)
        pictures.append(ExportedPicture(name, *sizes, original.path, jpeg.change))
    return tuple(pictures)


def _made(entry: ExportEntry, image: Image, picture: Picture, content: Path) -> Submitted:
    """Return a picture as it is exported. Raises _RefusedError."""
    from lianzhan.rendering.pictures.files import ChangedPictureError
    from lianzhan.rendering.pictures.submitted import MisfitError, submitted

    article = entry.article
    profile = profile_of(article, entry.federation, entry.terms)
    try:
        return submitted(_original(picture, content), picture, profile)
    except ChangedPictureError:
        fault = problem(article.path, image.line, EXPORT_CHANGED, src=image.src)
    except MisfitError as error:
        details = {"src": image.src, "width": error.width, "height": error.height}
        limit = profile.max_bytes if profile else 0
        fault = problem(article.path, image.line, EXPORT_PICTURE, **details, limit=limit)
    raise _RefusedError([fault])


def _original(picture: Picture, content: Path) -> bytes:
    """Read a picture where it was judged; nothing where it is not there any more."""
    try:
        return read_seen(content, Seen(picture.path, picture.path, ()), MAX_PICTURE_BYTES)[0]
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return b""


def _write_tables(done: Exported, federation: Federation, into: Export) -> None:
    """Write the table, for everybody as CSV, and as a workbook where that can be written."""
    said = translations(federation.language).gettext
    columns = headings(federation)
    rows = [entry.row(pictures) for entry, pictures in done.entries]
    text = csv_text(columns, rows).replace("\n", "\r\n")
    into.add(f"{said(TABLE)}.csv", f"\ufeff{text}".encode())
    if can_be_written():
        into.add(f"{said(TABLE)}.xlsx", workbook(columns, rows))
