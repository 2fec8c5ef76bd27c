"""A site's folder to values of all kinds. Sites are read independently."""

from __future__ import annotations

import time
from collections.abc import Container
from dataclasses import field, replace
from functools import partial
from os.path import lexists
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lianzhan.kinds.notice.values import notice_at
from lianzhan.kinds.proofs.passage import Ground, Passage
from lianzhan.kinds.proofs.proofreading import passages_of, proof_problems, units_in
from lianzhan.kinds.review.digest import signed_page
from lianzhan.kinds.room import reading_of
from lianzhan.kinds.site_content import ReadValue, SiteContent
from lianzhan.kinds.value import Value
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, NOTICE, file_of
from lianzhan.model.names import composed
from lianzhan.model.target import Kind as Address
from lianzhan.model.target import classify
from lianzhan.reading.body import parse_body
from lianzhan.reading.documents import DocumentReader, EarlierReading, links_files, read_files
from lianzhan.reading.keys import WITHDRAWN, Context
from lianzhan.reading.links import resolve
from lianzhan.reading.markdown_files import MarkdownFiles
from lianzhan.reading.masthead import read_masthead
from lianzhan.reading.other_files import unread_files
from lianzhan.reading.shelves import Shelves
from lianzhan.reading.toml_documents import toml_front
from lianzhan.reading.toml_values import digest_of_head, heads, is_unread, values_file
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.room import Reading
    from lianzhan.model.kinds import Kind
    from lianzhan.model.problem import Problem
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.read_job import ReadJob


class _All(Container[str]):
    """What everything is in."""

    def __contains__(self, _item: object) -> bool:
        return True


EVERY_FILE = _All()


def read_site(
    job: ReadJob, kept: SiteContent | None = None, only: Container[str] = EVERY_FILE
) -> SiteContent:
    """Read the values of all kinds in one site's folder. Raises OSError where that can't be.

    `kept` is what the same job gave at an earlier time: what has not changed is taken from it.
    `only` these files are opened; that others stand there is known.
    """
    site = _SiteReader(job, kept or SiteContent(), only)
    values = [read for kind in KINDS for read in site.read(kind)]
    site.files.note_strays()
    if site.files.others:
        is_linked = _linked_paths(read.value for read in values).__contains__
        site.problems += unread_files(site.files.others, lambda path: is_linked(composed(path)))
    masthead = read_masthead(job, site.kept.masthead)
    return SiteContent(
        values=tuple(values),
        file_problems=(*site.files.problems, *site.problems, *masthead.problems),
        outside=tuple(sorted((site.outside | masthead.outside).items())),
        masthead=masthead.picture,
        unknown=tuple(site.files.unknown),
        contested=site.contested,
        held=site.held_pages(read.value for read in values if isinstance(read.value, Value)),
    )


def _linked_paths(values: Iterable[Any]) -> frozenset[str]:
    """Return the paths below content/ that texts link to, in the form that all spellings share."""
    documents = (value for value in values if isinstance(value, Value))
    links = ((link.target, value.file) for value in documents for link in value.links)
    return frozenset(
        composed(resolve(target, file)[0])
        for target, file in links
        if classify(target).kind is Address.PATH
    )


@dataclass
class _SiteReader:
    """Reads one site, kind by kind; what belongs to no value gathers here."""

    job: ReadJob
    kept: SiteContent
    only: Container[str] = EVERY_FILE
    problems: list[Problem] = field(default_factory=list)
    outside: dict[str, Signature] = field(default_factory=dict)

    def __post_init__(self) -> None:
        job = self.job
        self.files = MarkdownFiles(job.content, job.site)
        self.context = Context(ZoneInfo(job.timezone), job.site.name, job.offers)
        self.ground = Ground(job.proofs)
        self._addresses: dict[tuple[str, str | None, str], list[str]] = {}

    @property
    def contested(self) -> tuple[tuple[str, ...], ...]:
        """The paths of values with one address; those that differ in case alone have one."""
        return tuple(tuple(paths) for paths in self._addresses.values() if len(paths) > 1)

    def held_pages(self, values: Iterable[Value]) -> frozenset[str]:
        """Return the pages where one of these values stood before, and another file stands now."""
        before = {signed_page(alias.path) for value in values for alias in value.moved_from}
        if not before:
            return frozenset()
        now = {signed_page(path) for paths in self._addresses.values() for path in paths}
        return frozenset(before & now)

    def read(self, kind: Kind) -> Iterator[ReadValue]:
        """Yield a kind's values, those with a file of their own first."""
        if not (kind.is_everywhere or self._is_there(kind)):
            return
        reading = reading_of(kind)
        if kind.folder:
            yield from self._documents(kind, reading)
        if kind.file:
            yield from self._values_of_file(kind, reading)

    def _is_there(self, kind: Kind) -> bool:
        """Whether the site's folder has a kind's own: if not, its room need not be loaded."""
        folder = f"{self.job.content}/{self.job.site.path}/"
        return any(lexists(folder + name) for name in (kind.folder, kind.file) if name)

    def _documents(self, kind: Kind, reading: Reading) -> Iterator[ReadValue]:
        kept = (read for read in self.kept.values if read.kind == kind.name)
        known = EarlierReading((read.value, read.problems) for read in kept)

        make = partial(self._proofed, reading)
        form = {"split": partial(toml_front, keys=reading.keys)} if kind.is_in_toml else {}
        reader = DocumentReader(self.job, self.context, make, known, **form)
        every_file = tuple(self.files.find(kind))
        for file in every_file:
            self._claim(kind, file.column, file.name, file.path)
            if file.path not in self.only:
                continue
            found = reader.read(file)
            self.outside |= found.outside
            yield from self._read(kind, found.value, found.problems)

    def _values_of_file(self, kind: Kind, reading: Reading) -> Iterator[ReadValue]:
        if f"{self.job.site.path}/{kind.file}" not in self.only:
            return
        table = values_file(kind, self.job.site.path, self.job.content)
        if table is None:
            return
        if kind.address and is_unread(table):
            self.files.unknown.append(table.path)
        for name, front in heads(table, kind, reading.keys):
            path = f"{table.path}#{name}" if name else table.path
            if kind.address:
                self._claim(kind, None, name, path)
            value, problems = self._made(reading, path, name, front)
            yield from self._read(kind, value, problems)
        self.problems += table.problems

    def _made(
        self, reading: Reading, path: str, name: str, front: FrontMatter
    ) -> tuple[Any, tuple[Problem, ...]]:
        """Return a value of a file of many, with its files; it lies in the site's own folder."""
        file, site = file_of(path), self.job.site.slug
        body, costly = parse_body(front.body, file, front.body_line)
        origin = Origin(path, digest_of_head(front), site, None, name, front.fields.line)
        value, faults = self._proofed(reading, Written(origin, front, body, self.context))
        problems = (*front.problems, *faults, *costly)
        if not body.images and not links_files(body.links):
            return value, problems
        job = self.job
        shelves = Shelves(job.content, job.site.path, False, (job.site.path, *job.above))
        place = (job, shelves, file, time.time_ns())
        files = read_files(value, body.images, place, EarlierReading())
        self.outside |= files.outside
        return files.value, (*problems, *files.problems)

    def _proofed(self, reading: Reading, written: Written) -> tuple[Any, tuple[Problem, ...]]:
        """Make a value of what is written, and proof-read it if readers see it."""
        passages = passages_of(written.front, reading.keys)
        units = units_in(passages, self.ground)
        value, faults = reading.make(replace(written, units=units) if units else written)
        if not isinstance(value, Value) or value.status == WITHDRAWN:
            return value, faults  # what is gone needs no mending
        return value, (*faults, *proof_problems(value, passages, self.ground))

    def _read(
        self, kind: Kind, value: object, problems: tuple[Problem, ...]
    ) -> Iterator[ReadValue]:
        if value is None:
            self.problems += problems
            return
        yield ReadValue(kind.name, value, problems)
        if isinstance(value, Value) and value.status == WITHDRAWN:
            yield from self._notice(value, kind)

    def _notice(self, value: Value, kind: Kind) -> Iterator[ReadValue]:
        """Yield the notice in the head of a withdrawn value: readers see it in its place."""
        if notice := notice_at(value, kind.name):
            passages = [Passage(notice.text, notice.begins)]
            notice = replace(notice, units=units_in(passages, self.ground))
            problems = tuple(proof_problems(notice, passages, self.ground))
            yield ReadValue(NOTICE, notice, problems)

    def _claim(self, kind: Kind, column: str | None, name: str, path: str) -> None:
        self._addresses.setdefault((kind.name, column, name.casefold()), []).append(path)
