"""The terms of a campaign: how far it has come, and that facts hold all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kinds.written import ZONE
from lianzhan.kinds.campaign.terms import (
    COLLECT,
    DISPLAY,
    RECOMMEND,
    SUBMIT,
    Audience,
    Limits,
    Phase,
    Quota,
    Terms,
    Theme,
    facts_of,
    progress,
    progress_of,
    shows_entries,
    terms_of,
)
from lianzhan.model.catalog import NEVER, Entry
from lianzhan.model.federation import ImageProfile

NATIONAL = ImageProfile("national", ("jpeg",), 1_048_576, 750, 445, 0.01)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def phase(kind: str, starts: str, ends: str) -> Phase:
    return Phase(kind, "", at(starts), at(ends))


TERMS = Terms(
    "lamp",
    "一盏灯",
    at("2026-05-01"),
    at("2026-11-01"),
    themes=(Theme("home", "家里的灯"), Theme("road", "路上的灯")),
    phases=(
        phase(COLLECT, "2026-05-01", "2026-09-01"),
        phase(RECOMMEND, "2026-06-01", "2026-09-16"),
        phase(DISPLAY, "2026-06-15", "2026-11-01"),
    ),
    limits=Limits(2_000, own_profile=replace(NATIONAL, name="")),
    quotas=(Quota(SUBMIT, "county", 1), Quota(RECOMMEND, "province", 30, 50)),
    audience=Audience("谁", "post", "全国", ("部队",), ("hunan",), ("county",)),
    chain=("county", "city"),
    push=("*",),
)


@pytest.mark.parametrize(
    ("moment", "reached", "is_shown"),
    [
        ("2026-04-30 23:59", "before next next next", False),
        ("2026-05-01 00:00", "running now next next", False),
        ("2026-06-14 23:59", "running now now next", False),
        ("2026-06-15 00:00", "running now now now", True),
        ("2026-08-31 23:59", "running now now now", True),
        ("2026-09-01 00:00", "running done now now", True),
        ("2026-10-31 23:59", "running done done now", True),
        ("2026-11-01 00:00", "over done done done", True),
    ],
)
def test_how_far_it_has_come_follows_the_days_of_the_notice(
    moment: str, reached: str, *, is_shown: bool
) -> None:
    found = progress(TERMS, at(moment))
    assert str(found) == reached
    assert progress_of(reached) == found
    assert shows_entries(TERMS, found) is is_shown


def test_what_was_shown_stays_after_the_display_while_the_campaign_runs() -> None:
    short = replace(TERMS, phases=(phase(DISPLAY, "2026-06-15", "2026-07-01"),))
    moments = ("2026-06-14", "2026-06-15", "2026-07-01")
    assert [shows_entries(short, progress(short, at(m))) for m in moments] == [False, True, True]


def test_without_a_phase_of_display_entries_are_shown_from_the_first_day() -> None:
    bare = replace(TERMS, phases=())
    moments = ("2026-04-30", "2026-05-01", "2026-11-01")
    assert [shows_entries(bare, progress(bare, at(m))) for m in moments] == [False, True, True]
    assert [bare.is_in(COLLECT, at(moment)) for moment in moments] == [False, True, False]
    assert TERMS.is_in(COLLECT, at("2026-08-31 23:59"))
    assert not TERMS.is_in(COLLECT, at("2026-09-01"))


def test_an_entry_holds_all_of_it_but_the_words_of_themes() -> None:
    entry = Entry("a", "hunan", None, "lamp", "", NEVER, "", "", facts=facts_of(TERMS))
    assert terms_of(entry) == TERMS
    worded = replace(TERMS, themes=(replace(TERMS.themes[0], text="厨房"), TERMS.themes[1]))
    assert facts_of(worded) == facts_of(TERMS)
    bare = Terms("b", "乙", NEVER, NEVER)
    assert terms_of(entry._replace(facts=facts_of(bare))) == bare


@pytest.mark.parametrize(
    ("written", "is_meant"),
    [("lamp", True), ("ＬＡＭＰ", True), ("《一盏灯》", True), (" 一盏灯", True), ("灯", False)],
)
def test_people_mean_it_by_its_name_or_title(written: str, *, is_meant: bool) -> None:
    assert TERMS.is_called(written) is is_meant


def test_a_theme_is_meant_by_its_slug_or_title() -> None:
    found = [TERMS.theme(written) for written in ("road", "“路上的灯”", "Road", "灯", "")]
    road = TERMS.themes[1]
    assert found == [road, road, road, None, None]


def test_a_profile_is_its_own_or_one_of_the_federation() -> None:
    assert TERMS.limits.images([]) == TERMS.limits.own_profile
    assert Limits(profile="national").images([NATIONAL]) == NATIONAL
    assert Limits(profile="other").images([NATIONAL]) is None
    assert Limits().images([NATIONAL]) is None


def test_a_quota_is_that_of_a_level() -> None:
    assert TERMS.quota(RECOMMEND, "province") == TERMS.quotas[1]
    assert TERMS.quota(SUBMIT, "province") is None


def test_its_moments_are_the_borders_of_the_run_and_of_phases_each_once() -> None:
    days = ["05-01", "06-01", "06-15", "09-01", "09-16", "11-01"]
    assert [*TERMS.moments] == [at(f"2026-{day}") for day in days]
    bare = replace(TERMS, phases=())
    assert bare.moments == (TERMS.starts, TERMS.ends)
    assert TERMS.last_day.date().isoformat() == "2026-10-31"
    assert TERMS.phases[0].last_day.date().isoformat() == "2026-08-31"
