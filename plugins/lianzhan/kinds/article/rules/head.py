"""Rules of an article's head: values that only make sense together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

UPDATED_FIRST = warning(
    "updated-first",
    N_("更新日期 {updated} 早于稿件的日期 {date}"),
    N_("核对 updated 和 date；没有更新过就删去 updated"),
)


def updated_after(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """What was updated had been published before, or is on that day."""
    updated, date = article.updated, article.date
    if updated and date != NEVER and updated.date() < date.date():
        details = {"updated": updated.date(), "date": date.date()}
        yield problem(article.path, article.line("updated"), UPDATED_FIRST, **details)
