"""The folders below content/ to what each says of a site: the first half of the site tree.

Out: the folders with a site.toml, and what else decides whether a site that stands in the output is
still there: what could not be looked into, links, and Markdown that no site.toml speaks for.
"""

from __future__ import annotations

import os
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.host_files import PUBLIC
from lianzhan.model.kinds import CONTENT_FOLDERS
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.file_names import BAD_NAME
from lianzhan.reading.looking import OF_SYSTEM
from lianzhan.reading.paths import identity, is_folder, stays_inside
from lianzhan.reading.site_toml import read_site_toml
from lianzhan.reading.text import OUTSIDE_CONTENT, refused
from lianzhan.reading.toml_file import Table, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site

_MARKDOWN = (".md", ".markdown")
SITE_IN_CONTENT = error(
    "site-in-content",
    N_("文件夹“{name}”是放内容的，不能是一个站点；里面的 site.toml 没有读"),
    N_('给文件夹改名；网址另有要求的，在 site.toml 里写 slug = "…"'),
)


@dataclass(frozen=True)
class Folder:
    """A folder that is a site's: what its site.toml says, or nothing where that can't be used.

    `table` is None where the folder itself can't be read.
    """

    path: str
    table: Table | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a folder's listing says of one name; a link is neither file nor folder."""

    name: str
    is_folder: bool
    is_file: bool
    is_link: bool


@dataclass(slots=True)
class Walk:
    """Visits the folders below content/ in the order of their names.

    `unreadable` are folders that can't be listed or entered, `links` all links but those of
    configuration files, and `strays` the Markdown of folders that are no site's. None of them
    stand in the articles, pages or images of a site.
    """

    content: Path
    federation: Federation
    problems: list[Problem] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def visit_all(self) -> None:
        """Visit every folder. Not by recursion: content could nest deeper than Python."""
        waiting: list[Path] = [self.content]
        while waiting:
            folder = waiting.pop()
            entries = self._entries(folder)
            if folder == self.content:
                entries = [entry for entry in entries if entry.name != PUBLIC]
            is_site = folder != self.content and any(e.name == "site.toml" for e in entries)
            if is_site:
                found = self._site(folder)
                self.folders.append(found)
                if found.table is None:
                    continue
            elif folder != self.content:  # a README may lie by federation.toml
                self._note_strays(folder, entries)
            inside = [e for e in entries if not (is_site and e.name in CONTENT_FOLDERS)]
            self._note_hidden_sites(folder, entries, inside)
            self._note_links(folder, inside)
            waiting += [folder / e.name for e in reversed(inside) if e.is_folder]

    def _note_hidden_sites(self, folder: Path, entries: list[_Entry], inside: list[_Entry]) -> None:
        """A site whose folder is called like one of content is none: nobody looks into it."""
        for entry in (entry for entry in entries if entry not in inside and entry.is_folder):
            if os.path.lexists(folder / entry.name / "site.toml"):
                path = identity(folder / entry.name / "site.toml", self.content)
                self.problems.append(problem(path, 0, SITE_IN_CONTENT, name=entry.name))

    def _entries(self, folder: Path) -> list[_Entry]:
        """List a folder without hidden names."""
        try:
            with os.scandir(folder) as scan:
                found = [_seen(entry) for entry in scan if not entry.name.startswith(".")]
        except OSError as error:
            self._note_unreadable(folder, error)
            return []
        return sorted(found, key=lambda entry: entry.name)

    def _note_unreadable(self, folder: Path, error: OSError) -> None:
        path = identity(folder, self.content)
        self.problems.append(refused(path, error))
        self.unreadable.append(path)

    def _note_strays(self, folder: Path, entries: list[_Entry]) -> None:
        for entry in entries:
            if entry.is_file and entry.name.lower().endswith(_MARKDOWN):
                self.strays.append(identity(folder / entry.name, self.content))

    def _note_links(self, folder: Path, entries: list[_Entry]) -> None:
        """Note the links of a folder; one to a folder is not followed, and is a fault."""
        for entry in entries:
            if entry.is_link and not entry.name.endswith(".toml"):
                path = identity(folder / entry.name, self.content)
                self.links.append(path)
                if _may_lead_to_folder(folder / entry.name):
                    self.problems.append(leads_out(path))

    def _site(self, folder: Path) -> Folder:
        """Return a folder with what its site.toml says; nothing if it may be listed alone."""
        path = identity(folder, self.content)
        try:
            os.lstat(folder / "site.toml")
        except OSError as error:
            self._note_unreadable(folder, error)
            return Folder(path)
        name = path.rpartition("/")[2]
        table = self._site_toml(folder, path)
        if name != folder.name:
            details = {"name": name, "reason": "UTF-8", "example": "changsha"}
            table.problems.append(problem(path, 0, BAD_NAME, **details))
        site = read_site_toml(table, path, self.federation) if _is_sound(table) else None
        return Folder(path, table, site if _is_sound(table) else None)

    def _site_toml(self, folder: Path, path: str) -> Table:
        """Read a folder's site.toml, but not through a link that leads out of content/."""
        file = folder / "site.toml"
        if file.is_symlink() and not stays_inside(file, self.content):
            return Table(f"{path}/site.toml", {}, "", [leads_out(f"{path}/site.toml")])
        return read_toml(file, f"{path}/site.toml", self.content)


def leads_out(path: str) -> Problem:
    """Return the problem of a link that is not followed."""
    return problem(path, 0, OUTSIDE_CONTENT, name=path.rpartition("/")[2])


def _seen(entry: os.DirEntry[str]) -> _Entry:
    return _Entry(
        entry.name,
        entry.is_dir(follow_symlinks=False),
        entry.is_file(follow_symlinks=False),
        entry.is_symlink(),
    )


def _may_lead_to_folder(link: Path) -> bool:
    """Whether a link leads to a folder, or where nobody may look."""
    try:
        return is_folder(link)
    except OSError as error:
        if error.errno in OF_SYSTEM:
            raise
        return True


def _is_sound(table: Table) -> bool:
    return not any(fault.is_error for fault in table.problems)
