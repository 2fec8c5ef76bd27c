"""Whoever signs an entry is told what a build will hold against it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from calendar_town import at
from campaign_federation import BODY, CAMPAIGN, hold_campaign, hold_entry, hold_federation, site_of
from conftest import House

from lianzhan.desk.approval import Desk, Signature, approve, read_texts

if TYPE_CHECKING:
    from pathlib import Path

UNSIGNED = {"status": "submitted", "review": ""}


@pytest.fixture
def held(tmp_path: Path) -> House:
    house = House(tmp_path, at("2020-06-20"))
    hold_federation(house, entries=2)
    return house


def faults(house: House, path: str) -> list[str]:
    desk = Desk(house.content, house.federation, house.now)
    return read_texts(desk, [path]).texts[path].faults


def outcome(house: House, path: str) -> str:
    desk = Desk(house.content, house.federation, house.now)
    text = read_texts(desk, [path]).texts[path]
    return approve(desk, text, Signature("first", "甲", date(2020, 5, 2))).outcome


def test_an_entry_that_keeps_the_terms_is_signed(held: House) -> None:
    path = hold_entry(held, 1, **UNSIGNED)
    assert faults(held, path) == []
    assert outcome(held, path) == "signed"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"theme": "别的"}, ["unknown-theme"]),
        ({"theme": ""}, ["entry-without-theme"]),
        ({"unit": "某解放军医院"}, ["entry-excluded", "entry-without-award"]),
        ({"unit": "无名岗"}, ["entry-without-award"]),
        ({"date": "2020-09-01", "offered": ""}, ["entry-out-of-phase"]),
        ({"body": BODY * 20}, ["text-too-long"]),
    ],
)
def test_what_a_build_would_withhold_is_not_signed(
    held: House, changes: dict[str, str], codes: list[str]
) -> None:
    path = hold_entry(held, 1, **UNSIGNED, **changes)
    assert faults(held, path) == codes
    assert outcome(held, path) == "faulty"
    built = held.check().problems
    assert sorted({p.code for p in built if p.path == path and p.is_error}) == codes


def test_a_campaign_that_waits_for_its_review_counts_and_a_faulty_one_does_not(
    held: House,
) -> None:
    path = hold_entry(held, 1, **UNSIGNED, theme="别的")
    text = (held.content / CAMPAIGN).read_text("utf-8")
    held.write(CAMPAIGN, text.replace('"approved"', '"submitted"'))
    assert faults(held, path) == ["unknown-theme"]
    hold_campaign(held, ends="2020-04-01")
    assert faults(held, path) == []


def test_where_honours_can_not_be_read_nobody_lacks_one(held: House) -> None:
    path = hold_entry(held, 1, **UNSIGNED, unit="无名岗")
    held.write(f"{site_of('dongjiang-1')}/honours.toml", "[[honours]\n")
    assert faults(held, path) == []
    assert outcome(held, path) == "signed"
