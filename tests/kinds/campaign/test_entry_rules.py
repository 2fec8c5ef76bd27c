"""What an entry must keep besides limits: theme, unit, site, award, day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from kinds.campaign.entered import COLLECT, TERMS, campaign, day, entry, ground, judged
from lianzhan.kinds.article.values import Offered
from lianzhan.kinds.campaign.judging import JUDGING
from lianzhan.kinds.campaign.terms import Audience, Terms
from lianzhan.model.catalog import ALWAYS, NEVER, Entry
from lianzhan.model.report import Decision
from lianzhan.model.review import ReviewStep

HOLDERS = replace(TERMS, audience=Audience(award="post", level="全国"))


def codes(*entries: Entry, terms: Terms = TERMS) -> list[tuple[str, int]]:
    found = judged(*entries, terms=terms)
    assert all(fault.is_error for fault in found)
    return [(fault.code, fault.line) for fault in found]


@pytest.mark.parametrize("theme", ["家风", "home", " HOME "])
def test_a_theme_is_named_by_slug_or_title(theme: str) -> None:
    assert codes(entry(theme=theme)) == []


def test_an_entry_has_a_theme_that_its_campaign_knows() -> None:
    unnamed = entry(theme="", keys=(("campaign", 4),))
    assert codes(unnamed) == [("entry-without-theme", 4)]
    assert codes(entry(theme="家训")) == [("unknown-theme", 5)]
    assert dict(judged(entry(theme="家训"))[0].details)["nearest"] == "家风"


def test_a_campaign_without_themes_asks_for_none() -> None:
    assert codes(entry(theme=""), terms=replace(TERMS, themes=())) == []


@pytest.mark.parametrize(
    ("excluded", "unit", "is_out"),
    [
        ("解放军", "解放军某医院", True),
        ("某 医院", "解放军某医院", True),
        ("ＡＢ岗", "ab岗", True),
        ("武警", "解放军某医院", False),
        ("解放军某医院二部", "解放军某医院", False),
        ("", "某岗", False),
    ],
)
def test_a_unit_is_excluded_by_its_name_or_a_word_in_it(
    excluded: str, unit: str, is_out: bool
) -> None:
    terms = replace(TERMS, audience=Audience(excluded=("另一家", excluded)))
    found = codes(entry(unit=unit), terms=terms)
    assert found == ([("entry-excluded", 6)] if is_out else [])


def test_a_unit_that_is_not_written_is_told_at_the_campaign() -> None:
    terms = replace(TERMS, audience=Audience(excluded=("某岗",)))
    assert codes(entry(keys=(("campaign", 4),)), terms=terms) == [("entry-excluded", 4)]


@pytest.mark.parametrize(
    ("audience", "where", "is_invited"),
    [
        (Audience(), "furong", True),
        (Audience(sites=("furong",)), "furong", True),
        (Audience(sites=("changsha",)), "furong", True),
        (Audience(sites=("hengyang",)), "furong", False),
        (Audience(levels=("county",)), "furong", True),
        (Audience(levels=("county",)), "changsha", False),
        (Audience(sites=("hengyang",), levels=("county",)), "furong", True),
    ],
    ids=str,
)
def test_a_site_takes_part_by_name_from_above_or_by_its_level(
    audience: Audience, where: str, is_invited: bool
) -> None:
    found = codes(entry(where), terms=replace(TERMS, audience=audience))
    assert found == ([] if is_invited else [("entry-not-invited", 4)])


def honour(where: str = "furong", unit: str = "某岗", level: str = "全国") -> Entry:
    facts = (("award", "post"), ("level", level), ("year", "2024"), ("unit", unit))
    path = f"{where}/honours.toml#a"
    return Entry(path, where, None, "a", "", ALWAYS, "", "approved", kind="honour", facts=facts)


@pytest.mark.parametrize(
    ("listed", "is_good"),
    [
        (honour(), True),
        (honour("hunan"), True),
        (honour("hengyang"), False),
        (honour(unit="另一岗"), False),
        (honour(level="省级"), False),
    ],
    ids=["own", "above", "elsewhere", "other unit", "other level"],
)
def test_the_unit_holds_the_award_by_the_lists_of_its_line(listed: Entry, is_good: bool) -> None:
    found = codes(listed, entry(), terms=HOLDERS)
    assert found == ([] if is_good else [("entry-without-award", 6)])


def test_an_honour_that_nobody_has_reviewed_does_not_count() -> None:
    listed, sent = honour(), entry()
    known = ground(campaign(HOLDERS), listed, sent)
    waiting = Decision(listed.path, False, "awaiting-review", (("step", "first"),))
    again = replace(known, decisions={**known.decisions, listed.path: waiting})
    assert JUDGING.faults(known, [sent]) == {}
    (fault,) = JUDGING.faults(again, [sent])[sent.path]
    assert fault.code == "entry-without-award"


def test_where_lists_could_not_be_read_nobody_lacks_an_award() -> None:
    sent = entry()
    known = ground(campaign(HOLDERS), sent, whole=frozenset({"hunan", "furong"}))
    assert JUDGING.faults(known, [sent]) == {}


def test_an_award_that_the_federation_does_not_know_is_the_campaigns_fault() -> None:
    assert codes(entry(), terms=replace(TERMS, audience=Audience(award="none"))) == []


def step(on: date | None) -> ReviewStep:
    return ReviewStep("first", "甲", on, 9)


@pytest.mark.parametrize(
    ("signed", "is_late"),
    [("2026-03-31", True), ("2026-04-01", False), ("2026-05-31", False), ("2026-06-01", True)],
)
def test_the_day_of_the_first_step_is_in_the_time_of_collection(signed: str, is_late: bool) -> None:
    terms = replace(TERMS, phases=(COLLECT,))
    sent = entry(review=(step(date.fromisoformat(signed)),), offered=None)
    found = codes(sent, terms=terms)
    assert found == ([("entry-out-of-phase", 4)] if is_late else [])


def test_without_a_step_the_day_of_publication_counts() -> None:
    terms = replace(TERMS, phases=(COLLECT,))
    for review in ((), (step(None),)):
        sent = entry(review=review, date=day("2026-06-01"), offered=None)
        assert codes(sent, terms=terms) == [("entry-out-of-phase", 4)]
        assert dict(judged(sent, terms=terms)[0].details)["days"] == "2026-04-01 – 2026-05-31"
    assert codes(entry(review=(), date=NEVER, offered=None), terms=terms) == []


def test_what_was_signed_again_later_counts_by_the_day_of_its_offer() -> None:
    terms = replace(TERMS, phases=(COLLECT,))
    again = (step(date(2026, 9, 9)),)
    assert codes(entry(review=again, offered=Offered("丁", date(2026, 5, 2))), terms=terms) == []
    late = entry(review=again, offered=Offered("丁", date(2026, 9, 10)))
    assert codes(late, terms=terms) == [("entry-out-of-phase", 4)]


def test_the_first_and_the_last_day_count_whole_whatever_time_is_written() -> None:
    late, early = (datetime.fromisoformat(f"2026-05-0{d}+08:00") for d in ("1T14:00", "2T10:00"))
    terms = replace(TERMS, phases=(replace(COLLECT, starts=late, ends=early),))
    for day_of_month, is_out in ((1, False), (2, False), (3, True)):
        sent = entry(review=(step(date(2026, 5, day_of_month)),), offered=None)
        assert bool(codes(sent, terms=terms)) is is_out


def test_without_such_a_phase_the_run_counts() -> None:
    for signed, is_late in ((date(2026, 2, 28), True), (date(2026, 10, 31), False)):
        sent = entry(review=(step(signed),), offered=None)
        assert bool(codes(sent)) is is_late
