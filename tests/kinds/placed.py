"""A small federation, articles and picks in it, and where they show."""

from __future__ import annotations

from dataclasses import replace

import conftest

from lianzhan.model.catalog import NEVER, Catalog, Entry, Pick
from lianzhan.model.federation import Column, ReviewPolicy, Site

LEVELS = ("province", "city", "county")
THEORY = Column("theory", "理论学习", LEVELS, pinned=True, push=True)
NEWS = Column("news", "工作动态", LEVELS)
STORIES = Column("stories", "家风故事", LEVELS)


def site(slug: str, level: str, parent: str | None, *columns: Column) -> Site:
    return Site(slug, slug, level, slug, columns or (THEORY, NEWS), parent)


FEDERATION = replace(
    conftest.FEDERATION,
    review=ReviewPolicy(("first",)),
    columns=(THEORY, NEWS),
    sites=(
        site("hunan", "province", None),
        site("changsha", "city", "hunan", THEORY, NEWS, STORIES),
        site("furong", "county", "changsha"),
        site("hengyang", "city", "hunan"),
        site("hubei", "province", None),
    ),
)


def article(where: str, column: str | None = "news", offer: str = "") -> Entry:
    path = f"{where}/articles/{column}/x.md"
    kind = "article" if column else "page"
    return Entry(path, where, column, "x", "", NEVER, offer, "approved", kind=kind)


def pick(where: str, picked: Entry | str, column: str | None = None) -> Pick:
    path = picked if isinstance(picked, str) else picked.path
    return Pick(where, path, column, f"{where}/picks.toml", 1)


def catalog(*articles: Entry, picks: tuple[Pick, ...] = ()) -> Catalog:
    return Catalog({article.path: article for article in articles}, picks)
