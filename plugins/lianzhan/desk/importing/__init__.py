"""Before stage 1: someone else's Markdown to articles of ours, submitted and unreviewed.

In: a folder of Markdown with its pictures, as Hugo, Jekyll, Hexo, Pelican or an office wrote it.
Out: bundles in one column of one site, and for every file what became of it. The folder is only
read, an existing article is never written over, and what has no place in our front matter is kept
beside the article in `imported-head.yaml`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.desk.importing.article import Importer
from lianzhan.desk.importing.results import Import, Imported, Note, SkippedFile, note
from lianzhan.desk.importing.tree import read_tree
from lianzhan.desk.importing.writing import existing
from lianzhan.model.frozen import dataclass
from lianzhan.reading.other_files import seems_text
from lianzhan.reading.site_toml import nearest_site
from lianzhan.reading.toml_file import nearest_of

if TYPE_CHECKING:
    from lianzhan.model.federation import Federation, Site


class UnknownPlaceError(Exception):
    """The site or column asked for is not there; the text is what was asked for.

    `kind` is "site" or "column", `near` the most similar one that there is, or all columns, or "—".
    """

    def __init__(self, kind: str, given: str, near: str) -> None:
        super().__init__(given)
        self.kind = kind
        self.near = near


class UnusableFolderError(Exception):
    """The folder to import from, or the column's, can't be used; the text names it."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import, and where to: a column of a site, both slugs, below `content`."""

    folder: Path
    content: Path
    federation: Federation
    site: str
    column: str


def import_tree(order: ImportRequest) -> Import:
    """Take in every article of a folder that can be; a file that can't be holds up no other.

    Raises UnknownPlaceError and UnusableFolderError.
    """
    column = _column_folder(order)
    tree = read_tree(order.folder)
    zone = ZoneInfo(order.federation.timezone)
    importer = Importer(tree, column, order.content, zone, existing(column))
    articles = tuple(importer.import_article(path) for path in tree.names)
    brought = (pair for each in articles for pair in (*each.pictures, *each.attachments))
    used = {source for source, _ in brought}
    named = {file: each for each in reversed(articles) for file in each.mentioned}
    unused = (SkippedFile(path, _why_left(path, named.get(path))) for path in tree.others - used)
    left = sorted((*tree.passed_by, *unused), key=lambda entry: entry.path)
    return Import(articles, tuple(left))


def _why_left(path: str, named_by: Imported | None) -> Note:
    """Say why a file did not come along; `named_by` is the first article that names it."""
    if named_by is not None:
        return note("mentioned" if named_by.target else "of-left-out", path=named_by.source)
    return note("not-markdown" if seems_text(path) else "not-referenced")


def _column_folder(order: ImportRequest) -> Path:
    """Return the folder that all is written below: it is where it seems, apart from the source."""
    site = _site(order)
    slugs = [column.slug for column in site.columns]
    if order.column not in slugs:
        named = {column.title: column.slug for column in site.columns}
        near = nearest_of(order.column, named | {slug: slug for slug in slugs})
        raise UnknownPlaceError("column", order.column, near if near != "—" else " | ".join(slugs))
    place = f"{site.path}/articles/{order.column}"
    source, target = order.folder.resolve(), Path(os.path.realpath(order.content / place))
    if not source.is_dir():
        raise UnusableFolderError(str(order.folder))
    leads_away = target != order.content.resolve() / place
    if leads_away or target.is_relative_to(source) or source.is_relative_to(target):
        raise UnusableFolderError(str(order.content / place))
    return order.content / place


def _site(order: ImportRequest) -> Site:
    sites = order.federation.by_slug
    if order.site not in sites:
        raise UnknownPlaceError("site", order.site, nearest_site(order.site, sites.values()))
    return sites[order.site]
