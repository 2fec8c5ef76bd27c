"""Rules of front matter, as tables of what is allowed and what is not."""

from __future__ import annotations

import pytest
from kinds.article.rules.example import FEDERATION, HUNAN, article, places

from lianzhan.kinds.article.rules.keys import (
    KNOWN,
    duplicate_keys,
    repost_source,
    required_keys,
    title_length,
    unknown_keys,
)
from lianzhan.kinds.article.values import Article, Source

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
    assert places(required_keys(read, HUNAN, FEDERATION)) == problems


@pytest.mark.parametrize("key", KNOWN)
def test_a_known_key_is_allowed(key: str) -> None:
    assert list(unknown_keys(article(keys=((key, 2),)), HUNAN, FEDERATION)) == []


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
    found = unknown_keys(article(keys=(*HEAD, (key, 7))), HUNAN, FEDERATION)
    assert places(found) == [(7, "unknown-key")]


def test_a_slip_is_told_with_the_nearest_key() -> None:
    (found,) = unknown_keys(article(keys=(("titel", 2),)), HUNAN, FEDERATION)
    assert dict(found.details)["nearest"] == "title"


def test_a_key_of_any_length_fits_a_message() -> None:
    keys = (("x" * 9000, 2), ("x" * 9000, 3))
    for rule in (unknown_keys, duplicate_keys):
        for found in rule(article(keys=keys), HUNAN, FEDERATION):
            assert len(dict(found.details)["key"]) == 40


def test_a_key_stands_once() -> None:
    keys = (("title", 2), ("status", 3), ("title", 4), ("status", 5), ("status", 6))
    found = places(duplicate_keys(article(keys=keys), HUNAN, FEDERATION))
    assert found == [(4, "duplicate-key"), (5, "duplicate-key"), (6, "duplicate-key")]


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("字" * 60, []),
        ("字" * 61, [(2, "title-too-long")]),
        ("字" * 59 + "Federation2026", []),
        ("", []),
    ],
)
def test_a_title_has_at_most_sixty_characters(title: str, problems: list[tuple[int, str]]) -> None:
    read = article(keys=HEAD, title=title)
    assert places(title_length(read, HUNAN, FEDERATION)) == problems


@pytest.mark.parametrize(
    ("kind", "source", "problems"),
    [
        ("original", None, []),
        ("repost", Source("新华网"), []),
        ("repost", Source("", "https://example.org"), [(4, "repost-source")]),
        ("repost", None, [(4, "repost-source")]),
    ],
)
def test_a_repost_names_its_source(
    kind: str, source: Source | None, problems: list[tuple[int, str]]
) -> None:
    read = article(keys=(*HEAD, ("kind", 4)), kind=kind, source=source)
    assert places(repost_source(read, HUNAN, FEDERATION)) == problems
