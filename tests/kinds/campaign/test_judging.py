"""Entries are judged by the campaign that they mean, or as any article where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kinds.campaign.entered import TERMS, campaign, entry, ground
from lianzhan.kinds.campaign.judging import JUDGING, Ground
from lianzhan.kinds.campaign.terms import Limits
from lianzhan.model.body import Body
from lianzhan.model.report import Decision

if TYPE_CHECKING:
    from lianzhan.model.catalog import Entry

LONG = Body(characters=150)
"""More than the column takes, and less than the campaign."""
ROOMY = replace(TERMS, limits=Limits(text=200))


def codes(known: Ground, sent: Entry) -> list[str]:
    found = JUDGING.faults(known, [sent]).get(sent.path, [])
    return [fault.code for fault in found]


def test_an_entry_that_keeps_all_terms_has_no_problem() -> None:
    sent = entry()
    assert codes(ground(campaign(), sent), sent) == []


@pytest.mark.parametrize("written", ["网上行", "online", " ONLINE ", "“网上行”"])
def test_a_campaign_is_meant_by_its_title_or_its_files_name(written: str) -> None:
    sent = entry(campaign=written, body=LONG)
    assert codes(ground(campaign(ROOMY), sent), sent) == []


def test_the_nearest_campaign_of_a_name_counts() -> None:
    sent = entry(body=LONG)
    known = ground(campaign(ROOMY), campaign(where="changsha"), sent)
    assert codes(known, sent) == ["text-too-long"]
    elsewhere = ground(campaign(ROOMY), campaign(where="hengyang"), sent)
    assert codes(elsewhere, sent) == []


def test_of_a_campaign_that_nobody_knows_the_column_counts_and_the_nearest_is_named() -> None:
    sent = entry(campaign="网上行动", theme="无")
    known = ground(campaign(), sent)
    (fault,) = JUDGING.faults(known, [sent])[sent.path]
    assert (fault.code, fault.line, fault.is_error) == ("unknown-campaign", 4, False)
    assert dict(fault.details) == {"campaign": "网上行动", "nearest": "网上行"}
    long = entry(campaign="网上行动", body=LONG)
    assert codes(ground(long), long) == ["unknown-campaign", "text-too-long"]


def test_a_campaign_of_another_line_of_sites_is_not_known() -> None:
    sent = entry("hengyang")
    assert codes(ground(campaign(where="changsha"), sent), sent) == ["unknown-campaign"]


def test_a_withdrawn_campaign_is_none_but_what_it_let_in_stays() -> None:
    sent = entry(body=LONG, theme="无")
    known = ground(campaign(ROOMY, status="withdrawn"), sent)
    (fault,) = JUDGING.faults(known, [sent])[sent.path]
    assert (fault.code, fault.is_error) == ("unknown-campaign", False)
    assert "nearest" not in dict(fault.details)
    longer = entry(body=Body(characters=201))
    assert codes(ground(campaign(ROOMY, status="withdrawn"), longer), longer) == [
        "unknown-campaign",
        "text-too-long",
    ]


def test_one_of_the_name_that_is_there_counts_before_one_that_was_withdrawn() -> None:
    sent = entry()
    nearer = campaign(where="changsha", status="withdrawn")
    assert codes(ground(nearer, campaign(), sent), sent) == []


def test_a_campaign_that_waits_for_its_review_counts() -> None:
    there, sent = campaign(ROOMY), entry(body=LONG)
    known = ground(there, sent)
    waiting = Decision(there.path, False, "awaiting-review", (("step", "first"),))
    again = replace(known, decisions={**known.decisions, there.path: waiting})
    assert codes(again, sent) == []


def test_nothing_is_held_against_entries_of_a_faulty_campaign() -> None:
    there, sent = campaign(), entry(body=LONG, theme="无")
    assert codes(ground(there, sent), sent) == ["unknown-theme", "text-too-long"]
    assert codes(ground(there, sent, faulty=there.path), sent) == []


def test_where_a_campaign_is_faulty_nobody_knows_what_it_is_called() -> None:
    there, sent = campaign(), entry(body=LONG, campaign="别名")
    assert codes(ground(there, sent), sent) == ["unknown-campaign", "text-too-long"]
    assert codes(ground(there, sent, faulty=there.path), sent) == []
    elsewhere = campaign(where="hengyang")
    assert codes(ground(elsewhere, sent, faulty=elsewhere.path), sent) == [
        "unknown-campaign",
        "text-too-long",
    ]


def test_a_fault_of_the_campaigns_review_alone_leaves_its_terms() -> None:
    there, sent = campaign(), entry(theme="无")
    known = ground(there, sent)
    unsigned = Decision(there.path, False, "problems", (("codes", "review-incomplete"),))
    again = replace(known, decisions={**known.decisions, there.path: unsigned})
    assert codes(again, sent) == ["unknown-theme"]


def test_where_a_site_above_is_not_known_no_campaign_is_missed() -> None:
    sent = entry(body=LONG)
    known = ground(sent, whole=frozenset({"furong", "changsha"}))
    assert codes(known, sent) == []
    assert codes(ground(sent), sent) == ["unknown-campaign", "text-too-long"]


def test_what_is_gone_is_not_judged() -> None:
    sent = entry(theme="无")
    known = ground(campaign(), sent)
    gone = Decision(sent.path, False, "withdrawn", gone=True)
    assert codes(replace(known, decisions={**known.decisions, sent.path: gone}), sent) == []
