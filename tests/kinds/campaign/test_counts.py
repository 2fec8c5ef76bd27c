"""A campaign in numbers: by unit against quotas, by theme and state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.campaign.entered import FEDERATION, HOME, TERMS, WHOLE, campaign, entry
from lianzhan.kinds.campaign.counts import Known, campaigns_called, counts_of, state_of
from lianzhan.kinds.campaign.terms import Audience, Quota, Terms, Theme
from lianzhan.model.catalog import DRAWN, PICKED, Catalog, Entry, Placement
from lianzhan.model.report import REASONS, Decision

QUOTAS = (
    Quota("submit", "county", 1),
    Quota("submit", "city", 2),
    Quota("recommend", "province", 1, 1),
)
COUNTED = replace(TERMS, quotas=QUOTAS, themes=(HOME, Theme("post", "岗位")))


def known(*entries: Entry, read: frozenset[str] = WHOLE, **decisions: Decision) -> Known:
    """What a check knows: all is published but what decisions say, by the names of entries."""
    decided = {
        each.path: decisions.get(each.name, Decision("", True, "published")) for each in entries
    }
    places = [Placement("hunan", "news", each.path, PICKED) for each in entries if each.name == "x"]
    places += [Placement("hunan", "c", each.path, DRAWN) for each in entries]
    catalog = Catalog({each.path: each for each in entries})
    return Known(FEDERATION, catalog, decided, places, read)


def units(
    terms: Terms, *entries: Entry, slug: str = "", **more: Decision
) -> dict[str, list[object]]:
    """By kind and level: each site with its number."""
    there = campaign(terms)
    counts = counts_of(known(there, *entries, **more), there, slug)
    return {
        f"{quota.kind} {quota.level}": [(unit.site.slug, unit.count) for unit in quota.units]
        for quota in counts.quotas
    }


def test_each_site_of_a_level_stands_against_its_quota_with_those_below_it() -> None:
    assert units(COUNTED, entry(), entry("changsha", "y"), entry("hubei", "z")) == {
        "submit county": [("furong", 1)],
        "submit city": [("changsha", 2), ("hengyang", 0)],
        "recommend province": [("hunan", 1)],
    }


def test_what_is_not_published_counts_for_no_quota() -> None:
    waiting = Decision("", False, "awaiting-review", (("step", "first"),))
    assert units(COUNTED, entry(), entry(name="y"), y=waiting)["submit county"] == [("furong", 1)]


def test_a_site_is_taken_with_all_below_it() -> None:
    found = units(COUNTED, entry(), entry("hengyang", "y"), slug="changsha")
    assert found["submit city"] == [("changsha", 1)]
    assert found["recommend province"] == []


def test_sites_that_are_not_invited_are_not_counted() -> None:
    terms = replace(COUNTED, audience=Audience(sites=("changsha",)))
    found = units(terms)
    assert found["submit city"] == [("changsha", 0)]
    assert found["submit county"] == [("furong", 0)]
    assert found["recommend province"] == [("hunan", 0)]


def test_quotas_know_who_has_nothing_who_lacks_and_who_has_too_much() -> None:
    there = campaign(COUNTED)
    sent = [entry(), entry(name="y")]
    county, city, province = counts_of(known(there, *sent), there).quotas
    assert [site.slug for site in city.at_zero] == ["hengyang"]
    assert (county.met, city.met, province.met) == (1, 1, 1)
    assert [unit.is_short for unit in city.units] == [False, True]
    over = replace(province.units[0], count=2)
    assert over.is_over
    assert not over.is_short
    assert replace(province, units=(over,)).met == 0


def test_entries_are_counted_by_theme_and_state() -> None:
    there = campaign(COUNTED)
    sent = [entry(), entry(name="y"), entry(name="z", theme="post"), entry(name="v", theme="无")]
    gone = Decision("", False, "withdrawn", gone=True)
    faulty = Decision("", False, "problems", (("codes", "unknown-theme"),))
    themes = counts_of(known(there, *sent, y=gone, v=faulty), there).themes
    assert [(theme.slug, theme.title, theme.total) for theme in themes] == [
        ("home", "家风", 1),
        ("post", "岗位", 1),
        ("", "", 1),
    ]
    assert themes[0].states == {"published": 1, "waiting": 0, "faulty": 0, "later": 0, "gone": 1}
    assert themes[2].states["faulty"] == 1


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_a_state(reason: str) -> None:
    states = {
        "published": "published",
        "withdrawn": "gone",
        "awaiting-review": "waiting",
        "changed-since-review": "waiting",
        "problems": "faulty",
        "scheduled": "later",
        "expired": "gone",
        "ended": "gone",
    }
    gone = reason in ("withdrawn", "expired", "ended")
    decision = Decision("", reason == "published", reason, gone=gone)
    assert state_of(decision) == states[reason]


def test_sites_that_could_not_be_read_are_named() -> None:
    there = campaign(COUNTED)
    counts = counts_of(known(there, read=WHOLE - {"furong"}), there)
    assert [site.slug for site in counts.unread] == ["furong"]


def test_a_campaign_is_found_by_path_name_or_title_unless_it_was_withdrawn() -> None:
    there, gone = campaign(), campaign(where="changsha", status="withdrawn")
    for written in (there.path, "online", "网上行"):
        assert campaigns_called(known(there, gone), written) == [there]
    assert campaigns_called(known(there), "网") == []
