"""Where an article or page stands, and where it is to go: two places of one site, or a refusal."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.kinds import TOML, TOML_FOLDERS
from lianzhan.model.names import composed
from lianzhan.reading.aliases import ALONE, ARTICLES, PAGES
from lianzhan.reading.file_names import name_fault
from lianzhan.reading.paths import INDEX, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation, Site

REFUSALS = {
    "no-article": N_("{path} 不是稿件、单页、活动、专题或主题活动"),
    "no-place": N_(
        "{path} 不是放稿件、单页、活动、专题或主题活动的地方：写成 articles/栏目/名字.md、"
        "pages/名字.md、events/名字.md、topics/名字.toml 或 campaigns/名字.toml"
    ),
    "other-kind": N_("{path}：{folder}/ 里的只能在那里改名，稿件和单页不能移进去；请另写一个文件"),
    "other-site": N_(
        "{path} 在另一个站点：稿件的身份含有它的站点，不能移过去；请在那个站点新建，把这一篇撤稿"
    ),
    "unknown-column": N_("站点 {site} 没有栏目“{column}”，只有 {columns}"),
    "bad-name": N_("“{name}”不能用作网址：{reason}"),
    "same": N_("{path} 就在那里，没有改动"),
    "exists": N_("{path} 已经有了，没有改动"),
    "taken": N_("新网址已是 {path} 的，没有改动"),
    "unreadable": N_("{path} 无法读取（{reason}），没有改动"),
    "unusual-head": N_(
        "{path} 的稿头写法特殊，无法自动写入；请先手工加上 aliases: [{alias}]，再移动"
    ),
    "failed": N_("{path} 无法写入或改名：{reason}"),
}
"""Why nothing is moved."""


class MoveRefusedError(Exception):
    """Nothing was moved; `code` is a key of REFUSALS, `details` fill its text."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Place:
    """A place of an article or page, all paths below content/.

    `page` is its path without the ending, `form` the ending: ".md", ".toml", or "/index.md" of a
    bundle. `folder` is articles/ and the column, or pages; `name` the last part of the address.
    """

    site: Site
    folder: str
    name: str
    form: str

    @property
    def page(self) -> str:
        """The path without its ending: of a bundle, its folder."""
        return f"{self.site.path}/{self.folder}/{self.name}"

    @property
    def file(self) -> str:
        """The file of its text."""
        return self.page + self.form

    @property
    def is_bundle(self) -> bool:
        """Whether it is a folder with all that belongs to it."""
        return "/" in self.form

    @property
    def moves_as(self) -> str:
        """What is renamed: the folder of a bundle, or else the file."""
        return self.page if self.is_bundle else self.file

    @property
    def address(self) -> str:
        """The address below its site, without its ending, as an alias says it."""
        return f"{self.folder.removeprefix(f'{ARTICLES}/')}/{self.name}"

    @property
    def key(self) -> str:
        """What addresses that would collide have in common."""
        return composed(f"{self.site.path}/{self.address}").casefold()


def place_of(path: str, content: Path, federation: Federation) -> Place:
    """Return the place of what stands at a path: a file, or a bundle. Raises MoveRefusedError."""
    if (content / path).is_dir():
        index = next((e.name for e in (content / path).iterdir() if e.name.lower() in INDEX), "")
        path = f"{path}/{index}"
    page, site = _page_of(path), site_of(path, federation)
    folder, _, name = page.removeprefix(f"{site.path}/").rpartition("/") if site else ("", "", "")
    form = path[len(page) :]
    if site is None or not form or not _is_folder(folder) or not name:
        raise MoveRefusedError("no-article", path=path)
    return Place(site, folder, name, form)


def new_place(path: str, old: Place, federation: Federation) -> Place:
    """Return the place that a path means for what stands at `old`. Raises MoveRefusedError.

    A column's folder, or that of pages, keeps the name. The form stays what it is: a file, or a
    bundle.
    """
    site = site_of(path, federation)
    if site is None or site.slug != old.site.slug:
        raise MoveRefusedError("other-site" if site else "no-place", path=path)
    written = path.rstrip("/").removeprefix(f"{site.path}/")
    below = _page_of(written)
    is_column = below == written and _is_folder(below)
    folder, name = (below, old.name) if is_column else posixpath.split(_named(written))
    if not _is_folder(folder):
        raise MoveRefusedError("no-place", path=path)
    if folder != old.folder and (alone := ALONE & {folder, old.folder}):
        raise MoveRefusedError("other-kind", path=path, folder=min(alone))
    column = folder.removeprefix(f"{ARTICLES}/")
    if column != PAGES and column not in ALONE and site.column(column) is None:
        columns = ", ".join(each.slug for each in site.columns)
        raise MoveRefusedError("unknown-column", site=site.slug, column=column, columns=columns)
    if fault := name_fault(name, path):
        reason = dict(fault.details)["reason"]
        raise MoveRefusedError("bad-name", name=name, reason=reason)
    return Place(site, folder, name, old.form)


def _named(below: str) -> str:
    """Return a path without its ending; the index of a bundle is named by its folder."""
    page, (folder, name) = _page_of(below), posixpath.split(below)
    return posixpath.splitext(below)[0] if name.lower() in INDEX and _is_folder(folder) else page


def _page_of(path: str) -> str:
    """Return the path of a text without its ending, whichever it has where it stands."""
    is_toml = path.endswith(TOML) and path.split("/")[-2:-1] in [[each] for each in TOML_FOLDERS]
    return path.removesuffix(TOML) if is_toml else page_of(path)


def site_of(path: str, federation: Federation) -> Site | None:
    """Return the site that a path below content/ is in."""
    found = [site for site in federation.sites if f"{path}/".startswith(f"{site.path}/")]
    return max(found, key=lambda site: len(site.path), default=None)


def _is_folder(below: str) -> bool:
    """Whether a path below a site is that of pages, of events or the like, or of a column."""
    first, _, column = below.partition("/")
    return (
        below == PAGES
        or below in ALONE
        or (first == ARTICLES and bool(column) and "/" not in column)
    )
