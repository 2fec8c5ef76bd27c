"""Rules of place: the column exists at the site, and the text fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import Federation, Site

UNKNOWN_COLUMN = error(
    "unknown-column",
    N_("“{column}”不是站点 {site} 的栏目"),
    N_("改用 {columns}，或在 {config} 中添加"),
)
TEXT_TOO_LONG = error(
    "text-too-long",
    N_("正文有 {length} 字，栏目“{column}”的上限是 {limit} 字"),
    N_("删减正文，或改投其他栏目"),
)


def column_exists(value: Value, site: Site, _federation: Federation) -> Iterator[Problem]:
    """An article's folder is named after a column that is visible at its site."""
    if value.column is not None and site.column(value.column) is None:
        yield problem(
            value.file,
            1,
            UNKNOWN_COLUMN,
            column=value.column,
            site=site.slug,
            columns=", ".join(column.slug for column in site.columns),
            config=f"{site.path}/site.toml",
        )


def text_length(article: Article, site: Site, _federation: Federation) -> Iterator[Problem]:
    """A body is no longer than its column allows.

    The national campaign 巾帼文明岗网上行 (全国妇联妇女发展部, 2020-04-27) takes up to 2,000.
    Entries of campaigns are judged once those are known.
    """
    column = site.column(article.column) if article.column and not article.campaign else None
    if column and column.text_limit is not None and article.body.characters > column.text_limit:
        details = {"length": article.body.characters, "column": column.title}
        yield problem(article.path, 1, TEXT_TOO_LONG, **details, limit=column.text_limit)
