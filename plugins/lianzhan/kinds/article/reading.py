"""One article's file and its pictures to values: as they stood together at one moment.

Who saves a text and then its picture may do so while a build reads. What was opened is looked at
again afterwards; where anything has changed, all of it is read once more.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.kinds.article.fields import Context, Origin, typed_article
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import parse_body
from lianzhan.reading.changes import is_quiet, is_unchanged, signature, wait_until_quiet
from lianzhan.reading.front_matter import split
from lianzhan.reading.looking import Seen
from lianzhan.reading.paths import CONTENT_FOLDERS, INDEX
from lianzhan.reading.pictures import may_be_file, probe
from lianzhan.reading.shelves import Shelves
from lianzhan.reading.text import text_below

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.site_content import SiteContent
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.looking import Look
    from lianzhan.reading.read_job import ReadJob
    from lianzhan.reading.shelves import Search

_TRIES = 5
"""How often an article is read while it is being changed: half a second in all."""
_CHANGING = "changing-file"


@dataclass(frozen=True, slots=True)
class Found:
    """A Markdown file and its place: column None is a page; name as it will be in the address.

    `place` is its path below content/ as the system has it, `path` the same for problems.
    """

    place: str
    path: str
    column: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, or None where nothing of its file can be used, and the problems found.

    `seen` is what was opened for it, and `outside` what was looked at that no look at the site's
    own folders covers, with its signature.
    """

    article: Article | None
    problems: tuple[Problem, ...]
    seen: tuple[Seen, ...] = ()
    outside: tuple[tuple[str, Signature], ...] = ()


class EarlierReading:
    """What an earlier reading of the same site found, for files whose bytes are the same."""

    def __init__(self, content: SiteContent) -> None:
        self._articles = {article.path: article for article in content.articles}
        self._problems: dict[str, list[Problem]] = {}
        for fault in content.problems:
            self._problems.setdefault(fault.path, []).append(fault)
        self.pictures = {p.digest: p for a in content.articles for _, p in a.pictures}

    def article(self, path: str, digest: str) -> tuple[Article, tuple[Problem, ...]] | None:
        """Return what was read of the same bytes; with pictures, those must be looked at again."""
        article = self._articles.get(path)
        if article is None or article.digest != digest or article.images:
            return None
        problems = tuple(self._problems.get(path, ()))
        return None if any(fault.code == _CHANGING for fault in problems) else (article, problems)


@dataclass(frozen=True)
class Reader:
    """Reads the articles of one site."""

    job: ReadJob
    context: Context
    earlier: EarlierReading

    def read(self, found: Found) -> Reading:
        """Read one file and the pictures it shows, all as they stood at one moment.

        What is being changed all the time has the problem that it is.
        """
        for _ in range(_TRIES):
            started = time.time_ns()
            reading = self._read_once(found, started)
            if self._is_settled(reading, started):
                return reading
            wait_until_quiet(reading.seen)
        changing = problem(found.path, 0, _CHANGING)
        return replace(reading, problems=(*reading.problems, changing))

    def _is_settled(self, reading: Reading, started: int) -> bool:
        """Whether nothing that was opened has been changed meanwhile.

        A text alone is what it was when it was opened; but one that says nothing may be half saved.
        """
        if reading.article and not reading.article.images:
            return not any(file.is_torn for file in reading.seen)
        quiet = is_quiet(reading.seen, started, time.time_ns())
        return quiet and is_unchanged(self.job.content, reading.seen)

    def _read_once(self, found: Found, started: int) -> Reading:
        text, opened = text_below(self.job.content, found.place, found.path)
        seen = (opened,) if opened else ()
        if not text.text:
            return Reading(None, text.problems, seen)
        if same := self.earlier.article(found.path, text.digest):
            return Reading(*same, seen)
        front = split(text.text, found.path)
        body, costly = parse_body(front.body, found.path, front.body_line)
        origin = Origin(found.path, text.digest, self.job.site.slug, found.column, found.name)
        article, faults = typed_article(origin, front, body, self.context)
        problems = (*text.problems, *front.problems, *faults, *costly)
        if not article.images:
            return Reading(article, problems, seen)
        shown = _Pictures(self, self._shelves(found), article.path, started)
        for image in article.images:
            shown.add(image)
        return Reading(
            replace(article, pictures=tuple(shown.pictures.items())),
            (*problems, *shown.problems),
            (*seen, *shown.seen),
            tuple(shown.outside.items()),
        )

    def _shelves(self, found: Found) -> Shelves:
        folder, _, name = found.place.rpartition("/")
        sites = (self.job.site.path, *self.job.above)
        return Shelves(self.job.content, folder, name.lower() in INDEX, sites)


class _Pictures:
    """The pictures that one article shows, each opened once."""

    def __init__(self, reader: Reader, shelves: Shelves, path: str, started: int) -> None:
        self._reader, self._shelves = reader, shelves
        self._path, self._started = path, started
        self.pictures: dict[str, Picture] = {}
        self.problems: list[Problem] = []
        self.seen: list[Seen] = []
        self.outside: dict[str, Signature] = {}
        self._by_place: dict[str, Picture] = {}
        self._faulty: set[str | None] = set()

    def add(self, image: Image) -> None:
        """Find and read the picture that an image shows, unless it is there already.

        A file with a fault is named where it is shown first, however often that is.
        """
        if image.src in self.pictures or not may_be_file(image.src):
            return
        search = self._shelves.find(image.src)
        self._note(search)
        if search.found is None:
            if search.meant not in self._faulty:
                self._miss(image, search)
            self._faulty.add(search.meant)
        elif same := self._by_place.get(search.found.place):
            self.pictures[image.src] = same
            self.seen.append(search.found)
        elif search.found.place not in self._faulty:
            self._read(image, search.found)

    def _read(self, image: Image, found: Seen) -> None:
        job, known = self._reader.job, self._reader.earlier.pictures
        result, seen = probe(found, job.content, image, self._path, known)
        self.seen.append(seen)
        if isinstance(result, Problem):
            self.problems.append(result)
            self._faulty.add(found.place)
        else:
            self.pictures[image.src] = self._by_place[seen.place] = result

    def _miss(self, image: Image, search: Search) -> None:
        code = "image-elsewhere" if search.is_elsewhere else "image-missing"
        details = {"images": f"{self._shelves.images[0]}/"} if search.is_elsewhere else {}
        self.problems.append(problem(self._path, image.line, code, src=image.src, **details))

    def _note(self, search: Search) -> None:
        """Note what was looked at that a look at the site's own folders doesn't cover."""
        for path, found in search.looked:
            if path not in self.outside and self._is_outside(path, found):
                self.outside[path] = signature(found, self._started)

    def _is_outside(self, path: str, found: Look) -> bool:
        """Whether a path is outside the site's own folders, or hidden in them, or behind a link."""
        job = self._reader.job
        own = tuple(f"{job.site.path}/{folder}/" for folder in CONTENT_FOLDERS)
        if not path.startswith(own) or "/." in path:
            return True
        if isinstance(found, Seen):
            return len(found.rows) > 1
        folder = path.rpartition("/")[0]
        direct = Path(os.path.realpath(job.content), *folder.split("/"))
        return Path(os.path.realpath(job.content / folder)) != direct
