"""Whether a unit holds an award as of a day: by name, by whose list, excluding what is no more."""

from __future__ import annotations

from datetime import date

import pytest

from lianzhan.kinds.honour.holders import Condition, holds
from lianzhan.model.catalog import ALWAYS, Entry

POST = Condition("post", "全国")
DAY = date(2026, 5, 1)
LINE = ("furong", "changsha", "hunan")


def entry(site: str = "furong", status: str = "approved", **facts: str) -> Entry:
    said = {"award": "post", "level": "全国", "year": "2024", "unit": "芙蓉区窗口", **facts}
    known = tuple((name, value) for name, value in said.items() if value)
    path = f"{site}/honours.toml#a"
    return Entry(path, site, None, "a", "", ALWAYS, "", status, kind="honour", facts=known)


def held(
    honour: Entry, wanted: Condition = POST, unit: str = "芙蓉区窗口", day: date = DAY
) -> bool:
    return holds([entry("hengyang", unit="别的"), honour], wanted, unit, LINE, day)


def test_a_unit_on_the_list_of_its_own_site_holds_it() -> None:
    assert held(entry())


def test_an_upper_site_may_keep_the_list_for_all() -> None:
    assert held(entry("hunan"))


def test_a_unit_of_the_same_name_elsewhere_does_not() -> None:
    assert not held(entry("hengyang"))


def test_without_lists_nobody_does() -> None:
    assert not holds([], POST, "芙蓉区窗口", LINE, DAY)


@pytest.mark.parametrize("unit", ["芙蓉区窗口", " 芙蓉区窗口 ", "“芙蓉区窗口”"])
def test_a_name_is_the_same_in_other_forms(unit: str) -> None:
    assert held(entry(), unit=unit)
    assert held(entry(unit="ＡＢＣ窗口"), unit="abc窗口")


@pytest.mark.parametrize("unit", ["芙蓉区", "芙蓉区窗口二", ""])
def test_a_part_of_a_name_is_another_name(unit: str) -> None:
    assert not held(entry(), unit=unit)


def test_a_person_is_no_unit() -> None:
    assert not held(entry(unit="", person="芙蓉区窗口"))
    assert not held(entry(unit=""), unit="")


def test_of_an_award_it_may_be_any_level_or_one() -> None:
    of_province = entry(level="省级")
    assert not held(of_province)
    assert held(of_province, Condition("post"))
    assert not held(of_province, Condition("collective"))


def test_it_counts_from_the_year_in_which_it_was_given() -> None:
    assert not held(entry(), day=date(2023, 12, 31))
    assert held(entry(), day=date(2024, 1, 1))


def test_it_counts_through_the_last_day_of_its_term() -> None:
    honour = entry(last="2026-05-01")
    assert held(honour, day=date(2026, 5, 1))
    assert not held(honour, day=date(2026, 5, 2))


def test_what_was_taken_back_counts_on_no_day() -> None:
    honour = entry(revoked="2026-04-01")
    assert not held(honour)
    assert not held(honour, day=date(2025, 1, 1))


def test_what_was_withdrawn_counts_on_no_day() -> None:
    assert not held(entry(status="withdrawn"))
