"""Rules of entries that need nothing but the article."""

from __future__ import annotations

import pytest
from conftest import FEDERATION

from kinds.written import written
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.rules.entries import offer_noted, theme_of_campaign
from lianzhan.model.federation import Site

SITE = Site("hunan", "湖南省妇联", "province", "hunan", ())
NOTED = "offered: {by: 丁, at: 2026-03-01}"


def found(head: str) -> list[tuple[str, int]]:
    article, _ = READING.make(written(head))
    rules = (theme_of_campaign, offer_noted)
    problems = [fault for rule in rules for fault in rule(article, SITE, FEDERATION)]
    assert not any(fault.is_error for fault in problems)
    return [(fault.code, fault.line) for fault in problems]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: 题\ntheme: 家风", [("theme-alone", 3)]),
        ("campaign: 网上行\ntheme: 家风", []),
        ("campaign: [甲, 乙]\ntheme: 家风", []),
        ("campaign: 网上行\noffer: province", [("offer-not-noted", 3)]),
        (f"campaign: 网上行\noffer: province\n{NOTED}", []),
        ("campaign: 网上行\noffer: province\noffered: {by: 丁}", []),
        ("offer: province", []),
        (f"title: 题\n{NOTED}", [("offer-not-noted", 3)]),
        (f"offer: province\n{NOTED}", []),
    ],
)
def test_a_theme_has_its_campaign_and_an_offer_its_note(
    head: str, expected: list[tuple[str, int]]
) -> None:
    assert found(head) == expected
