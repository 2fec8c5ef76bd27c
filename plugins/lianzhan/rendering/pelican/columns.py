"""Pelican plugin: Pelican's categories become the columns that a site shows, in their order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pelican import signals

from lianzhan.model.catalog import PICKED
from lianzhan.model.frozen import dataclass
from lianzhan.model.profile import Role
from lianzhan.rendering.pelican.contents import category_of
from lianzhan.rendering.pelican.related import relate
from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from lianzhan.model.federation import Column
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.pelican.types import ArticlesGenerator

NEWEST = 6
"""Articles of a column on the home page."""
OFFERED = 3
"""Articles from sites below on the home page."""


@dataclass(frozen=True, slots=True)
class ColumnList:
    """A column with its articles, newest first, for the home page; or borrowed from neighbours."""

    column: Column
    articles: list[Any]
    is_borrowed: bool = False

    @property
    def newest(self) -> ColumnList:
        """The column with as many as the home page is given."""
        return replace(self, articles=self.articles[:NEWEST])


@dataclass(frozen=True, slots=True)
class Home:
    """What a home page shows besides the pinned column, each article in one place.

    `news` are the site's own or, where it has none, its neighbours'; `picked` are what sites below
    have offered and this one has taken; `guides` are told where a site has no own articles;
    `others` are the remaining columns.
    """

    news: ColumnList | None
    picked: list[Any]
    guides: list[ColumnList]
    others: list[ColumnList]


def home_of(plan: SitePlan, lists: list[ColumnList], articles: list[Any]) -> Home:
    """Return what a home page shows, of all that its columns list, and of all articles."""
    picked_urls = {listing.url for listing in plan.listings if listing.why == PICKED}
    picked = [article for article in articles if article.address in picked_urls]
    filled = [each for each in lists if each.articles and not each.column.pinned]
    news = next((each for each in filled if each.column.role == Role.NEWS), None)
    guides = [each for each in filled if each.column.role == Role.GUIDE and not plan.own]
    others = [each for each in filled if each is not news and each not in guides]
    if news and not news.is_borrowed:
        of_here = [each for each in news.articles if each.address not in picked_urls]
        news = replace(news, articles=of_here or news.articles)
    return Home(
        news=news and news.newest,
        picked=picked[:OFFERED],
        guides=[each.newest for each in guides],
        others=[each.newest for each in others],
    )


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
    lists = [
        ColumnList(column, articles, plan.is_borrowed(column.slug))
        for column, (_, articles) in zip(plan.columns, generator.categories, strict=True)
    ]
    generator.context["column_lists"] = [each.newest for each in lists]
    generator.context["home"] = home_of(plan, lists, generator.articles)
    for _, articles in generator.categories:
        _set_neighbours(articles)
    relate(generator.articles)


def _set_neighbours(articles: list[Any]) -> None:
    """Tell each article its newer and older neighbour in the column at this site."""
    for article in articles:
        article.newer = article.older = None
    for newer, older in pairwise(articles):
        newer.older, older.newer = older, newer


def register() -> None:
    """Arrange once all articles are known."""
    signals.article_generator_finalized.connect(arrange)
