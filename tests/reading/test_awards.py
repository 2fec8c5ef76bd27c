"""The awards that federation.toml knows: their levels, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.awards import Award
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from conftest import House

AWARD = """
[[awards]]
slug = "post"
title = "巾帼文明岗"
levels = ["全国", " 省级 "]
summary = "授予窗口和班组"
"""


def add(house: House, text: str) -> None:
    file = house.content / "federation.toml"
    house.write("federation.toml", f"{file.read_text('utf-8')}{text}")


def test_an_award_has_a_slug_a_title_and_levels_the_highest_first(house: House) -> None:
    add(house, AWARD + '\n[[awards]]\nslug = "b"\ntitle = "三八红旗集体"\nlevels = ["市级"]\n')
    assert house.federation.awards == (
        Award("post", "巾帼文明岗", ("全国", "省级"), "授予窗口和班组"),
        Award("b", "三八红旗集体", ("市级",)),
    )


def test_a_federation_may_know_none(house: House) -> None:
    assert house.federation.awards == ()


FAULTS = {
    "a slug with a capital": ('"post"', '"Post"', "config-value"),
    "a slug that leads out": ('"post"', '"../x"', "config-value"),
    "no slug": ('slug = "post"\n', "", "config-missing-key"),
    "no title": ('title = "巾帼文明岗"\n', "", "config-missing-key"),
    "no levels": ('levels = ["全国", " 省级 "]\n', "", "config-value"),
    "an empty list of levels": ('["全国", " 省级 "]', "[]", "config-value"),
    "a level without words": ('["全国", " 省级 "]', '["全国", " "]', "config-value"),
    "a level twice": ('" 省级 "', '"全国"', "config-value"),
    "a number for a level": ('" 省级 "', "1", "config-value"),
    "a text for the levels": ('["全国", " 省级 "]', '"全国"', "config-value"),
    "an unknown key": ("summary", "sumary", "config-unknown-key"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_with_one_is_named_and_nothing_is_built(house: House, case: str) -> None:
    old, new, code = FAULTS[case]
    assert old in AWARD
    add(house, AWARD.replace(old, new))
    found = read_federation(house.content)
    assert isinstance(found, tuple)
    assert code in {fault.code for fault in found}


def test_two_of_one_slug_are_refused(house: House) -> None:
    add(house, AWARD + AWARD)
    found = read_federation(house.content)
    assert isinstance(found, tuple)
    assert [(fault.code, dict(fault.details)["value"]) for fault in found] == [
        ("config-value", "post")
    ]
