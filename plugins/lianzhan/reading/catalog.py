"""A site's folder to values: its articles, pages and picks. Sites are read independently."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.model.article import Article, SiteContent
from lianzhan.model.catalog import Pick, Picture
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.article import Context, Origin, typed_article
from lianzhan.reading.body import parse_body
from lianzhan.reading.front_matter import split
from lianzhan.reading.paths import DEVICES, INSIDE, identity, printable, stays_inside
from lianzhan.reading.pictures import candidates, find_picture, may_be_file, probe
from lianzhan.reading.text import read_text
from lianzhan.reading.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.model.federation import Site
    from lianzhan.reading.read_job import ReadJob

_MARKDOWN = (".md", ".markdown")
_INDEX = ("index.md", "index.markdown")
_NAME = re.compile(r"\w[\w.-]*")
_NAME_BYTES = 120
"""UTF-8 bytes of a name: with ".html" and escapes it still fits every file system and address."""
_RESERVED = DEVICES | {"index", "page"}
"""Names taken by the site itself, or that Windows can't store."""


class Kept:
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
        return article, tuple(self._problems.get(path, ()))


@dataclass(frozen=True, slots=True)
class _Found:
    """A Markdown file and its place: column None is a page; name as it will be in the address.

    Paths are texts as long as nobody takes them apart: there are thousands.
    """

    file: str
    path: str
    column: str | None
    name: str


def read_site(job: ReadJob, kept: SiteContent | None = None) -> SiteContent:
    """Read the articles, pages and picks of one site's folder.

    `kept` is what the same job gave at an earlier time: what has not changed is taken from it.
    """
    content, site = job.content, job.site
    problems: list[Problem] = []
    context = Context(ZoneInfo(job.timezone), site.name, job.offers)
    earlier = Kept(kept or SiteContent())
    articles = []
    for found in _unique(_walk(content, site, problems), problems):
        article, faults = read_article(found, content, site, context, earlier)
        problems += faults
        if article is not None:
            articles.append(article)
    picks = _read_picks(content, site, problems)
    outside = sorted({place for article in articles for place in _outside(article, job)})
    return SiteContent(tuple(articles), picks, tuple(problems), tuple(outside))


def _outside(article: Article, job: ReadJob) -> Iterator[str]:
    """Yield the places where an article's pictures may stand that a look at the site can't cover.

    They are outside its own folders, or hidden in them, or behind a link.
    """
    content, site = job.content, job.content / job.site.path
    own = tuple(f"{job.site.path}/{folder}/" for folder in INSIDE)
    for src in {image.src for image in article.images if may_be_file(image.src)}:
        for file in candidates(src, content / article.path, site, content):
            place = os.path.normpath(os.path.relpath(file, content)).replace(os.sep, "/")
            is_plain = place.startswith(own) and "/." not in place
            if not is_plain or not _is_direct(file.parent, content):
                yield place


def _is_direct(folder: Path, content: Path) -> bool:
    """Whether no link stands between a folder and the content folder."""
    return folder.resolve() == content.resolve() / os.path.relpath(folder, content)


def read_article(
    found: _Found, content: Path, site: Site, context: Context, kept: Kept
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read one file; None where nothing of it can be used."""
    text = read_text(found.file, found.path)
    if not text.text:
        return None, text.problems
    if same := kept.article(found.path, text.digest):
        return same
    front = split(text.text, found.path)
    body, costly = parse_body(front.body, found.path, front.body_line)
    origin = Origin(found.path, text.digest, site.slug, found.column, found.name)
    article, faults = typed_article(origin, front, body, context)
    problems = (*text.problems, *front.problems, *faults, *costly)
    if not article.images:
        return article, problems
    pictures, missing = _read_pictures(
        article, Path(found.file), content / site.path, content, kept
    )
    return replace(article, pictures=pictures), (*problems, *missing)


def _read_pictures(
    article: Article, file: Path, site: Path, content: Path, kept: Kept
) -> tuple[tuple[tuple[str, Picture], ...], tuple[Problem, ...]]:
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for image in article.images:
        if image.src in pictures or not may_be_file(image.src):
            continue
        picture = find_picture(image.src, file, site, content)
        if picture is None:
            problems.append(problem(article.path, image.line, "image-missing", src=image.src))
            continue
        result = probe(picture, content, image, article.path, kept.pictures)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            pictures[image.src] = result
    return tuple(pictures.items()), tuple(dict.fromkeys(problems))


def _walk(content: Path, site: Site, problems: list[Problem]) -> Iterator[_Found]:
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
) -> Iterator[_Found]:
    """Yield `name.md` and bundles `name/index.md` of a column's folder."""
    place = identity(folder, content)
    for entry in _entries(folder, content, problems):
        if entry.is_dir():
            name = entry.name
            bundle = list(_bundle(Path(entry.path), content, problems))
            files = [(str(file), identity(file, content)) for file in bundle]
        else:
            name, _, ending = entry.name.rpartition(".")
            is_markdown = f".{ending.lower()}" in _MARKDOWN
            files = [(entry.path, f"{place}/{printable(entry.name)}")] if is_markdown else []
        for file, path in files:
            name = unicodedata.normalize("NFC", name)
            fault = _name_fault(name, path)
            if fault:
                problems.append(fault)
            else:
                yield _Found(file, path, column, name)


def _bundle(folder: Path, content: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the index files of a bundle; other Markdown in it, however deep, has no place."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), content, problems):
            file = Path(entry.path)
            if entry.is_dir():
                waiting.append(file)
            elif file.parent == folder and entry.name.lower() in _INDEX:
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


def _unique(found: Iterable[_Found], problems: list[Problem]) -> Iterator[_Found]:
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
    table = read_toml(file, f"{site.path}/picks.toml")
    table.only("picks")
    picks = []
    for entry in table.tables("picks"):
        entry.only("article", "column")
        article = entry.required("article")
        pick = Pick(site.slug, article, entry.optional("column"), table.path, entry.start)
        picks.append(pick)
    problems += table.problems
    return tuple(pick for pick in picks if pick.article)
