"""Dates that can't be."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import findings, found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("到2月30日止", "2月30日"),
        ("到2026年2月29日止", "2026年2月29日"),
        ("到2026 年 2 月 29 日止", "2026 年 2 月 29 日"),
        ("4月31日", "4月31日"),
        ("13月1日", "13月1日"),
        ("0月5日", "0月5日"),
        ("3月0日", "3月0日"),
        ("3月32号", "3月32号"),
        ("二〇二六年二月二十九日", "二〇二六年二月二十九日"),
        ("二月三十日", "二月三十日"),
        ("十三月一日", "十三月一日"),
        ("２０２６年２月３０日", "２０２６年２月３０日"),
        ("2026-02-30 之前", "2026-02-30"),
        ("2026/4/31", "2026/4/31"),
        ("2026.02.29", "2026.02.29"),
        ("2026年3月9日（星期日）", "2026年3月9日（星期日）"),
        ("2026年3月9日周二", "2026年3月9日周二"),
        ("2026年3月9日 (礼拜天)", "2026年3月9日 (礼拜天)"),
        ("二〇二六年三月九日星期三", "二〇二六年三月九日星期三"),
    ],
)
def test_a_day_that_is_none(text: str, words: str) -> None:
    assert found("impossible-date", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "2月29日",
        "2028年2月29日",
        "2000年2月29日",
        "二月二十九日",
        "2026年3月9日（星期一）",
        "2026年3月8日星期天",
        "2026年3月8日（周日）",
        "2026年3月8日周年庆",
        "3月9日（星期日）",
        "农历2月30日",
        "农历二月三十日",
        "腊月三十日",
        "12月31日",
        "共12个月30日",
        "2026年2月",
        "2026-3-8",
        "2026.13.1 版",
        "编号 2026-02-301",
        "1.2月30日均线",
        "`2月30日`",
        "https://example.org/2026/02/30/",
        "2026年2月28日—3月1日",
        "三月",
    ],
)
def test_a_day_that_may_be(text: str) -> None:
    assert found("impossible-date", text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026年2月29日", "这个月有 28 天"),
        ("2月30日", "这个月至多有 29 天"),
        ("4月31日", "这个月有 30 天"),
        ("1月32日", "这个月有 31 天"),
        ("13月1日", "一年有 12 个月"),
        ("2026年3月9日（星期日）", "那一天是星期一"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(text: str, why: str) -> None:
    (finding,) = findings("impossible-date", text)
    assert dict(finding.more) == {"what": why}
    assert finding.mending is None
