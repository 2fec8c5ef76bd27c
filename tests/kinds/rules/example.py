"""A small federation of values, and articles to judge in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import conftest

from lianzhan.kinds.article.values import Article
from lianzhan.model.body import Body, Image, Link
from lianzhan.model.catalog import Picture
from lianzhan.model.federation import (
    Column,
    ImageProfile,
    Level,
    Site,
)
from lianzhan.model.review import ReviewStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.problem import Problem

PATH = "hunan/articles/news/x.md"
PROFILE = ImageProfile("national", ("jpeg", "png"), 1000, 750, 445, 0.01)
COLUMNS = (
    Column("theory", "理论学习", ("province",), pinned=True),
    Column("news", "工作动态", ("province",)),
    Column("activity", "网上行活动", ("province",), text_limit=10, image_profile=PROFILE),
)
HUNAN = Site("hunan", "湖南省妇联", "province", "hunan", COLUMNS)
FEDERATION = replace(
    conftest.FEDERATION,
    levels=(Level("province", "省级"),),
    columns=COLUMNS,
    sites=(HUNAN,),
)
CHAIN = tuple(
    ReviewStep(step, by, date(2026, 3, day), 5 + day)
    for day, (step, by) in enumerate([("first", "甲"), ("second", "乙"), ("final", "丙")], 1)
)


def article(column: str | None = "news", **values: object) -> Article:
    return Article(path=PATH, site="hunan", column=column, name="x", **values)  # type: ignore[arg-type]


def places(problems: Iterable[Problem]) -> list[tuple[int, str]]:
    found = list(problems)
    assert {fault.path for fault in found} <= {PATH}
    return [(fault.line, fault.code) for fault in found]


def picture(width: int = 750, height: int = 445, size: int = 1000, kind: str = "jpeg") -> Picture:
    return Picture("hunan/a.jpg", "digest", kind, size, width, height)


def showing(*images: Image) -> Body:
    return Body(images=images)


def linking(*targets: str, html: str = "") -> Body:
    return Body(html, links=tuple(Link(target, 10 + n) for n, target in enumerate(targets)))
