"""The keys of a topic: days, the banner, what it draws, where it is pushed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from topic_town import topic

from kinds.written import CONTEXT, ZONE
from lianzhan.kinds.placing import ALL_BELOW
from lianzhan.kinds.topic.keys import KEYS, MOST
from lianzhan.kinds.topic.reading import READING
from lianzhan.kinds.topic.values import CLOSED, OPEN
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import NEVER
from lianzhan.reading.toml_documents import toml_front
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from lianzhan.kinds.topic.values import Topic
    from lianzhan.model.problem import Problem

PATH = "hunan/topics/x.toml"


def read(**values: str) -> tuple[Topic, list[tuple[int, str]]]:
    front = toml_front(topic(**values), PATH, KEYS)
    origin = Origin(PATH, "digest", "hunan", None, "x")
    value, problems = READING.make(Written(origin, front, Body(), CONTEXT))
    every: tuple[Problem, ...] = (*front.problems, *problems)
    return value, [(p.line, p.code) for p in every]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("closes", "end"),
    [
        ("2026-10-31", at("2026-11-01 00:00")),
        ('"2026年10月31日"', at("2026-11-01 00:00")),
        ("2026-10-31T18:00:00", at("2026-10-31 18:00")),
        ('"2026-10-31 18:00"', at("2026-10-31 18:00")),
    ],
)
def test_a_day_is_the_last_one_and_a_time_is_an_end(closes: str, end: datetime) -> None:
    value, faults = read(closes=closes)
    assert faults == []
    assert value.closes == end
    assert (value.phase(end), value.phase(replace_second(end))) == (CLOSED, OPEN)
    assert [*READING.moments(value, end)] == [end]


def replace_second(moment: datetime) -> datetime:
    return datetime.fromtimestamp(moment.timestamp() - 1, ZONE)


def test_its_date_is_the_moment_at_which_it_opens() -> None:
    value, _ = read(opens="2026-10-01")
    assert value.date == value.opens == at("2026-10-01 00:00")
    assert [*READING.moments(value, value.date)] == []
    unread, faults = read(opens='"bald"')
    assert unread.date == NEVER
    assert faults == [(2, "bad-value")]


def test_what_it_draws_is_read_as_names_and_paths() -> None:
    value, faults = read(
        columns='["news", "theory"]',
        tags='["反诈"]',
        sites='["hunan"]',
        articles='["/hunan/articles/news/a.md", "../articles/news/b.md", "/hunan/articles/news/a.md"]',
    )
    assert faults == []
    assert (value.columns, value.tags, value.sites) == (("news", "theory"), ("反诈",), ("hunan",))
    assert [named.path for named in value.articles] == [
        "hunan/articles/news/a.md",
        "hunan/articles/news/b.md",
    ]


@pytest.mark.parametrize(
    ("push", "expected"),
    [
        ("true", (ALL_BELOW,)),
        ("false", ()),
        ('["changsha", "county"]', ("changsha", "county")),
        ('"county"', ("county",)),
    ],
)
def test_push_is_for_all_below_or_for_those_named(push: str, expected: tuple[str, ...]) -> None:
    value, faults = read(push=push)
    assert (value.push, faults) == (expected, [])


def test_a_banner_is_a_picture_with_its_text() -> None:
    value, faults = read(banner='{src = "p.jpg", alt = "一盏灯"}')
    assert (value.banner, faults) == (Image("p.jpg", "一盏灯", 3), [])
    assert value.images == (value.banner,)
    bare, _ = read(banner='"p.jpg"')
    assert bare.banner == replace(Image("p.jpg", "", 3))


@pytest.mark.parametrize(
    "values",
    [
        {"closes": '"nie"'},
        {"closes": "[]"},
        {"banner": "[1]"},
        {"banner": '{alt = "x"}'},
        {"banner": '{src = "x", href = "y"}'},
        {"articles": '["https://example.org/a"]'},
        {"articles": "[[1]]"},
        {"articles": str([f"/a/{n}" for n in range(MOST + 1)])},
        {"columns": "{a = 1}"},
        {"push": "[[1]]"},
    ],
)
def test_what_can_not_be_read_is_named(values: dict[str, str]) -> None:
    _, faults = read(**values)
    assert faults == [(3, "bad-value")]


def test_its_identity_is_that_of_its_oldest_address() -> None:
    value, faults = read(aliases='["topics/alt", "/topics/neu/", "topics/x"]')
    assert faults == []
    assert value.identity == "hunan/topics/alt.toml"
    assert [alias.name for alias in value.moved_from] == ["topics/alt", "topics/neu"]
    assert [alias.file for alias in value.moved_from] == [
        "topics/alt/index.html",
        "topics/neu/index.html",
    ]
    assert read(aliases='["news/alt"]')[1] == [(3, "bad-alias")]
