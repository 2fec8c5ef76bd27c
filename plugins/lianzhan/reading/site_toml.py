"""site.toml to a site: its name, level, and the columns that are visible there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.federation import Site
from lianzhan.reading.columns import RESERVED, SLUG, SLUG_FORM, note_repeated, read_column
from lianzhan.reading.help import check_columns
from lianzhan.reading.profile import SITE_KEYS, read_profile
from lianzhan.reading.toml_file import nearest_of
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.federation import Column, Federation
from lianzhan.reading.toml_file import Table

FOLDER_NAME = error(
    "folder-name",
    N_("文件夹名“{name}”要用作网址，但网址里只能有小写字母、数字和连字符（-），以字母开头"),
    N_('给文件夹改名，例如 {example}；或者不改名，在其中的 site.toml 里写 slug = "{example}"'),
)
PINNED_HIDDEN = error(
    "pinned-hidden", N_("固定栏目“{column}”不能隐藏"), N_("从 hide 中删去 {column}")
)

_KEYS = ("name", "slug", "level", "code", "hide", "retitle", "columns")
_NEITHER = N_("没有 pinned 和 push 的栏目：这两项只写在 federation.toml 里")
_CODE = late(r"\d{6}", re.ASCII)


def nearest_site(given: str, sites: Iterable[Site]) -> str:
    """Return the slug of the site whose slug or name is most like a word; "—" where none is."""
    known = {site.name: site.slug for site in sites}
    return nearest_of(given, known | {slug: slug for slug in known.values()})


def read_site_toml(table: Table, path: str, federation: Federation) -> Site:
    """Return the site of a folder; faults are noted in the table. Its parent is not known yet."""
    folder = path.rpartition("/")[2]
    table.reject_unknown(*_KEYS, *SITE_KEYS)
    given = table.optional("slug")
    slug = given or folder
    if slug in RESERVED or not SLUG.fullmatch(slug):
        if given:
            table.fault("slug", slug, SLUG_FORM)
        else:
            table.add_problem("slug", FOLDER_NAME, name=folder[:60], example="changsha")
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
        code=code,
        profile=read_profile(table),
    )


def code_of(table: Table) -> str | None:
    """Return the code that a table holds, though all else in it may be wrong; None for none."""
    code = table.data.get("code")
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _site_columns(table: Table, level: str, federation: Federation) -> tuple[Column, ...]:
    """Return the columns visible at a site: the federation's with its own titles, then its own."""
    shared = {column.slug: column for column in federation.columns}
    hidden = set(table.words("hide", shared))
    pinned = federation.pinned.slug
    if pinned in hidden:
        table.add_problem("hide", PINNED_HIDDEN, column=pinned)
    retitle = table.table("retitle")
    retitle.reject_unknown(*shared)
    titles = {slug: retitle.required(slug) for slug in retitle.data if slug in shared}
    visible = [
        replace(column, title=titles.get(column.slug, column.title))
        for column in federation.columns
        if column.pinned or (level in column.levels and column.slug not in hidden)
    ]
    profiles = {profile.name: profile for profile in federation.image_profiles}
    own = [read_column(entry, (level,), profiles) for entry in table.tables("columns")]
    check_columns(table, own, federation.help)
    note_repeated(table, "columns", [*shared, *(column.slug for column in own)])
    for column in own:
        if column.pinned or column.push:
            table.fault("columns", column.slug, _NEITHER)
    return (*visible, *own)
