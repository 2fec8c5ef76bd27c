"""Rules of reposts, as tables of what is allowed and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places
from lianzhan.kinds.article.rules.reposts import (
    not_offered,
    repost_source,
    source_before,
    source_listed,
    source_published,
)
from lianzhan.kinds.article.values import Source
from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import Severity
from lianzhan.model.sources import ListedSource, SourcePolicy

HEAD = (("title", 2), ("date", 3))
LISTED = (
    ListedSource("新华网", ("news.cn", "xinhuanet.com"), "central-media"),
    ListedSource("人民网", ("people.com.cn",), "central-media"),
)
AT_XINHUA = "https://www.news.cn/a.html"


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


def found(
    source: Source | None, unlisted: str = "error", kind: str = "repost"
) -> list[tuple[str, str]]:
    federation = replace(FEDERATION, sources=SourcePolicy(LISTED, unlisted))
    read = article(keys=(*HEAD, ("source", 5)), kind=kind, source=source)
    problems = list(source_listed(read, HUNAN, federation))
    assert {fault.line for fault in problems} <= {5}
    return [(fault.code, fault.severity.value) for fault in problems]


UNLISTED = ("source-unlisted", "error")


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        (Source("新华网"), []),
        (Source("新华网", AT_XINHUA), []),
        (Source("新华网", "http://www.xinhuanet.com/a"), []),
        (Source("人民网", "https://people.com.cn/"), []),
        (Source("某某网"), [UNLISTED]),
        (Source("新华社", AT_XINHUA), [UNLISTED]),
        (Source("某某网", "https://example.org/"), [UNLISTED, UNLISTED]),
        (Source("新华网", "https://evilxinhuanet.com/"), [UNLISTED]),
        (Source("新华网", "https://xinhuanet.com.evil.example/"), [UNLISTED]),
        (Source("人民网", AT_XINHUA), [("source-mismatch", "error")]),
        (Source("新华网", "https://WWW.news.cn/"), [("source-host", "error")]),
        (Source("新华网", "https://news.cn:8080/"), [("source-host", "error")]),
        (Source("新华网", "https://news.cn./"), [("source-host", "error")]),
        (Source("新华网", "https://xn--ews-qdd.cn/"), [("source-host", "error")]),
        (Source("新华网", "https://nеws.cn/"), [("source-host", "error")]),
        (Source("新华网", "https://1.2.3.4/"), [("source-host", "error")]),
        (Source(""), []),
        (None, []),
    ],
)
def test_a_repost_is_from_a_source_that_is_listed(
    source: Source | None, problems: list[tuple[str, str]]
) -> None:
    assert found(source) == problems
    assert found(source, "off") == []
    assert found(source, kind="original") == []


def test_what_is_not_listed_is_what_the_policy_says_and_a_false_name_stays_an_error() -> None:
    assert found(Source("某某网", "https://example.org/"), "warning") == [
        ("source-unlisted", "warning"),
        ("source-unlisted", "warning"),
    ]
    assert found(Source("人民网", AT_XINHUA), "warning") == [("source-mismatch", "error")]
    assert found(Source("新华网", "https://News.cn/"), "warning") == [("source-host", "error")]


def test_without_a_list_a_repost_may_be_from_anywhere() -> None:
    read = article(keys=HEAD, kind="repost", source=Source("某某网", "https://1.2.3.4/"))
    assert places(source_listed(read, HUNAN, FEDERATION)) == []


@pytest.mark.parametrize(
    ("source", "nearest"),
    [
        (Source("新化网"), "新华网"),
        (Source("新华社", "https://www.people.com.cn/a"), "人民网"),
        (Source("abc"), "—"),
    ],
)
def test_a_name_is_told_the_nearest_that_of_its_address_first(source: Source, nearest: str) -> None:
    federation = replace(FEDERATION, sources=SourcePolicy(LISTED))
    (fault,) = source_listed(article(keys=HEAD, kind="repost", source=source), HUNAN, federation)
    assert dict(fault.details) == {"name": source.name, "nearest": nearest}
    assert fault.severity is Severity.ERROR


MARCH_8 = datetime(2026, 3, 8, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("day", "when", "problems"),
    [
        (None, MARCH_8, []),
        (date(2026, 3, 7), MARCH_8, []),
        (date(2026, 3, 8), MARCH_8, []),
        (date(2026, 3, 9), MARCH_8, [(5, "source-later")]),
        (date(2026, 3, 9), NEVER, []),
    ],
)
def test_a_source_is_no_later_than_what_is_from_it(
    day: date | None, when: datetime, problems: list[tuple[int, str]]
) -> None:
    read = article(keys=(*HEAD, ("source", 5)), date=when, source=Source("甲", "", day))
    assert places(source_before(read, HUNAN, FEDERATION)) == problems


@pytest.mark.parametrize(("hour", "problems"), [(15, [(5, "source-future")]), (16, []), (17, [])])
def test_a_source_has_come_with_the_first_moment_of_its_day(
    hour: int, problems: list[tuple[int, str]]
) -> None:
    source = Source("甲", "", date(2026, 3, 8))
    read = article(keys=(*HEAD, ("source", 5)), date=MARCH_8, source=source)
    now = datetime(2026, 3, 7, hour, tzinfo=UTC)  # 16:00 is midnight in Shanghai
    assert places(source_published(read, now)) == problems


def test_a_source_without_a_day_is_never_still_to_come() -> None:
    assert places(source_published(article(source=Source("甲")), MARCH_8)) == []


@pytest.mark.parametrize(
    ("kind", "offer", "problems"),
    [
        ("original", "province", []),
        ("repost", "", []),
        ("repost", "province", [(5, "repost-offered")]),
    ],
)
def test_a_repost_is_not_offered(kind: str, offer: str, problems: list[tuple[int, str]]) -> None:
    read = article(keys=(*HEAD, ("offer", 5)), kind=kind, offer=offer)
    assert places(not_offered(read, HUNAN, FEDERATION)) == problems
