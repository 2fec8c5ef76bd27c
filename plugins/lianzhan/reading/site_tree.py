"""What the folders below content/ say to the tree of sites: nesting is the tree.

What stands in the output decides where folders alone can't: whose a slug is that two folders want,
which site a folder is whose site.toml, or the folder itself, can't be read, and whether one without
a site.toml has lost it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.federation import Site, SiteTree
from lianzhan.model.kinds import TEXT_FOLDERS
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.paths import is_below
from lianzhan.reading.site_walk import Folder, Walk, leads_out
from lianzhan.reading.toml_file import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lianzhan.model.federation import Federation, LiveSite

    Live = Callable[[], Mapping[str, LiveSite]]
    """Tells, by slug, which sites stand in the output."""

_SLUG = re.compile(r"^[ \t]*slug[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)


def read_sites(
    content: Path, federation: Federation, problems: tuple[Problem, ...], live: Live
) -> SiteTree:
    """Return every site below `content`. A fault in a site.toml takes out that one site.

    One that stands in the output keeps its place in the tree by what it is known as there; without
    that, the sites below it hang from the next one above.
    """
    walk = Walk(content, federation)
    walk.visit_all()
    settling = _Settling(federation, live)
    for folder in sorted(walk.folders, key=lambda folder: folder.path.split("/")):
        settling.claim(folder)
    missing = _Missing(walk, settling)
    for folder in missing.folders:
        settling.claim(folder)
    tree = settling.tree((*walk.unreadable, *missing.unknown))
    tables = (folder.table for folder in (*walk.folders, *missing.folders) if folder.table)
    faults = (fault for table in tables for fault in table.problems)
    found = dict.fromkeys((*problems, *walk.problems, *missing.problems, *faults))
    return replace(tree, problems=tuple(found))


class _Missing:
    """The sites that stand in the output, and whose folders are there without a site.toml.

    Nobody has seen the site.toml of one below a folder that can't be read, or behind a link; one
    whose folder still holds articles or pages has lost it. What such sites hold by now is `unknown`
    if they can't be looked into, or if another folder says that it is the same site.
    """

    def __init__(self, walk: Walk, settling: _Settling) -> None:
        self.folders: list[Folder] = []
        self.unknown: list[str] = []
        self.problems: list[Problem] = []
        self._walk, self._settling = walk, settling
        places = [*walk.strays, *walk.links, *walk.unreadable]
        self._with_texts = {home for place in places for home in _homes(place)}
        known = {folder.path for folder in walk.folders}
        for slug, there in settling.live.items() if places else ():
            if there.site.path not in known:
                self._look_for(slug, there)
        lost = {folder.path for folder in self.folders if folder.table}
        self.problems += (
            problem(stray, 0, "misplaced-file")
            for stray in walk.strays
            if lost.isdisjoint(_homes(stray))
        )

    def _look_for(self, slug: str, there: LiveSite) -> None:
        path = there.site.path
        links = [link for link in self._walk.links if is_below(path, (link,))]
        if links or is_below(path, self._walk.unreadable):
            self.folders.append(Folder(path))
            self.unknown += links
            self.problems += map(leads_out, links)
        elif path in self._with_texts and not self._has_moved(slug, there):
            file = f"{path}/site.toml"
            above = path.rpartition("/")[0]
            near = f"{above}/site.toml" if above else "—"
            fault = problem(file, 0, "config-missing", name="site.toml", near=near)
            self.folders.append(Folder(path, Table(file, {}, "", [fault])))
            self.unknown += [path] if self._settling.is_claimed(slug) else []

    def _has_moved(self, slug: str, there: LiveSite) -> bool:
        """Whether another folder says that it is the site, and none of its articles stayed."""
        own = {article for article in there.articles if is_below(article, (there.site.path,))}
        return self._settling.is_claimed(slug) and own.isdisjoint(self._walk.strays)


def _homes(path: str) -> list[str]:
    """Return the folders that a file or folder would be an article or page of, were they sites."""
    parts = path.split("/")
    return ["/".join(parts[:n]) for n, part in enumerate(parts) if n and part in TEXT_FOLDERS]


class _Settling:
    """Gives slugs to folders, then places to sites."""

    def __init__(self, federation: Federation, live: Live) -> None:
        self._federation = federation
        self._ask = live
        self._claims: dict[str, list[Folder]] = {}
        self._nameless: list[Folder] = []
        self._accepted: dict[str, Site] = {}
        self._broken: list[Site] = []
        self._unread: list[Site] = []

    @cached_property
    def live(self) -> Mapping[str, LiveSite]:
        """The sites that stand; asked for only where folders don't tell."""
        return self._ask()

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {there.site.path: slug for slug, there in self.live.items()}

    def claim(self, folder: Folder) -> None:
        """Note which slug a folder wants; one of which nothing is known but its name wants none."""
        slug = folder.site.slug if folder.site else self._known(folder)
        if slug is None:
            self._nameless.append(folder)
        else:
            self._claims.setdefault(slug, []).append(folder)

    def is_claimed(self, slug: str) -> bool:
        """Whether any folder wants a slug."""
        return slug in self._claims

    def _known(self, folder: Folder) -> str | None:
        return self._slugs.get(folder.path) or self._said(folder)

    def _said(self, folder: Folder) -> str | None:
        """Return the slug of a site that stands, if a site.toml with faults still says it.

        So a site that has moved is known, and a slip in its site.toml takes nothing down.
        """
        said = _SLUG.search(folder.table.source) if folder.table else None
        return said[1] if said and said[1] in self.live else None

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

    def _owner(self, slug: str, folders: list[Folder]) -> Folder | None:
        """Return whose a slug is: the only one's, that of who stands under it, or nobody's."""
        if len(folders) == 1:
            return folders[0]
        here = self.live[slug].site.path if slug in self.live else None
        owner = next((folder for folder in folders if folder.path == here), None)
        for folder in folders:
            if folder is not owner and folder.table:
                other = owner or next(f for f in folders if f is not folder)
                folder.table.note("slug", "duplicate-slug", slug=slug, other=_config(other.path))
        return owner

    def _refused(self, settled: Mapping[str, object]) -> dict[str, tuple[Folder, str]]:
        """Return the folders that were refused a slug, and stand in the output under another."""
        refused = (f for folders in self._claims.values() for f in folders if f.path not in settled)
        return {
            folder.path: (Folder(folder.path, folder.table), slug)
            for folder in refused
            if (slug := self._stands_as(folder.path))
        }

    def _stands_as(self, path: str) -> str:
        """Return the slug under which a folder stands, if no folder wants it; else ""."""
        slug = self._slugs.get(path, "")
        return "" if slug in self._claims else slug

    def _moved_twice(
        self, settled: Mapping[str, object], disputed: Iterable[str]
    ) -> dict[str, tuple[Folder, str]]:
        """Return for each slug that stands, and that nobody got, a folder to stand for it."""
        found = {}
        for slug in disputed:
            claims = [f for f in self._claims[slug] if f.path not in settled]
            if claims and slug in self.live:
                found[claims[0].path] = (Folder(claims[0].path, claims[0].table), slug)
        return found

    def _place(self, folder: Folder, slug: str) -> None:
        """Put a site into the tree: what it says itself, or what it is known as in the output."""
        parent = self._above(folder.path)
        above = parent.slug if parent else None
        if folder.site and folder.table and self._is_level_sound(folder.site, parent, folder.table):
            self._accepted[folder.path] = replace(folder.site, parent=above)
            return
        slug = self._stands_as(folder.path) or slug
        there = self.live.get(slug)
        known = there.site if there else None
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

    def _note_nameless(self, folder: Folder) -> None:
        """A folder that was never built speaks for the site of its name, where no other does."""
        slug = folder.path.rpartition("/")[2]
        if slug not in self._claims:
            level = self._federation.levels[0].name
            self._broken.append(Site(slug, slug, level, folder.path, self._federation.columns))


def _config(path: str) -> str:
    return f"{path}/site.toml"
