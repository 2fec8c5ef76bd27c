"""Pelican plugin: Pelican's categories become the columns that a site shows, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pelican import signals

from lianzhan.rendering.pelican.contents import category_of
from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from lianzhan.model.federation import Column
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.pelican.types import ArticlesGenerator

NEWEST = 6
"""Articles of a column on the home page."""


@dataclass(frozen=True, slots=True)
class ColumnList:
    """A column with its newest articles, for the home page; `is_borrowed`: its neighbours'."""

    column: Column
    articles: list[Any]
    is_borrowed: bool = False


def arrange(generator: ArticlesGenerator) -> None:
    """Order the categories as the plan's columns, and give the home page each one's newest."""
    plan: SitePlan | None = generator.settings.get(PLAN)
    if plan is None:
        return
    by_slug = {category.slug: (category, articles) for category, articles in generator.categories}
    generator.categories = [
        by_slug.get(column.slug) or (category_of(column, generator.settings), [])
        for column in plan.columns
    ]
    generator.context["categories"] = generator.categories
    generator.context["column_lists"] = [
        ColumnList(column, articles[:NEWEST], plan.is_borrowed(column.slug))
        for column, (_, articles) in zip(plan.columns, generator.categories, strict=True)
    ]
    for _, articles in generator.categories:
        _set_neighbours(articles)


def _set_neighbours(articles: list[Any]) -> None:
    """Tell each article its newer and older neighbour in the column at this site."""
    for article in articles:
        article.newer = article.older = None
    for newer, older in pairwise(articles):
        newer.older, older.newer = older, newer


def register() -> None:
    """Arrange once all articles are known."""
    signals.article_generator_finalized.connect(arrange)
