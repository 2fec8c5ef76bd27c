"""The folders below content/ to sites: a folder with a site.toml is one, nesting is the tree.

What stands in the output decides where folders alone can't: whose a slug is that two folders want,
and which site a folder is whose site.toml, or the folder itself, can't be read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lianzhan.model.federation import LiveSite, Site, SiteTree
from lianzhan.model.host_files import PUBLIC
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.opening import OF_SYSTEM
from lianzhan.reading.paths import INSIDE, identity, is_below, stays_inside
from lianzhan.reading.site_toml import read_site_toml
from lianzhan.reading.toml_file import Table, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation, SiteIdentity

_MARKDOWN = (".md", ".markdown")
_SLUG = re.compile(r"^[ \t]*slug[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
Live = Callable[[], Mapping[str, LiveSite]]
"""Tells, by slug, which sites stand in the output."""


@dataclass(frozen=True)
class _Folder:
    """A folder that is a site's: what its site.toml says, or nothing where that can't be used.

    `table` is None where the folder itself can't be read.
    """

    path: str
    table: Table | None = None
    site: Site | None = None


def read_sites(
    content: Path, federation: Federation, problems: tuple[Problem, ...], live: Live
) -> SiteTree:
    """Return every site below `content`. A fault in a site.toml takes out that one site.

    One that stands in the output keeps its place in the tree by what it is known as there; without
    that, the sites below it hang from the next one above.
    """
    walk = _Walk(content, federation)
    walk.visit_all()
    settled = _settled(walk.folders, walk.unreadable, federation, live)
    faults = (fault for folder in walk.folders if folder.table for fault in folder.table.problems)
    return replace(settled, problems=(*problems, *walk.problems, *faults))


@dataclass(slots=True)
class _Walk:
    """Visits the folders below content/ in the order of their names."""

    content: Path
    federation: Federation
    problems: list[Problem] = field(default_factory=list)
    folders: list[_Folder] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def visit_all(self) -> None:
        """Visit every folder. Not by recursion: content could nest deeper than Python."""
        waiting: list[Path] = [self.content]
        while waiting:
            folder = waiting.pop()
            entries = self.entries(folder)
            if folder == self.content:
                entries = [entry for entry in entries if entry.name != PUBLIC]
            is_site = folder != self.content and any(e.name == "site.toml" for e in entries)
            if is_site:
                self.folders.append(self.site(folder))
            else:
                self.note_strays(folder, entries)
            inside = [e for e in entries if not (is_site and e.name in INSIDE)]
            waiting += [folder / e.name for e in reversed(inside) if self.is_folder(e, folder)]

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """List a folder without hidden names."""
        try:
            with os.scandir(folder) as scan:
                return sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            if error.errno in OF_SYSTEM:
                raise
            path = identity(folder, self.content)
            self.unreadable.append(path)
            fault = problem(path, 0, "unreadable-file", reason=error.strerror or error)
            self.problems.append(fault)
            return []

    def note_strays(self, folder: Path, entries: list[os.DirEntry[str]]) -> None:
        """Note the Markdown of a folder that is no site; a README may lie by federation.toml."""
        for entry in entries if folder != self.content else ():
            if entry.name.lower().endswith(_MARKDOWN) and entry.is_file(follow_symlinks=False):
                path = identity(folder / entry.name, self.content)
                self.problems.append(problem(path, 0, "misplaced-file"))

    def is_folder(self, entry: os.DirEntry[str], folder: Path) -> bool:
        """Whether an entry is a folder, where sites may stand; a link to one is noted."""
        if entry.is_symlink() and (folder / entry.name).is_dir():
            path = identity(folder / entry.name, self.content)
            self.problems.append(problem(path, 0, "outside-content", name=entry.name))
        return entry.is_dir(follow_symlinks=False)

    def site(self, folder: Path) -> _Folder:
        """Return a folder with what its site.toml says."""
        path = identity(folder, self.content)
        name = path.rpartition("/")[2]
        table = self.site_toml(folder, path)
        if name != folder.name:
            details = {"name": name, "reason": "UTF-8", "example": "changsha"}
            table.problems.append(problem(path, 0, "bad-name", **details))
        site = read_site_toml(table, path, self.federation) if _is_sound(table) else None
        return _Folder(path, table, site if _is_sound(table) else None)

    def site_toml(self, folder: Path, path: str) -> Table:
        """Read a folder's site.toml, but not through a link that leads out of content/."""
        file = folder / "site.toml"
        if file.is_symlink() and not stays_inside(file, self.content):
            fault = problem(f"{path}/site.toml", 0, "outside-content", name=file.name)
            return Table(f"{path}/site.toml", {}, "", [fault])
        return read_toml(file, f"{path}/site.toml", self.content)


def _is_sound(table: Table) -> bool:
    return not any(fault.is_error for fault in table.problems)


def _settled(
    folders: list[_Folder], unreadable: list[str], federation: Federation, live: Live
) -> SiteTree:
    """Return the tree: whose each slug is, which site stands where, and below which."""
    sound = [folder.site.slug for folder in folders if folder.site]
    is_plain = len(sound) == len(set(sound)) == len(folders) and not unreadable
    standing = {} if is_plain else {slug: there.site for slug, there in live().items()}
    settling = _Settling(federation, standing)
    hidden = [_Folder(site.path) for site in standing.values() if is_below(site.path, unreadable)]
    known = {folder.path for folder in folders}
    everything = [*folders, *(folder for folder in hidden if folder.path not in known)]
    for folder in sorted(everything, key=lambda folder: folder.path.split("/")):
        settling.claim(folder)
    return settling.tree(tuple(unreadable))


class _Settling:
    """Gives slugs to folders, then places to sites."""

    def __init__(self, federation: Federation, live: Mapping[str, SiteIdentity]) -> None:
        self._federation = federation
        self._live = live
        self._slugs = {site.path: slug for slug, site in live.items()}
        self._claims: dict[str, list[_Folder]] = {}
        self._nameless: list[_Folder] = []
        self._accepted: dict[str, Site] = {}
        self._broken: list[Site] = []
        self._unread: list[Site] = []

    def claim(self, folder: _Folder) -> None:
        """Note which slug a folder wants; one of which nothing is known but its name wants none."""
        known = self._slugs.get(folder.path) or self._said(folder)
        slug = folder.site.slug if folder.site else known
        if slug is None:
            self._nameless.append(folder)
        else:
            self._claims.setdefault(slug, []).append(folder)

    def _said(self, folder: _Folder) -> str | None:
        """Return the slug of a site that stands, if a site.toml with faults still says it.

        So a site that has moved is known, and a slip in its site.toml takes nothing down.
        """
        said = _SLUG.search(folder.table.source) if folder.table else None
        return said[1] if said and said[1] in self._live else None

    def tree(self, unreadable: tuple[str, ...]) -> SiteTree:
        """Return the sites in the order of the tree."""
        owners = {slug: self._owner(slug, folders) for slug, folders in self._claims.items()}
        settled = {folder.path: (folder, slug) for slug, folder in owners.items() if folder}
        settled |= self._refused(settled)
        settled |= self._moved_twice(settled, [slug for slug, owner in owners.items() if not owner])
        for path in sorted(settled, key=lambda path: path.split("/")):
            self._place(*settled[path])
        for folder in self._nameless:
            self._note_nameless(folder)
        sites = tuple(self._accepted.values())
        return SiteTree(
            federation=replace(self._federation, sites=sites),
            broken=tuple(self._broken),
            problems=(),
            unread=tuple(self._unread),
            unreadable=unreadable,
        )

    def _owner(self, slug: str, folders: list[_Folder]) -> _Folder | None:
        """Return whose a slug is: the only one's, that of who stands under it, or nobody's."""
        if len(folders) == 1:
            return folders[0]
        here = self._live[slug].path if slug in self._live else None
        owner = next((folder for folder in folders if folder.path == here), None)
        for folder in folders:
            if folder is not owner and folder.table:
                other = owner or next(f for f in folders if f is not folder)
                folder.table.note("slug", "duplicate-slug", slug=slug, other=_config(other.path))
        return owner

    def _refused(self, settled: Mapping[str, object]) -> dict[str, tuple[_Folder, str]]:
        """Return the folders that were refused a slug, and stand in the output under another."""
        refused = (f for folders in self._claims.values() for f in folders if f.path not in settled)
        stood = ((folder, self._slugs.get(folder.path, "")) for folder in refused)
        return {
            folder.path: (_Folder(folder.path, folder.table), slug)
            for folder, slug in stood
            if slug and slug not in self._claims
        }

    def _moved_twice(
        self, settled: Mapping[str, object], disputed: Iterable[str]
    ) -> dict[str, tuple[_Folder, str]]:
        """Return for each slug that stands, and that nobody got, a folder to stand for it."""
        found = {}
        for slug in disputed:
            claims = [f for f in self._claims[slug] if f.path not in settled]
            if claims and slug in self._live:
                found[claims[0].path] = (_Folder(claims[0].path, claims[0].table), slug)
        return found

    def _place(self, folder: _Folder, slug: str) -> None:
        """Put a site into the tree: what it says itself, or what it is known as in the output."""
        parent = self._above(folder.path)
        above = parent.slug if parent else None
        if folder.site and folder.table and self._is_level_sound(folder.site, parent, folder.table):
            self._accepted[folder.path] = replace(folder.site, parent=above)
            return
        known = self._live.get(slug)
        level = known.level if known and known.level in self._federation.rank else ""
        site = Site(
            slug=slug,
            name=known.name if known else slug,
            level=level or self._federation.levels[0].name,
            path=folder.path,
            columns=self._federation.columns,
            parent=above,
        )
        (self._broken if folder.table else self._unread).append(site)
        if known and known.path == folder.path:
            self._accepted[folder.path] = site

    def _is_level_sound(self, site: Site, parent: Site | None, table: Table) -> bool:
        """A site's level is below that of the site it stands in."""
        rank = self._federation.rank
        if parent is None or rank[site.level] > rank[parent.level]:
            return True
        below = [level for level, place in rank.items() if place > rank[parent.level]]
        table.fault("level", site.level, " | ".join(below) or "—")
        return False

    def _above(self, path: str) -> Site | None:
        while path := path.rpartition("/")[0]:
            if path in self._accepted:
                return self._accepted[path]
        return None

    def _note_nameless(self, folder: _Folder) -> None:
        """A folder that was never built speaks for the site of its name, where no other does."""
        slug = folder.path.rpartition("/")[2]
        if slug not in self._claims:
            level = self._federation.levels[0].name
            self._broken.append(Site(slug, slug, level, folder.path, self._federation.columns))


def _config(path: str) -> str:
    return f"{path}/site.toml"
