"""Keys of entries: one campaign, its theme, who offered it upward and when."""

from __future__ import annotations

from datetime import date

import pytest

from kinds.written import written
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Article, Offered
from lianzhan.reading.meant_words import meant_key


def read(head: str) -> tuple[Article, list[tuple[str, int, str]]]:
    """An article, and code, line and key (or "") of each problem."""
    article, problems = READING.make(written(f"title: 题\n{head}"))
    return article, [(p.code, p.line, dict(p.details).get("key", "")) for p in problems]


def test_an_entry_says_its_campaign_and_theme() -> None:
    article, problems = read("campaign: 网上行\ntheme: 家风")
    assert (article.campaign, article.theme, problems) == ("网上行", "家风", [])


def test_several_campaigns_are_an_error_and_none_of_them_counts() -> None:
    article, problems = read("campaign: [网上行, 春风行动]")
    assert (article.campaign, problems) == ("", [("several-campaigns", 3, "")])


@pytest.mark.parametrize("value", ["[网上行]", "{name: 网上行}", "[[a, b]]"])
def test_another_shape_is_no_campaign(value: str) -> None:
    article, problems = read(f"campaign: {value}")
    assert (article.campaign, problems) == ("", [("bad-value", 3, "campaign")])


def test_an_offer_says_who_and_when() -> None:
    article, problems = read("offered: {by: 丁, at: 2026年5月2日}")
    assert (article.offered, problems) == (Offered("丁", date(2026, 5, 2)), [])
    assert read("tags: 无")[0].offered is None


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("丁", ("bad-value", 3, "offered")),
        ("{by: 丁}", ("missing-key", 3, "offered.at")),
        ("{at: 2026-05-02}", ("missing-key", 3, "offered.by")),
        ("{by: 丁, at: 昨天}", ("bad-value", 3, "offered.at")),
        ("{by: 丁, at: 2026-05-02, to: city}", ("unknown-key", 3, "offered.to")),
        ("{by: 丁, at: 2026-05-02, at: 2026-05-03}", ("duplicate-key", 3, "offered.at")),
    ],
)
def test_what_is_amiss_with_an_offer_is_named(value: str, problem: tuple[str, int, str]) -> None:
    assert read(f"offered: {value}")[1] == [problem]


def test_parts_are_understood_in_chinese() -> None:
    _, problems = READING.make(written("offered: {推荐人: 丁, 日期: 2026-05-02}"))
    named = [dict(p.details).get("nearest") for p in problems if p.code == "unknown-key"]
    assert named == ["by", "at"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("活动主题", "theme"), ("主题", "theme"), ("主题活动", "campaign"), ("推荐人", "offered")],
)
def test_keys_are_known_by_their_chinese_names(said: str, meant: str) -> None:
    assert meant_key(said) == meant
