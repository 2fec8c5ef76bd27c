"""The key `source`: a name, or its parts, each checked for itself."""

from __future__ import annotations

from datetime import date

import pytest

from kinds.written import written
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Source

WHOLE = "https://www.news.cn/a.html"


def read(line: str) -> tuple[Source | None, list[tuple[str, str]]]:
    value, problems = READING.make(written(f"title: 一\n{line}"))
    return value.source, [(fault.code, dict(fault.details)["key"]) for fault in problems]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("source: 新华网", Source("新华网")),
        ("source: {name: 新华网}", Source("新华网")),
        (f"source: {{name: 新华网, url: {WHOLE}}}", Source("新华网", WHOLE)),
        ("source: {name: 甲, date: 2021年10月23日}", Source("甲", "", date(2021, 10, 23))),
        (
            f"source:\n  name: 甲\n  url: {WHOLE}\n  date: 2021-10-23",
            Source("甲", WHOLE, date(2021, 10, 23)),
        ),
    ],
)
def test_a_source_has_a_name_an_address_and_a_day(line: str, source: Source) -> None:
    assert read(line) == (source, [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("source: [新华网]", ("bad-value", "source")),
        ("source: {name: 甲, site: 乙}", ("unknown-key", "source.site")),
        ("source: {name: 甲, name: 乙}", ("duplicate-key", "source.name")),
        ("source: {name: [甲]}", ("bad-value", "source.name")),
        ("source: {name: 甲, date: 2021-10}", ("bad-value", "source.date")),
        ("source: {name: 甲, date: 2021-02-30}", ("bad-value", "source.date")),
        ("source: {name: 甲, url: 'javascript:alert(1)'}", ("bad-value", "source.url")),
        ("source: {name: 甲, url: 'https://news.cn@evil.example/'}", ("bad-value", "source.url")),
    ],
)
def test_each_part_that_can_not_be_read_is_named(line: str, fault: tuple[str, str]) -> None:
    assert read(line)[1] == [fault]


@pytest.mark.parametrize(
    ("part", "nearest"), [("nmae", "name"), ("来源", "name"), ("原文网址", "url"), ("link", "—")]
)
def test_an_unknown_part_is_told_the_nearest(part: str, nearest: str) -> None:
    _, problems = READING.make(written(f"title: 一\nsource: {{name: 甲, {part}: 乙}}"))
    assert dict(problems[0].details)["nearest"] == nearest
