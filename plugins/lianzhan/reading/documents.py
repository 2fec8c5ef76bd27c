"""One file of a value and its pictures to that value: as they stood together at one moment.

Who saves a text and then its picture may do so while a build reads. What was opened is looked at
again afterwards; where anything has changed, all of it is read once more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.attachments.endings import names_file
from lianzhan.reading.attachments.linked import LinkedFiles
from lianzhan.reading.body import parse_body
from lianzhan.reading.changes import is_quiet, is_unchanged, wait_until_quiet
from lianzhan.reading.front_matter import split
from lianzhan.reading.paths import INDEX
from lianzhan.reading.shelves import Shelves
from lianzhan.reading.shown_pictures import ShownPictures
from lianzhan.reading.text import text_below
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.attachments import LinkedFile
    from lianzhan.model.body import Image, Link
    from lianzhan.model.catalog import Picture
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.keys import Context
    from lianzhan.reading.looking import Seen
    from lianzhan.reading.markdown_files import MarkdownFile
    from lianzhan.reading.read_job import ReadJob

CHANGING_FILE = error(
    "changing-file", N_("稿件或它的图片在读取时一直被改动"), N_("等文件保存、同步完毕，再生成一次")
)

_TRIES = 5
"""How often a file is read while it is being changed: half a second in all."""


class Document(Protocol):
    """What a file comes to, as far as reading needs to know."""

    @property
    def path(self) -> str:
        """The path of its file."""

    @property
    def digest(self) -> str:
        """The digest of its file."""

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows."""

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """The picture files that could be read, by the sources of its images."""

    @property
    def linked_files(self) -> tuple[LinkedFile, ...]:
        """Its links to files."""


Split = Callable[[str, str], "FrontMatter"]
"""Splits the text of a file, called by its path, into head and body."""
MakeValue = Callable[[Written], tuple[Any, tuple["Problem", ...]]]
"""Makes a kind's value, with a problem for each key that could not be read."""
Earlier = tuple[Document, tuple[Problem, ...]]
"""A value as an earlier reading found it, with its problems."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, or None where nothing of its file can be used, and the problems found.

    `seen` is what was opened for it, and `outside` what was looked at that no look at the site's
    own folders covers, with its signature.
    """

    value: Any
    problems: tuple[Problem, ...]
    seen: tuple[Seen, ...] = ()
    outside: tuple[tuple[str, Signature], ...] = ()


class EarlierReading:
    """What an earlier reading of the same site found, for files whose bytes are the same."""

    def __init__(self, values: Iterable[Earlier] = ()) -> None:
        self._values = {read[0].path: read for read in values}
        known = [value for value, _ in self._values.values()]
        self.pictures = {p.digest: p for value in known for _, p in value.pictures}
        links = (link.file for value in known for link in value.linked_files)
        self.files = {file.digest: file for file in links if file}

    def of(self, path: str, digest: str) -> Earlier | None:
        """Return what was read of the same bytes; with files, those must be looked at again."""
        read = self._values.get(path)
        if read is None or read[0].digest != digest or read[0].images or read[0].linked_files:
            return None
        return None if any(fault.code == CHANGING_FILE.name for fault in read[1]) else read


@dataclass(frozen=True)
class DocumentReader:
    """Reads the files of one kind at one site, a value each: Markdown, if nothing else is said."""

    job: ReadJob
    context: Context
    make: MakeValue
    earlier: EarlierReading
    split: Split = split

    def read(self, found: MarkdownFile) -> Reading:
        """Read one file and the pictures it shows, all as they stood at one moment.

        What is being changed all the time has the problem that it is.
        """
        for _ in range(_TRIES):
            started = time.time_ns()
            reading = self._read_once(found, started)
            if self._is_settled(reading, started):
                return reading
            wait_until_quiet(reading.seen)
        changing = problem(found.path, 0, CHANGING_FILE)
        return replace(reading, problems=(*reading.problems, changing))

    def _is_settled(self, reading: Reading, started: int) -> bool:
        """Whether nothing that was opened has been changed meanwhile.

        A text alone is what it was when it was opened; but one that says nothing may be half saved,
        and half of a TOML file may be a sound one, too.
        """
        if (
            self.split is split
            and reading.value
            and not (reading.value.images or reading.value.linked_files)
        ):
            return not any(file.is_torn for file in reading.seen)
        quiet = is_quiet(reading.seen, started, time.time_ns())
        return quiet and is_unchanged(self.job.content, reading.seen)

    def _read_once(self, found: MarkdownFile, started: int) -> Reading:
        text, opened = text_below(self.job.content, found.place, found.path)
        seen = (opened,) if opened else ()
        if not text.text:
            return Reading(None, text.problems, seen)
        if same := self.earlier.of(found.path, text.digest):
            return Reading(*same, seen)
        front = self.split(text.text, found.path)
        body, costly = parse_body(front.body, found.path, front.body_line)
        origin = Origin(found.path, text.digest, self.job.site.slug, found.column, found.name)
        value, faults = self.make(Written(origin, front, body, self.context))
        problems = (*text.problems, *front.problems, *faults, *costly)
        if not value.images and not links_files(value.links):
            return Reading(value, problems, seen)
        place = (self.job, self._shelves(found), found.path, started)
        files = read_files(value, value.images, place, self.earlier)
        return Reading(
            files.value,
            (*problems, *files.problems),
            (*seen, *files.seen),
            files.outside,
        )

    def _shelves(self, found: MarkdownFile) -> Shelves:
        folder, _, name = found.place.rpartition("/")
        sites = (self.job.site.path, *self.job.above)
        return Shelves(self.job.content, folder, name.lower() in INDEX, sites)


def links_files(links: Iterable[Link]) -> bool:
    """Whether any of a text's links means a file."""
    return any(names_file(link.target) for link in links)


def read_files(
    value: Any,
    images: Iterable[Image],
    place: tuple[ReadJob, Shelves, str, int],
    earlier: EarlierReading,
) -> Reading:
    """Return a value with the pictures that it shows and the files that it links.

    `place` is the job, where its files may stand, the path of its own file for problems, and when
    the reading began.
    """
    shown = ShownPictures(*place, earlier.pictures)
    for image in images:
        shown.add(image)
    linked = LinkedFiles(*place, earlier.files)
    linked.add_all(value.links)
    return Reading(
        replace(value, pictures=tuple(shown.pictures.items()), linked_files=linked.links),
        (*shown.problems, *linked.problems),
        (*shown.seen, *linked.seen),
        tuple({**shown.outside, **linked.outside}.items()),
    )
