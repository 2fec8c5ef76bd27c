"""Rules of place: the column is there, and the text fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places
from lianzhan.kinds.article.rules.columns import column_exists, text_length
from lianzhan.model.body import Body

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article


@pytest.mark.parametrize(
    ("column", "problems"),
    [
        ("news", []),
        ("theory", []),
        (None, []),
        ("stories", [(1, "unknown-column")]),
        ("News", [(1, "unknown-column")]),
        ("", [(1, "unknown-column")]),
    ],
)
def test_a_column_is_visible_at_the_site(
    column: str | None, problems: list[tuple[int, str]]
) -> None:
    assert places(column_exists(article(column), HUNAN, FEDERATION)) == problems


def test_an_unknown_column_is_told_with_those_there_are() -> None:
    (found,) = column_exists(article("stories"), HUNAN, FEDERATION)
    details = dict(found.details)
    assert details["columns"] == "theory, news, activity"
    assert details["config"] == "hunan/site.toml"


@pytest.mark.parametrize(
    ("read", "problems"),
    [
        (article("activity", body=Body(characters=10)), []),
        (article("activity", body=Body(characters=11)), [(1, "text-too-long")]),
        (article("news", body=Body(characters=100_000)), []),
        (article("stories", body=Body(characters=100_000)), []),
        (article(None, body=Body(characters=100_000)), []),
    ],
    ids=["at the limit", "above", "no limit", "no such column", "page"],
)
def test_a_text_is_no_longer_than_its_column_allows(
    read: Article, problems: list[tuple[int, str]]
) -> None:
    assert places(text_length(read, HUNAN, FEDERATION)) == problems


def test_how_long_an_entry_may_be_its_campaign_says() -> None:
    read = article("activity", body=Body(characters=1_000_000), campaign="网上行")
    assert places(text_length(read, HUNAN, FEDERATION)) == []
