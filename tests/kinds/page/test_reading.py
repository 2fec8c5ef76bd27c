"""A page is read as an article is, without a column."""

from __future__ import annotations

from kinds.written import written
from lianzhan.kinds.article.reading import READING as ARTICLES
from lianzhan.kinds.page.reading import READING
from lianzhan.model.catalog import NEVER


def test_a_page_is_an_article_without_a_column() -> None:
    page, problems = READING.make(written("title: 机构\ndate: 2026-03-08", column=None))
    assert (page.title, page.column, problems) == ("机构", None, ())
    assert READING.entry(page, NEVER).kind == "page"
    assert (READING.keys, READING.rules) == (ARTICLES.keys, ARTICLES.rules)
