"""federation.toml and the site tree: a folder with a site.toml is a site, nesting is the tree."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lianzhan.model.federation import (
    ASSETS,
    Column,
    Federation,
    ImageProfile,
    Level,
    ReviewPolicy,
    Site,
    SiteTree,
)
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.paths import DEVICES, INSIDE, identity, stays_inside
from lianzhan.reading.toml_file import Table, read_toml

if TYPE_CHECKING:
    from pathlib import Path

FEEDS = ("rss", "atom", "json")
STEPS = ("first", "second", "final")
"""三审: 初审, 复审, 终审, as the notices ask of every submission."""
FORMATS = ("jpeg", "png", "webp", "gif")
RESERVED = frozenset({"pages", "page", ASSETS}) | DEVICES
"""Folder names that are neither sites nor columns."""
_LARGEST = 1_000_000_000
"""A billion pixels or bytes: above it, a size is a slip of the keyboard."""
_MARKDOWN = (".md", ".markdown")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}", re.ASCII)
_SLUG_EXAMPLE = "[a-z][a-z0-9-]*"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag (BCP 47, RFC 5646)."""
_HUB = re.compile(r"https?://[^\s\"'<>]+")
_CODE = re.compile(r"\d{6}", re.ASCII)
_COLUMN_KEYS = ("slug", "title", "pinned", "push", "levels", "text_limit", "image_profile")


def read_federation(content: Path) -> SiteTree | tuple[Problem, ...]:
    """Read federation.toml and every site.toml below `content`.

    A fault in federation.toml leaves nothing to build: then the problems alone are returned. A
    fault in a site.toml takes that one site out; the sites below it hang from the next one above.
    """
    table = read_toml(content / "federation.toml", "federation.toml")
    federation = _federation(table) if _is_sound(table) else None
    if federation is None or not _is_sound(table):
        return tuple(table.problems)
    walk = _Walk(content, federation, list(table.problems))
    walk.visit_all()
    sites = tuple(walk.sites)
    broken = tuple(site for site in walk.broken if site.slug not in walk.taken)
    return SiteTree(replace(federation, sites=sites), broken, tuple(walk.problems))


def _is_sound(table: Table) -> bool:
    return not any(fault.is_error for fault in table.problems)


def _federation(table: Table) -> Federation:
    table.only(
        "id", "name", "language", "timezone", "address", "portal", "feeds", "hub",
        "levels", "review", "image_profiles", "columns",
    )  # fmt: skip
    levels = tuple(_level(entry) for entry in table.tables("levels"))
    if not levels:
        table.fault("levels", "—", "[[levels]]")
    _unique(table, "levels", [level.name for level in levels])
    profiles = _profiles(table.table("image_profiles"))
    names = tuple(level.name for level in levels)
    columns = tuple(_column(entry, names, profiles) for entry in table.tables("columns"))
    if sum(column.pinned for column in columns) != 1:
        table.fault("columns", "pinned = true", "1 × pinned = true")
    _unique(table, "columns", [column.slug for column in columns])
    address = _address(table, "address", "https://example.org/{slug}/")
    portal = _address(table, "portal", "https://example.org/") if "portal" in table.data else ""
    return Federation(
        id=table.required("id"),
        name=table.required("name"),
        language=_matching(table, "language", _LANGUAGE, "zh-CN"),
        timezone=_timezone(table),
        address=address,
        portal=portal or _portal(address),
        feeds=table.words("feeds", FEEDS) if "feeds" in table.data else FEEDS,
        hub=_matching(table, "hub", _HUB, "https://…") if "hub" in table.data else None,
        levels=levels,
        review=ReviewPolicy(_steps(table.table("review"))),
        columns=columns,
        image_profiles=tuple(profiles.values()),
    )


def _steps(table: Table) -> tuple[str, ...]:
    """Return the review steps asked for: all, if none are named, but never none at all."""
    table.only("steps")
    steps = table.words("steps", STEPS) if "steps" in table.data else STEPS
    if not steps:
        table.fault("steps", [], " | ".join(STEPS))
    return steps


def _level(table: Table) -> Level:
    table.only("name", "title")
    return Level(table.required("name"), table.required("title"))


def _profiles(table: Table) -> dict[str, ImageProfile]:
    return {name: _profile(table.table(name), name) for name in table.data}


def _profile(table: Table, name: str) -> ImageProfile:
    table.only("formats", "max_bytes", "width", "height", "tolerance")
    for key in ("formats", "max_bytes", "width", "height"):
        if key not in table.data:
            table.problems.append(
                problem(table.path, table.start, "config-missing-key", key=f"{name}.{key}")
            )
    tolerance = table.data.get("tolerance", 0.01)
    if not isinstance(tolerance, (int, float)) or not 0 <= tolerance < 1:
        table.fault("tolerance", tolerance, "0.01")
        tolerance = 0.01
    sizes = {key: table.get(key, int, 1) for key in ("max_bytes", "width", "height")}
    for key, value in sizes.items():
        if not 0 < value <= _LARGEST:
            table.fault(key, value, f"1 – {_LARGEST}")
    return ImageProfile(name, table.words("formats", FORMATS), **sizes, tolerance=float(tolerance))


def _column(table: Table, levels: tuple[str, ...], profiles: dict[str, ImageProfile]) -> Column:
    table.only(*_COLUMN_KEYS)
    slug = table.required("slug")
    if slug in RESERVED or not _SLUG.fullmatch(slug):
        table.fault("slug", slug, _SLUG_EXAMPLE)
    profile = table.optional("image_profile")
    if profile is not None and profile not in profiles:
        table.fault("image_profile", profile, " | ".join(profiles))
    limit = table.get("text_limit", int, 0) if "text_limit" in table.data else None
    if limit is not None and limit < 1:
        table.fault("text_limit", limit, "> 0")
    return Column(
        slug=slug,
        title=table.required("title"),
        levels=table.words("levels", levels) if "levels" in table.data else levels,
        pinned=table.get("pinned", bool, False),
        push=table.get("push", bool, False),
        text_limit=limit,
        image_profile=profiles.get(profile or ""),
    )


def _matching(table: Table, key: str, pattern: re.Pattern[str], example: str) -> str:
    value = table.required(key)
    if value and not pattern.fullmatch(value):
        table.fault(key, value, example)
    return value


def _unique(table: Table, key: str, slugs: list[str]) -> None:
    for slug, count in Counter(slugs).items():
        if count > 1:
            table.fault(key, slug, f"1 × {slug}")


def _timezone(table: Table) -> str:
    name = table.required("timezone")
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        table.fault("timezone", name, "Asia/Shanghai")
    return name


def _address(table: Table, key: str, example: str) -> str:
    address = table.required(key)
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.netloc) and address.endswith("/")
    except ValueError:
        sound = False
    wanted = example.count("{slug}")
    alone = len(re.findall(r"/\{slug\}/|//\{slug\}\.", address))
    counts = (address.count("{slug}"), alone)
    if not sound or counts != (wanted, wanted) or re.search(r"[\s?#\"'<>]", address):
        table.fault(key, address, example)
        return example
    return address


def _portal(address: str) -> str:
    """The portal's address where none is given: the sites' address without the site."""
    return address.replace("{slug}.", "").replace("{slug}/", "")


@dataclass(slots=True)
class _Walk:
    """Visits the folders below content/ in the order of their names."""

    content: Path
    federation: Federation
    problems: list[Problem]
    sites: list[Site] = field(default_factory=list)
    broken: list[Site] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)

    def visit_all(self) -> None:
        """Visit every folder. Not by recursion: content could nest deeper than Python."""
        waiting: list[tuple[Path, str | None]] = [(self.content, None)]
        while waiting:
            folder, parent = waiting.pop()
            entries = self.entries(folder)
            is_site = folder != self.content and any(e.name == "site.toml" for e in entries)
            if is_site:
                parent = self.site(folder, parent)
            else:
                self.note_strays(folder, entries)
            inside = [e for e in entries if not (is_site and e.name in INSIDE)]
            below = [folder / e.name for e in reversed(inside) if self.is_folder(e, folder)]
            waiting += [(lower, parent) for lower in below]

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """List a folder without hidden names."""
        try:
            with os.scandir(folder) as scan:
                return sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            path = identity(folder, self.content)
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

    def site(self, folder: Path, parent: str | None) -> str | None:
        """Take a site in; return the slug that the folders below hang from."""
        path = identity(folder, self.content)
        name = path.rpartition("/")[2]
        table = self.site_toml(folder, path)
        if name != folder.name:
            details = {"name": name, "reason": "UTF-8", "example": "changsha"}
            table.problems.append(problem(path, 0, "bad-name", **details))
        site = _site(table, path, parent, name, self.federation) if _is_sound(table) else None
        slug = site.slug if site else name
        if slug in self.taken:
            table.note("slug", "duplicate-slug", slug=slug, other=self.taken[slug])
        self.problems += table.problems
        if site is None or not _is_sound(table):
            if slug not in self.taken:
                level = self.federation.levels[0].name
                columns = self.federation.columns
                self.broken.append(Site(slug, name, level, path, columns))
            return parent
        self.taken[slug] = table.path
        self.sites.append(site)
        return slug

    def site_toml(self, folder: Path, path: str) -> Table:
        """Read a folder's site.toml, but not through a link that leads out of content/."""
        file = folder / "site.toml"
        if file.is_symlink() and not stays_inside(file, self.content):
            fault = problem(f"{path}/site.toml", 0, "outside-content", name=file.name)
            return Table(f"{path}/site.toml", {}, "", [fault])
        return read_toml(file, f"{path}/site.toml", self.content)


def _site(table: Table, path: str, parent: str | None, folder: str, federation: Federation) -> Site:
    table.only("name", "slug", "level", "code", "hide", "retitle", "columns")
    slug = table.optional("slug") or folder
    if slug in RESERVED or not _SLUG.fullmatch(slug):
        table.fault("slug", slug, _SLUG_EXAMPLE)
    level = table.required("level")
    if level and level not in federation.rank:
        table.fault("level", level, " | ".join(federation.rank))
    code = table.optional("code")
    if code is not None and not _CODE.fullmatch(code):
        table.fault("code", code, "430000")
    return Site(
        slug=slug,
        name=table.required("name"),
        level=level,
        path=path,
        columns=_site_columns(table, level, federation),
        parent=parent,
        code=code,
    )


def _site_columns(table: Table, level: str, federation: Federation) -> tuple[Column, ...]:
    """Return the columns visible at a site: the federation's with its own titles, then its own."""
    shared = {column.slug: column for column in federation.columns}
    hidden = set(table.words("hide", shared))
    pinned = federation.pinned.slug
    if pinned in hidden:
        table.note("hide", "pinned-hidden", column=pinned)
    retitle = table.table("retitle")
    retitle.only(*shared)
    titles = {slug: retitle.required(slug) for slug in retitle.data if slug in shared}
    visible = [
        replace(column, title=titles.get(column.slug, column.title))
        for column in federation.columns
        if column.pinned or (level in column.levels and column.slug not in hidden)
    ]
    profiles = {profile.name: profile for profile in federation.image_profiles}
    own = [_column(entry, (level,), profiles) for entry in table.tables("columns")]
    _unique(table, "columns", [*shared, *(column.slug for column in own)])
    for column in own:
        if column.pinned or column.push:
            table.fault("columns", column.slug, "pinned, push: federation.toml")
    return (*visible, *own)
