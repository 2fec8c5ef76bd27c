"""A site's folder to the files of its texts, kind by kind: which there are, which nobody can know.

They are Markdown, or TOML where a kind's values are.

A folder that can't be looked into raises OSError: it is not empty. One that is a link is not
followed, so what stands in it is not known either.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import IMAGES, MARKDOWN, TOML
from lianzhan.model.names import composed
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.file_names import name_fault
from lianzhan.reading.other_files import is_package, seems_text, twin_names
from lianzhan.reading.paths import (
    INDEX,
    identity,
    is_folder,
    is_open_folder,
    printable,
    stays_inside,
)
from lianzhan.reading.text import OUTSIDE_CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.federation import Site
    from lianzhan.model.kinds import Kind

MISPLACED_FILE = warning(
    "misplaced-file",
    N_("稿件不在任何栏目的文件夹里，不会发布"),
    N_("移到 articles/<栏目>/ 之下；单页移到 pages/ 之下"),
)

MISPLACED_VALUE = warning(
    "misplaced-value",
    N_("这个文件不会读：{folder}/ 里一项一个 .toml 文件，直接放在里面"),
    N_("移到 {folder}/ 之下，文件名用作网址；稿件移到 articles/<栏目>/ 之下"),
)


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """The file of a text and its place: `name` as it will be in the address.

    `place` is its path below content/ as the system has it, `path` the same for problems. `column`
    is None where its kind has no columns.
    """

    place: str
    path: str
    column: str | None
    name: str


@dataclass(slots=True)
class MarkdownFiles:
    """Finds the files of the texts of one site; `unknown` are its folders that are links.

    `others` are the paths of what else lies among them (see `other_files`).
    """

    content: Path
    site: Site
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def find(self, kind: Kind) -> Iterator[MarkdownFile]:
        """Yield a kind's files in the order of their paths. Raises OSError."""
        folder = self.content / self.site.path / kind.folder
        if kind.has_columns:
            for column in self._columns(folder):
                yield from self._files(folder / column, column)
            self._note_strays(folder, with_others=True)
        elif not self._is_link(folder):
            yield from self._toml_files(folder) if kind.is_in_toml else self._files(folder, None)

    def note_strays(self) -> None:
        """Note Markdown that lies in the site's folder itself, and twins among its images.

        Raises OSError.
        """
        folder = self.content / self.site.path
        self._note_strays(folder)
        if not (folder / IMAGES).is_symlink():
            for images, _, names in os.walk(folder / IMAGES):
                self.problems += twin_names(self._path(images), sorted(names))

    def _note_strays(self, folder: Path, *, with_others: bool = False) -> None:
        for file in _files_in(folder):
            if _is_markdown(file.name):
                self.problems.append(problem(self._path(file.path), 0, MISPLACED_FILE))
            elif with_others:
                self._note_other(file)

    def _note_other(self, entry: os.DirEntry[str]) -> None:
        """Note what is no Markdown, if it seems to hold a text."""
        if seems_text(entry.name) and (entry.is_dir() or _is_file(entry)):
            self.others.append(self._path(entry.path))

    def _path(self, file: Path | str) -> str:
        return identity(Path(file), self.content)

    def _columns(self, articles: Path) -> list[str]:
        if self._is_link(articles):
            return []
        entries = self._entries(articles, self.unknown)
        return [entry.name for entry in entries if entry.is_dir()]

    def _is_link(self, folder: Path) -> bool:
        """Whether a folder of the site is a link, which is noted."""
        if not folder.is_symlink():
            return False
        self._note_link(folder)
        self.unknown.append(self._path(folder))
        return True

    def _note_link(self, link: Path | str) -> None:
        path = self._path(link)
        name = path.rpartition("/")[2]
        self.problems.append(problem(path, 0, OUTSIDE_CONTENT, name=name))

    def _entries(self, folder: Path, refused: list[str]) -> list[os.DirEntry[str]]:
        """List a folder, without hidden names and without links that lead out or to folders.

        Those go to `refused`. Raises OSError where it can't be listed, or only its names can.
        """
        if not is_open_folder(folder):
            return []
        with os.scandir(folder) as scan:
            entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
        kept = []
        for entry in entries:
            if entry.is_symlink() and not stays_inside(Path(entry.path), self.content):
                self._note_link(entry.path)
                refused.append(self._path(entry.path))
            else:
                kept.append(entry)
        odd = [e.name for e in kept if not (e.name.isascii() or _is_markdown(e.name) or e.is_dir())]
        if len(odd) > 1:
            self.problems += twin_names(self._path(folder), odd)
        return kept

    def _files(self, folder: Path, column: str | None) -> Iterator[MarkdownFile]:
        """Yield `name.md` and bundles `name/index.md` of a column's folder."""
        here = folder.relative_to(self.content).as_posix()
        for entry in self._entries(folder, []):
            name, places = entry.name, list[str]()
            if entry.is_dir() and not is_package(name):
                places = [f"{here}/{name}/{file.name}" for file in self._bundle(Path(entry.path))]
            elif _is_markdown(name):
                places, name = [f"{here}/{name}"], name.rpartition(".")[0]
            else:
                self._note_other(entry)
            for place in places:
                yield from self._named(place, composed(name), column)

    def _toml_files(self, folder: Path) -> Iterator[MarkdownFile]:
        """Yield `name.toml` of a folder; texts that lie deeper, or are Markdown, have no place."""
        place, waiting = folder.relative_to(self.content).as_posix(), [folder]
        while waiting:
            for entry in self._entries(here := waiting.pop(), []):
                if entry.is_dir() and not is_package(entry.name):
                    waiting.append(Path(entry.path))
                elif entry.name.lower().endswith(TOML) and here == folder:
                    name = composed(entry.name[: -len(TOML)])
                    yield from self._named(f"{place}/{entry.name}", name, None)
                elif entry.name.lower().endswith((TOML, *MARKDOWN)):
                    misplaced = problem(
                        self._path(entry.path), 0, MISPLACED_VALUE, folder=folder.name
                    )
                    self.problems.append(misplaced)
                else:
                    self._note_other(entry)

    def _named(self, place: str, name: str, column: str | None) -> Iterator[MarkdownFile]:
        """Yield a file whose name can be an address; what is wrong with another is noted."""
        path = printable(place)
        if fault := name_fault(name, path):
            self.problems.append(fault)
        else:
            yield MarkdownFile(place, path, column, name)

    def _bundle(self, folder: Path) -> Iterator[Path]:
        """Yield the index files of a bundle; other Markdown in it, however deep, has no place."""
        waiting = [folder]
        while waiting:
            for entry in self._entries(waiting.pop(), []):
                file = Path(entry.path)
                if entry.is_dir() and not is_package(entry.name):
                    waiting.append(file)
                elif file.parent == folder and entry.name.lower() in INDEX:
                    yield file
                elif _is_markdown(entry.name):
                    self.problems.append(problem(self._path(file), 0, MISPLACED_FILE))
                else:
                    self._note_other(entry)


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(MARKDOWN)


def _files_in(folder: Path) -> list[os.DirEntry[str]]:
    """Return the files of a folder that is no link, without hidden names. Raises OSError."""
    if folder.is_symlink() or not is_folder(folder):
        return []
    with os.scandir(folder) as scan:
        named = [entry for entry in scan if not entry.name.startswith(".")]
        return sorted(filter(_is_file, named), key=lambda entry: entry.name)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or a link to one; a link that can't be followed is none."""
    if not entry.is_symlink():
        return entry.is_file()
    with suppress(OSError):
        return entry.is_file()
    return False
