"""What a work lacks that its call asks for: found once all sites are read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kinds.written import written
from lianzhan.kinds.article.answers import facts_of_works, unanswered
from lianzhan.kinds.article.reading import READING
from lianzhan.model.catalog import Catalog, Entry

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CALL, WORK = "hunan/articles/notices/call.md", "hunan/articles/news/x.md"
FORM = "call: {to: 'https://example.org/a', asks: [age, school]}"


def entry(head: str, path: str = WORK) -> Entry:
    return READING.entry(READING.make(written(f"title: 题\n{head}", path))[0], NOW)


def found(call: str, work: str) -> list[tuple[int, str, str]]:
    entries = {each.path: each for each in (entry(call, CALL), entry(work))}
    problems = unanswered(Catalog(entries), {*entries})
    return [(p.line, p.code, dict(p.details).get("missing", "")) for p in problems]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("age: 成人, school: 示例小学", []),
        ("age: 成人, unit: 示例厂", []),
        ("age: 成人", [(3, "work-incomplete", "school")]),
        ("school: 示例小学", [(3, "work-incomplete", "age")]),
        ("form: 绘画", [(3, "work-incomplete", "age, school")]),
    ],
)
def test_a_work_says_what_its_call_asks(parts: str, expected: list[tuple[int, str, str]]) -> None:
    work = f"work: {{author: 甲, {parts}, answers: ../notices/call.md}}"
    assert found(FORM, work) == expected


def test_a_call_that_asks_nothing_gets_all() -> None:
    call = "call: {to: 'https://example.org/a'}"
    assert found(call, "work: {author: 甲, answers: ../notices/call.md}") == []


def test_what_answers_something_else_than_a_call_is_named() -> None:
    assert found("tags: 无", "work: {author: 甲, answers: ../notices/call.md}") == [
        (3, "work-incomplete", "")
    ]


@pytest.mark.parametrize("target", ["../notices/gone.md", "https://example.org/call"])
def test_a_call_that_is_elsewhere_asks_nothing(target: str) -> None:
    assert found(FORM, f"work: {{author: 甲, answers: '{target}'}}") == []


def test_what_is_not_published_is_not_asked() -> None:
    each = entry("work: {author: 甲, answers: ../notices/call.md}")
    catalog = Catalog({each.path: each, CALL: entry(FORM, CALL)})
    assert [*unanswered(catalog, {CALL})] == []
    assert [*unanswered(catalog, {CALL, WORK})] != []


def test_other_articles_say_nothing_of_the_kind() -> None:
    article, _ = READING.make(written("title: 题\nwork: {author: 甲}"))
    assert facts_of_works(article) == ()
