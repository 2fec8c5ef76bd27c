"""A pick names an article, and perhaps a column; without an article it is none."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import NOW

from kinds.written import written
from lianzhan.kinds.pick.reading import READING
from lianzhan.model.catalog import NEVER, Pick

FILE = "hunan/picks.toml"


@pytest.mark.parametrize(
    ("head", "article", "column"),
    [
        ("article: ' a/b.md '", "a/b.md", None),
        ("article: a.md\ncolumn: news", "a.md", "news"),
        ("article: a.md\ncolumn: ''", "a.md", None),
    ],
)
def test_a_pick_is_read(head: str, article: str, column: str | None) -> None:
    pick, problems = READING.make(written(head, FILE, line=7))
    assert pick == Pick("hunan", article, column, FILE, 7)
    assert problems == ()
    assert READING.entry(pick, NEVER) is pick
    assert [*READING.moments(pick, NOW)] == []


@pytest.mark.parametrize("head", ["column: news", "article: ''", "article: [a.md]"])
def test_what_names_no_article_is_no_pick(head: str) -> None:
    pick, problems = READING.make(written(head, FILE))
    assert pick is None
    assert len(problems) == head.count("[")


def test_a_pick_says_who_picked_when_and_where_that_is_written() -> None:
    head = "article: a.md\nby: 戊\non: 2026-06-02"
    pick, problems = READING.make(written(head, FILE))
    assert (pick.by, pick.on, pick.on_line, problems) == ("戊", date(2026, 6, 2), 4, ())
    pick, (fault,) = READING.make(written("article: a.md\non: 昨天", FILE))
    assert (pick.on, fault.code, fault.line) == (None, "bad-value", 3)
