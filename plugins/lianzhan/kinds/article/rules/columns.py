"""Rules of place: the column exists at the site, and the text fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site


def column_exists(article: Article, site: Site, _federation: Federation) -> Iterator[Problem]:
    """An article's folder is named after a column that is visible at its site."""
    if article.column is not None and site.column(article.column) is None:
        yield problem(
            article.path,
            1,
            "unknown-column",
            column=article.column,
            site=site.slug,
            columns=", ".join(column.slug for column in site.columns),
            config=f"{site.path}/site.toml",
        )


def text_length(article: Article, site: Site, _federation: Federation) -> Iterator[Problem]:
    """A body is no longer than its column allows.

    The national campaign 巾帼文明岗网上行 (全国妇联妇女发展部, 2020-04-27) takes up to 2,000.
    """
    column = site.column(article.column) if article.column else None
    if column and column.text_limit is not None and article.body.characters > column.text_limit:
        details = {"length": article.body.characters, "column": column.title}
        yield problem(article.path, 1, "text-too-long", **details, limit=column.text_limit)
