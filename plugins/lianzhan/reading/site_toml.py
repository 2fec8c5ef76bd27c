"""site.toml to a site: its name, level, and the columns that are visible there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.federation import Site
from lianzhan.reading.columns import RESERVED, SLUG, SLUG_EXAMPLE, note_repeated, read_column

if TYPE_CHECKING:
    from lianzhan.model.federation import Column, Federation
    from lianzhan.reading.toml_file import Table

_CODE = re.compile(r"\d{6}", re.ASCII)


def read_site_toml(table: Table, path: str, federation: Federation) -> Site:
    """Return the site of a folder; faults are noted in the table. Its parent is not known yet."""
    folder = path.rpartition("/")[2]
    table.only("name", "slug", "level", "code", "hide", "retitle", "columns")
    slug = table.optional("slug") or folder
    if slug in RESERVED or not SLUG.fullmatch(slug):
        table.fault("slug", slug, SLUG_EXAMPLE)
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
    own = [read_column(entry, (level,), profiles) for entry in table.tables("columns")]
    note_repeated(table, "columns", [*shared, *(column.slug for column in own)])
    for column in own:
        if column.pinned or column.push:
            table.fault("columns", column.slug, "pinned, push: federation.toml")
    return (*visible, *own)
