"""What is written of an article becomes one, and what other sites must know of it its entry."""

from __future__ import annotations

import pytest
from conftest import NOW

from kinds.written import written
from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.article.reading import READING, ArticleReading
from lianzhan.kinds.article.values import Article
from lianzhan.model.catalog import NEVER

HEAD = "title: 一\ndate: 2026-03-08\noffer: national\nstatus: approved"


def test_an_article_that_names_no_unit_is_its_sites() -> None:
    plain, _ = READING.make(written(HEAD))
    named, _ = READING.make(written(f"{HEAD}\nunit: 长沙市妇联"))
    assert (plain.unit, named.unit) == ("湖南省妇联", "长沙市妇联")


@pytest.mark.parametrize("kind", ["article", "page"])
def test_an_entry_says_what_it_is_and_where_it_is_offered(kind: str) -> None:
    reading = ArticleReading(kind)
    value, problems = reading.make(written(HEAD))
    entry = reading.entry(value, NEVER)
    assert (entry.kind, entry.offer, entry.status) == (kind, "national", "approved")
    assert (entry.path, entry.site, entry.column, entry.name) == (
        "hunan/articles/news/x.md", "hunan", "news", "x",
    )  # fmt: skip
    assert problems == ()
    assert [*reading.moments(value, NOW)] == []


def test_a_repost_is_known_as_one_and_offered_nowhere() -> None:
    plain, _ = READING.make(written(HEAD))
    repost, _ = READING.make(written(f"{HEAD}\nkind: repost\nsource: 新华网"))
    entries = [READING.entry(value, NOW) for value in (plain, repost)]
    assert [(entry.is_repost, entry.offer) for entry in entries] == [
        (False, "national"),
        (True, ""),
    ]


def test_what_is_said_of_a_source_changes_with_its_day() -> None:
    value, _ = READING.make(written(f"{HEAD}\nsource: {{name: 新华网, date: 2026-03-01}}"))
    assert [f"{moment:%Y-%m-%d %H:%M %z}" for moment in READING.moments(value, NOW)] == [
        "2026-03-01 00:00 +0800"
    ]


def test_each_key_of_the_table_is_a_field_of_an_article() -> None:
    assert {key.name for key in KEYS} <= Article.__dataclass_fields__.keys()
