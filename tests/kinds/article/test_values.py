"""An article as it was read: where its keys stand, and which pictures it shows."""

from __future__ import annotations

from datetime import UTC, datetime

from lianzhan.kinds.article.values import Article
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import NEVER


def article(**values: object) -> Article:
    return Article(path="hunan/articles/news/x.md", site="hunan", column="news", name="x", **values)  # type: ignore[arg-type]


def test_a_key_is_found_at_its_first_line() -> None:
    read = article(keys=(("title", 2), ("date", 3), ("title", 7)))
    assert [read.line(key) for key in ("title", "date")] == [2, 3]


def test_a_key_that_does_not_stand_is_looked_for_at_the_first_line() -> None:
    assert article(keys=(("title", 2),)).line("date") == 1


def test_the_cover_is_the_first_of_the_pictures() -> None:
    cover = Image("cover.jpg", "", 4, decorative=True)
    inside = Image("inside.jpg", "一棵树", 12)
    body = Body(images=(inside,))
    assert article(cover=cover, body=body).images == (cover, inside)
    assert article(body=body).images == (inside,)


def test_what_was_not_written_keeps_the_gate_shut() -> None:
    plain = article()
    assert plain.status == "submitted"
    assert plain.date == NEVER
    assert plain.review == ()
    assert datetime(9999, 12, 31, 23, 59, tzinfo=UTC) < NEVER
