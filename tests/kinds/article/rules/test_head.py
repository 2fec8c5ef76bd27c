"""Rules of an article's head, as tables of what is allowed and what is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places
from lianzhan.kinds.article.rules.head import updated_after
from lianzhan.model.catalog import NEVER

HEAD = (("title", 2), ("date", 3))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "updated", "found"),
    [
        (at(8, 9), None, []),
        (at(8, 9), at(8, 7), []),
        (at(8, 9), at(9, 0), []),
        (at(8, 9), at(7, 23), [(4, "updated-first")]),
        (NEVER, at(8, 9), []),
    ],
)
def test_an_article_is_updated_on_its_day_or_later(
    date: datetime, updated: datetime | None, found: list[tuple[int, str]]
) -> None:
    read = article(keys=(*HEAD, ("updated", 4)), date=date, updated=updated)
    assert places(updated_after(read, HUNAN, FEDERATION)) == found


def test_what_was_updated_first_is_told_with_both_days() -> None:
    read = article(keys=HEAD, date=at(8, 9), updated=at(7, 9))
    (told,) = updated_after(read, HUNAN, FEDERATION)
    days = {key: str(day) for key, day in told.details}
    assert days == {"updated": "2026-03-07", "date": "2026-03-08"}
