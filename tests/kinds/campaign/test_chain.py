"""Entries rise level by level: gaps and quotas keep a pick from adopting, slips of notes do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinds.campaign.entered import FEDERATION, TERMS, campaign, entry
from lianzhan.kinds.campaign.chain import Chain
from lianzhan.kinds.campaign.lookup import Campaigns
from lianzhan.kinds.campaign.terms import Quota, Terms
from lianzhan.model.catalog import Catalog, Entry, Pick

IN_STEPS = replace(TERMS, chain=("city", "province"))


def pick(where: str, picked: Entry, line: int = 1, on: date | None = date(2026, 6, 2)) -> Pick:
    by = "戊" if on else ""
    return Pick(where, picked.path, None, f"{where}/picks.toml", line, by, on, line + 3)


def chain(terms: Terms, entries: list[Entry], *picks: Pick) -> Chain:
    there = Campaigns(FEDERATION, (campaign(terms),))
    catalog = Catalog({each.path: each for each in entries})
    return Chain(FEDERATION, catalog, there, tuple((each, each.article) for each in picks))


def refused(terms: Terms, entries: list[Entry], *picks: Pick) -> list[tuple[str, int, str]]:
    """Where picks adopt nothing, and why."""
    found = chain(terms, entries, *picks).refused
    assert all(not fault.is_error for fault in found.values())
    assert all((fault.path, fault.line) == (p.path, p.line) for p, fault in found.items())
    return [(p.site, p.line, fault.code) for p, fault in found.items()]


def test_a_city_then_the_province_may_pick() -> None:
    sent = entry()
    assert refused(IN_STEPS, [sent], pick("hunan", sent), pick("changsha", sent)) == []


def test_the_province_waits_for_the_city_between() -> None:
    sent = entry()
    (fault,) = chain(IN_STEPS, [sent], pick("hunan", sent)).refused.values()
    assert fault.code == "pick-chain-gap"
    assert dict(fault.details)["between"] == "changsha"


def test_of_an_entry_of_a_city_there_is_nobody_between() -> None:
    sent = entry("changsha")
    assert refused(IN_STEPS, [sent], pick("hunan", sent)) == []


@pytest.mark.parametrize("levels", [(), ("province",), ("city",)])
def test_a_level_that_is_not_in_the_chain_is_neither_waited_for_nor_waits(
    levels: tuple[str, ...],
) -> None:
    sent = entry()
    assert refused(replace(TERMS, chain=levels), [sent], pick("hunan", sent)) == []


def test_a_city_that_may_not_pick_it_is_a_gap_for_the_province() -> None:
    first, second = entry(name="a"), entry(name="b")
    terms = replace(IN_STEPS, quotas=(Quota("recommend", "city", 0, 1),))
    picks = (
        pick("changsha", first, 1),
        pick("changsha", second, 6),
        pick("hunan", first, 1),
        pick("hunan", second, 6),
    )
    assert refused(terms, [first, second], *picks) == [
        ("changsha", 6, "pick-over-quota"),
        ("hunan", 6, "pick-chain-gap"),
    ]


def test_picks_beyond_the_quota_adopt_nothing_in_the_order_of_the_file() -> None:
    sent = [entry(name=name) for name in "dcba"]
    terms = replace(TERMS, quotas=(Quota("recommend", "province", 1, 2),))
    picks = [pick("hunan", each, 1 + 5 * place) for place, each in enumerate(sent)]
    assert refused(terms, sent, *reversed(picks)) == [
        ("hunan", 11, "pick-over-quota"),
        ("hunan", 16, "pick-over-quota"),
    ]
    faults = [*chain(terms, sent, *picks).refused.values()]
    assert [(dict(f.details)["place"], dict(f.details)["most"]) for f in faults] == [
        ("3", "2"),
        ("4", "2"),
    ]


def test_the_same_entry_picked_twice_takes_one_place() -> None:
    first, second = entry(name="a"), entry(name="b")
    terms = replace(TERMS, quotas=(Quota("recommend", "province", 0, 2),))
    picks = (pick("hunan", first, 1), pick("hunan", first, 6), pick("hunan", second, 11))
    assert refused(terms, [first, second], *picks) == []


def test_a_gap_takes_no_place_of_the_quota() -> None:
    first, second = entry(name="a"), entry("changsha", "b")
    terms = replace(IN_STEPS, quotas=(Quota("recommend", "province", 0, 1),))
    picks = (pick("hunan", first, 1), pick("hunan", second, 6))
    assert refused(terms, [first, second], *picks) == [("hunan", 1, "pick-chain-gap")]


def test_a_quota_of_another_kind_or_level_or_without_most_bounds_nothing() -> None:
    sent = [entry(name=name) for name in "abc"]
    quotas = (
        Quota("submit", "province", 0, 1),
        Quota("recommend", "city", 0, 1),
        Quota("recommend", "province", 1, None),
    )
    picks = [pick("hunan", each, 1 + 5 * place) for place, each in enumerate(sent)]
    assert refused(replace(TERMS, quotas=quotas), sent, *picks) == []


def test_entries_of_a_campaign_that_nobody_knows_rise_as_articles_do() -> None:
    sent = entry(campaign="无此活动")
    assert refused(IN_STEPS, [sent], pick("hunan", sent)) == []


@pytest.mark.parametrize(
    ("on", "code", "line"),
    [
        (None, "pick-not-noted", 1),
        (date(2026, 5, 1), "pick-before-offer", 4),
        (date(2026, 5, 2), "", 0),
    ],
)
def test_what_is_noted_of_a_pick_is_remarked_and_keeps_it_from_nothing(
    on: date | None, code: str, line: int
) -> None:
    sent = entry()
    found = chain(TERMS, [sent], pick("hunan", sent, on=on))
    assert found.refused == {}
    assert [(p.code, p.line) for p in found.remarks()] == ([(code, line)] if code else [])


def test_without_the_day_of_an_offer_no_pick_is_early() -> None:
    sent = entry(offered=None)
    assert [*chain(TERMS, [sent], pick("hunan", sent, on=date(2020, 1, 1))).remarks()] == []
