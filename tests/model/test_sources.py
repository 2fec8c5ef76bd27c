"""Whose an address is, by the hosts that sources have."""

from __future__ import annotations

import pytest

from lianzhan.model.codes import Severity
from lianzhan.model.sources import NO_SOURCES, ListedSource, SourcePolicy, source_at

XINHUA = ListedSource("新华网", ("news.cn", "xinhuanet.com"), "central-media")
LOCAL = ListedSource("新华网湖南频道", ("hn.news.cn",), "local-media")


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("https://news.cn/a", XINHUA),
        ("http://www.xinhuanet.com/2021/a.htm", XINHUA),
        ("https://hn.news.cn/a", LOCAL),
        ("https://www.hn.news.cn/a", LOCAL),
        ("https://evilxinhuanet.com/a", None),
        ("https://xinhuanet.com.evil.example/a", None),
        ("https://WWW.news.cn/a", None),
        ("https://news.cn:443/a", None),
        ("https://news.cn./a", None),
        ("https://xn--news-cn.news.cn/a", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("listed", [(XINHUA, LOCAL), (LOCAL, XINHUA)], ids=["wide", "narrow"])
def test_the_nearest_host_decides_whatever_the_order(
    listed: tuple[ListedSource, ...], address: str, owner: ListedSource | None
) -> None:
    assert source_at(address, listed) == owner


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        (NO_SOURCES, None),
        (SourcePolicy((), "error"), None),
        (SourcePolicy((XINHUA,)), Severity.ERROR),
        (SourcePolicy((XINHUA,), "warning"), Severity.WARNING),
        (SourcePolicy((XINHUA,), "off"), None),
    ],
)
def test_without_a_list_there_is_no_rule(policy: SourcePolicy, severity: Severity | None) -> None:
    assert policy.severity is severity
