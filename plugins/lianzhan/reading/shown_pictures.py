"""The pictures that a document shows to their files: found where they belong, opened once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.kinds import CONTENT_FOLDERS
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.changes import signature
from lianzhan.reading.looking import Seen
from lianzhan.reading.pictures import may_be_file, probe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.looking import Look
    from lianzhan.reading.read_job import ReadJob
    from lianzhan.reading.shelves import Search, Shelves

IMAGE_MISSING = error(
    "image-missing",
    N_("找不到图片“{src}”"),
    N_("把图片放在稿件旁边或站点的 images/ 之下，并核对文件名"),
)
IMAGE_ELSEWHERE = error(
    "image-elsewhere",
    N_("图片“{src}”放在别处，本稿件不能用"),
    N_(
        "把图片放到稿件旁边、本站的 {images} 之下，或上级站点的 images/ 之下；"
        "别的栏目、别的稿件、别的站点的文件夹里的图片，以及名字以点开头的，都不能用"
    ),
)


class ShownPictures:
    """The pictures that one document shows, each opened once."""

    def __init__(
        self, job: ReadJob, shelves: Shelves, path: str, started: int, known: Mapping[str, Picture]
    ) -> None:
        self._job, self._shelves, self._known = job, shelves, known
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
        note_outside(self.outside, search, self._job, self._started)
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
        result, seen = probe(found, self._job, image, self._path, self._known)
        self.seen.append(seen)
        if isinstance(result, Problem):
            self.problems.append(result)
            self._faulty.add(found.place)
        else:
            self.pictures[image.src] = self._by_place[seen.place] = result

    def _miss(self, image: Image, search: Search) -> None:
        code = IMAGE_ELSEWHERE if search.is_elsewhere else IMAGE_MISSING
        details = {"images": f"{self._shelves.images[0]}/"} if search.is_elsewhere else {}
        self.problems.append(problem(self._path, image.line, code, src=image.src, **details))


def note_outside(outside: dict[str, Signature], search: Search, job: ReadJob, started: int) -> None:
    """Note what was looked at that a look at the site's own folders doesn't cover."""
    for path, found in search.looked:
        if path not in outside and _is_outside(path, found, job):
            outside[path] = signature(found, started)


def _is_outside(path: str, found: Look, job: ReadJob) -> bool:
    """Whether a path is outside the site's own folders, or hidden in them, or behind a link."""
    own = tuple(f"{job.site.path}/{folder}/" for folder in CONTENT_FOLDERS)
    if not path.startswith(own) or "/." in path:
        return True
    if isinstance(found, Seen):
        return len(found.rows) > 1
    folder = path.rpartition("/")[0]
    direct = Path(os.path.realpath(job.content), *folder.split("/"))
    return Path(os.path.realpath(job.content / folder)) != direct
