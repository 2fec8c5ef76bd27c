"""Where topics show, and what they draw: by name, column, tag and site, at their own site alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kinds.placed import FEDERATION, catalog
from lianzhan.kinds.topic.placing import PLACING
from lianzhan.model.catalog import DRAWN, OWN, PUSHED, Catalog, Entry

Facts = list[tuple[str, str]]


def entry(path: str, kind: str, day: int, facts: Facts, column: str | None = None) -> Entry:
    where, _, name = path.partition("/")[0], "", path.rpartition("/")[2].rpartition(".")[0]
    date = datetime(2026, 3, day, tzinfo=UTC)
    found = Entry(path, where, column, name, "", date, "", "approved", kind=kind)
    return found._replace(facts=tuple(facts))


def article(where: str, name: str, day: int = 1, column: str = "news", *tags: str) -> Entry:
    facts = [("tag", tag) for tag in tags]
    return entry(f"{where}/articles/{column}/{name}.md", "article", day, facts, column)


def topic(where: str, *facts: tuple[str, str], phase: str = "open") -> Entry:
    return entry(f"{where}/topics/t.toml", "topic", 1, [*facts])._replace(phase=phase)


def places(found: Catalog, why: str, missing: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    published = {*found.entries} - {*missing}
    every = PLACING.places(FEDERATION, found, published)
    return [(p.site, found.entries[p.path].name) for p in every if p.why == why]


def codes(found: Catalog) -> list[tuple[int, str, str]]:
    every = PLACING.problems(FEDERATION, found, found.entries)
    return [(p.line, p.code, dict(p.details).get("nearest", "")) for p in every]


A = article("hunan", "a", 1, "theory", "反诈")
B = article("changsha", "b", 2, "news", "反诈", "老人")
C = article("furong", "c", 3, "news", "老人")
D = article("hengyang", "d", 4, "news")
E = article("hubei", "e", 5, "news", "反诈")


@pytest.mark.parametrize(
    ("where", "facts", "drawn"),
    [
        ("hunan", [("columns", "news")], "dcb"),
        ("changsha", [("columns", "news")], "cb"),
        ("hunan", [("columns", "news"), ("columns", "theory")], "dcba"),
        ("hunan", [("tags", "反诈")], "ba"),
        ("hunan", [("tags", "反诈"), ("columns", "theory")], "a"),
        ("hunan", [("tags", "反诈"), ("tags", "老人")], "cba"),
        ("hunan", [("sites", "hubei"), ("sites", "furong")], "ec"),
        ("hunan", [("sites", "hubei"), ("columns", "theory")], ""),
        ("hunan", [("articles", A.path), ("columns", "news")], "adcb"),
        ("furong", [("articles", E.path), ("articles", C.path), ("columns", "news")], "ec"),
        ("furong", [("articles", E.path), ("articles", "none")], "e"),
        ("hunan", [("columns", "news"), ("closes", "2026-03-03T00:00:00+00:00")], "b"),
        ("furong", [], ""),
    ],
)
def test_a_topic_draws_what_fits_the_newest_first(where: str, facts: Facts, drawn: str) -> None:
    found = catalog(A, B, C, D, E, topic(where, *facts))
    assert places(found, DRAWN) == [(where, name) for name in drawn]
    assert places(found, OWN) == ([(where, "t")] if drawn else [])


def test_what_is_not_published_is_not_drawn() -> None:
    found = catalog(A, B, C, D, topic("hunan", ("columns", "news"), ("articles", D.path)))
    assert places(found, DRAWN, (D.path,)) == [("hunan", "c"), ("hunan", "b")]


@pytest.mark.parametrize(
    ("push", "phase", "shown"),
    [
        (["*"], "open", ["changsha", "furong", "hengyang"]),
        (["city"], "open", ["changsha", "hengyang"]),
        (["furong", "hubei"], "open", ["furong"]),
        ([], "open", []),
        (["*"], "closed", []),
    ],
)
def test_a_topic_is_pushed_while_it_is_open(push: list[str], phase: str, shown: list[str]) -> None:
    facts = [("push", name) for name in push]
    found = catalog(A, B, topic("hunan", ("columns", "news"), *facts, phase=phase))
    assert [site for site, _ in places(found, PUSHED)] == shown


def test_a_topic_that_draws_nothing_shows_nowhere_and_is_named() -> None:
    found = catalog(A, topic("hunan", ("columns", "news"), ("push", "*")))
    assert places(found, PUSHED) == places(found, OWN) == []
    assert codes(found) == [(0, "topic-empty", "")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("articles", "hunan/none.md")], (7, "topic-article", "")),
        ([("columns", "storis")], (7, "topic-column", "stories")),
        ([("tags", "反炸")], (7, "topic-tag", "反诈")),
        ([("sites", "hengyan")], (7, "topic-site", "hengyang")),
        ([("push", "changsa")], (7, "topic-push", "changsha")),
        ([("push", "hubei")], (7, "topic-push", "—")),
    ],
)
def test_what_is_named_and_not_there_is_told(facts: Facts, expected: tuple[int, str, str]) -> None:
    known = [("articles", A.path), (f"line:{facts[0][0]}", "7")]
    found = catalog(A, B, topic("hunan", *known, *facts))
    assert codes(found) == [expected]


def test_a_column_of_the_sites_that_it_draws_from_is_enough() -> None:
    facts = [("articles", A.path), ("columns", "stories")]
    assert codes(catalog(A, topic("hunan", *facts))) == []
    assert [code for _, code, _ in codes(catalog(A, topic("furong", *facts)))] == ["topic-column"]
