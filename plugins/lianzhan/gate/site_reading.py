"""A site's folder to values: its articles, pages and picks. Sites are read independently."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.kinds.article.fields import Context
from lianzhan.kinds.article.files import ArticleFiles
from lianzhan.kinds.article.reading import EarlierReading, Found, Reader
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.catalog import Pick
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.paths import mode, stays_inside
from lianzhan.reading.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Site
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.read_job import ReadJob


def read_site(job: ReadJob, kept: SiteContent | None = None) -> SiteContent:
    """Read the articles, pages and picks of one site's folder. Raises OSError where that can't be.

    `kept` is what the same job gave at an earlier time: what has not changed is taken from it.
    """
    content, site = job.content, job.site
    files = ArticleFiles(content, site)
    problems: list[Problem] = []
    context = Context(ZoneInfo(job.timezone), site.name, job.offers)
    reader = Reader(job, context, EarlierReading(kept or SiteContent()))
    articles: list[Article] = []
    outside: dict[str, Signature] = {}
    every_file = tuple(files.find())
    for found in every_file:
        reading = reader.read(found)
        problems += reading.problems
        outside |= reading.outside
        if reading.article is not None:
            articles.append(reading.article)
    picks = _read_picks(content, site, problems)
    return SiteContent(
        articles=tuple(articles),
        picks=picks,
        problems=(*files.problems, *problems),
        outside=tuple(sorted(outside.items())),
        unknown=tuple(files.unknown),
        contested=_contested(every_file),
    )


def _contested(files: Iterable[Found]) -> tuple[tuple[str, ...], ...]:
    """Return the paths of files with one address; those that differ in case alone have one."""
    found: dict[tuple[str | None, str], list[str]] = {}
    for file in files:
        found.setdefault((file.column, file.name.casefold()), []).append(file.path)
    return tuple(tuple(paths) for paths in found.values() if len(paths) > 1)


def _read_picks(content: Path, site: Site, problems: list[Problem]) -> tuple[Pick, ...]:
    file = content / site.path / "picks.toml"
    if not file.is_symlink() and not mode(file):
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
