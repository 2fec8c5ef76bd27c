"""A site's folder to values: its articles, pages and picks. Sites are read independently."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.model.article import SiteContent
from lianzhan.model.catalog import Pick
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.article import Context
from lianzhan.reading.paths import DEVICES, INDEX, identity, printable, stays_inside
from lianzhan.reading.reader import Found, Kept, Reader
from lianzhan.reading.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.model.article import Article
    from lianzhan.model.federation import Site
    from lianzhan.reading.opening import Signature
    from lianzhan.reading.read_job import ReadJob

_MARKDOWN = (".md", ".markdown")
_NAME = re.compile(r"\w[\w.-]*")
_NAME_BYTES = 120
"""UTF-8 bytes of a name: with ".html" and escapes it still fits every file system and address."""
_RESERVED = DEVICES | {"index", "page"}
"""Names taken by the site itself, or that Windows can't store."""


def read_site(job: ReadJob, kept: SiteContent | None = None) -> SiteContent:
    """Read the articles, pages and picks of one site's folder.

    `kept` is what the same job gave at an earlier time: what has not changed is taken from it.
    """
    content, site = job.content, job.site
    problems: list[Problem] = []
    context = Context(ZoneInfo(job.timezone), site.name, job.offers)
    reader = Reader(job, context, Kept(kept or SiteContent()))
    articles: list[Article] = []
    outside: dict[str, Signature] = {}
    for found in _unique(_walk(content, site, problems), problems):
        reading = reader.read(found)
        problems += reading.problems
        outside |= reading.outside
        if reading.article is not None:
            articles.append(reading.article)
    picks = _read_picks(content, site, problems)
    return SiteContent(tuple(articles), picks, tuple(problems), tuple(sorted(outside.items())))


def _walk(content: Path, site: Site, problems: list[Problem]) -> Iterator[Found]:
    """Yield the site's Markdown files in the order of their paths."""
    root = content / site.path
    for column in _folders(root / "articles", content, problems):
        yield from _files(root / "articles" / column, column, content, problems)
    yield from _files(root / "pages", None, content, problems)
    strays = (*_markdown_in(root), *_markdown_in(root / "articles"))
    problems += (problem(identity(stray, content), 0, "misplaced-file") for stray in strays)


def _markdown_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in _MARKDOWN and p.is_file())


def _entries(folder: Path, content: Path, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """List a folder, without hidden names and without links that lead out or to folders."""
    if not folder.is_dir():
        return []
    if folder.is_symlink():
        path = identity(folder, content)
        problems.append(problem(path, 0, "outside-content", name=folder.name))
        return []
    with os.scandir(folder) as scan:
        entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
    kept = []
    for entry in entries:
        if entry.is_symlink() and not stays_inside(Path(entry.path), content):
            path = identity(Path(entry.path), content)
            problems.append(problem(path, 0, "outside-content", name=entry.name))
        else:
            kept.append(entry)
    return kept


def _folders(folder: Path, content: Path, problems: list[Problem]) -> list[str]:
    return [entry.name for entry in _entries(folder, content, problems) if entry.is_dir()]


def _files(
    folder: Path, column: str | None, content: Path, problems: list[Problem]
) -> Iterator[Found]:
    """Yield `name.md` and bundles `name/index.md` of a column's folder."""
    place = folder.relative_to(content).as_posix()
    for entry in _entries(folder, content, problems):
        if entry.is_dir():
            name = entry.name
            bundle = _bundle(Path(entry.path), content, problems)
            places = [f"{place}/{name}/{file.name}" for file in bundle]
        else:
            name, _, ending = entry.name.rpartition(".")
            is_markdown = f".{ending.lower()}" in _MARKDOWN
            places = [f"{place}/{entry.name}"] if is_markdown else []
        for file in places:
            name = unicodedata.normalize("NFC", name)
            path = printable(file)
            fault = _name_fault(name, path)
            if fault:
                problems.append(fault)
            else:
                yield Found(file, path, column, name)


def _bundle(folder: Path, content: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the index files of a bundle; other Markdown in it, however deep, has no place."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), content, problems):
            file = Path(entry.path)
            if entry.is_dir():
                waiting.append(file)
            elif file.parent == folder and entry.name.lower() in INDEX:
                yield file
            elif file.suffix.lower() in _MARKDOWN:
                problems.append(problem(identity(file, content), 0, "misplaced-file"))


def _name_fault(name: str, path: str) -> Problem | None:
    if name.lower() in _RESERVED:
        reason = name
    elif len(name.encode("utf-8", "surrogateescape")) > _NAME_BYTES:
        reason = f"> {_NAME_BYTES}"
    elif not _NAME.fullmatch(name):
        bad = next((char for char in name if not re.match(r"[\w.-]", char)), name[:1])
        reason = bad.encode("unicode_escape").decode() if not bad.isprintable() else f"“{bad}”"
    else:
        return None
    example = re.sub(r"\W+", "-", name).strip("-_")[:40]
    if not example or example.lower() in _RESERVED:
        example = "article"
    return problem(path, 0, "bad-name", name=name, reason=reason, example=example)


def _unique(found: Iterable[Found], problems: list[Problem]) -> Iterator[Found]:
    """Pass the first file of each address on; addresses that differ in case alone collide."""
    taken: dict[tuple[str | None, str], str] = {}
    for file in found:
        key = (file.column, file.name.casefold())
        if key in taken:
            details = {"other": taken[key]}
            problems.append(problem(file.path, 0, "duplicate-name", **details))
            continue
        taken[key] = file.path
        yield file


def _read_picks(content: Path, site: Site, problems: list[Problem]) -> tuple[Pick, ...]:
    file = content / site.path / "picks.toml"
    if not file.exists():
        return ()
    if not stays_inside(file, content):
        problems.append(problem(f"{site.path}/picks.toml", 0, "outside-content", name=file.name))
        return ()
    table = read_toml(file, f"{site.path}/picks.toml", content)
    table.only("picks")
    picks = []
    for entry in table.tables("picks"):
        entry.only("article", "column")
        article = entry.required("article")
        pick = Pick(site.slug, article, entry.optional("column"), table.path, entry.start)
        picks.append(pick)
    problems += table.problems
    return tuple(pick for pick in picks if pick.article)
