"""Rules of front matter, as tables of what is allowed and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinds.rules.example import article, places
from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.rules.head import duplicate_keys, required_keys, unknown_keys

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Article

HEAD = (("title", 2), ("date", 3))


@pytest.mark.parametrize(
    ("read", "problems"),
    [
        (article(keys=HEAD, title="一"), []),
        (article(keys=(("title", 2),), title="一"), [(1, "missing-key")]),
        (article(keys=(("date", 2),)), [(1, "missing-key")]),
        (article(keys=HEAD, title=""), [(2, "missing-key")]),
        (article(keys=(("author", 2),)), [(1, "missing-key"), (1, "missing-key")]),
        (article(), []),
    ],
    ids=["both", "no date", "no title", "empty title", "neither", "no head, which is told already"],
)
def test_a_head_has_title_and_date(read: Article, problems: list[tuple[int, str]]) -> None:
    assert places(required_keys(read, KEYS)) == problems


@pytest.mark.parametrize("key", [key.name for key in KEYS])
def test_a_known_key_is_allowed(key: str) -> None:
    assert list(unknown_keys(article(keys=((key, 2),)), KEYS)) == []


@pytest.mark.parametrize(
    "key",
    [
        "save_as",
        "url",
        "slug",
        "template",
        "settings",
        "category",
        "__class__",
        "标题",
        "<<",
        "",
        "Title",
    ],
)
def test_any_other_key_is_not(key: str) -> None:
    found = unknown_keys(article(keys=(*HEAD, (key, 7))), KEYS)
    assert places(found) == [(7, "unknown-key")]


def test_a_slip_is_told_with_the_nearest_key() -> None:
    (found,) = unknown_keys(article(keys=(("titel", 2),)), KEYS)
    assert dict(found.details)["nearest"] == "title"


def test_a_key_of_any_length_fits_a_message() -> None:
    keys = (("x" * 9000, 2), ("x" * 9000, 3))
    read = article(keys=keys)
    for found in (*unknown_keys(read, KEYS), *duplicate_keys(read)):
        assert len(dict(found.details)["key"]) == 40


def test_a_key_stands_once() -> None:
    keys = (("title", 2), ("status", 3), ("title", 4), ("status", 5), ("status", 6))
    found = places(duplicate_keys(article(keys=keys)))
    assert found == [(4, "duplicate-key"), (5, "duplicate-key"), (6, "duplicate-key")]
