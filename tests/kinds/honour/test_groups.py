"""Rows of a page: by award, then year, the newest first; own before those below."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from kinds.honour.written import KNOWN
from lianzhan.kinds.honour.groups import Row, grouped, rows
from lianzhan.kinds.honour.values import Honour, Term
from lianzhan.model.catalog import NEVER

HOME = SimpleNamespace(slug="hunan", name="湖南省妇联", url="https://example.org/hunan/")
THERE = SimpleNamespace(slug="furong", name="芙蓉区妇联", url="https://example.org/furong/")


@dataclass
class View:
    """A site that mentions some honours below it."""

    mentioned: list[Any] = field(default_factory=list)
    awards: Any = KNOWN

    def mentions(self, kind: str) -> list[Any]:
        assert kind == "honour"
        return self.mentioned


def view(*given: Any) -> Any:
    return View(*given)


def own(whom: str, line: int = 1, phase: str = "", **values: Any) -> Any:
    said = {"award": "post", "level": "全国", "year": 2024, "unit": whom, **values}
    value = Honour(f"hunan/honours.toml#{whom}", "hunan", None, whom, begins=line, **said)
    return SimpleNamespace(value=value, url=f"{HOME.url}honours/#honour-x", home=HOME, phase=phase)


def below(whom: str, phase: str = "", **facts: str) -> Any:
    said = {"award": "post", "level": "全国", "year": "2024", "unit": whom, **facts}
    url = f"{THERE.url}honours/#honour-x"
    return SimpleNamespace(url=url, home=THERE, phase=phase, fact=lambda name: said.get(name, ""))


def listed(site: Any, *shown: Any) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """The slugs of awards with years and names."""
    found = grouped(site.awards, rows(site, shown))
    return [
        (g.award.slug, [(y.year, [row.whom for row in y.rows]) for y in g.years]) for g in found
    ]


def test_awards_stand_in_the_federations_order_and_years_newest_first() -> None:
    family = own("丁", award="family", level="省级")
    shown = (family, own("甲", year=2019), own("乙", year=2025), own("丙", year=2024))
    assert listed(view(), *shown) == [
        ("post", [(2025, ["乙"]), (2024, ["丙"]), (2019, ["甲"])]),
        ("family", [(2024, ["丁"])]),
    ]


def test_within_a_year_the_highest_level_comes_first_then_the_sites_own_as_its_file_has_them() -> (
    None
):
    site = view([below("戊"), below("己", level="市级")])
    shown = (own("乙", 9), own("甲", 5), own("丙", 2, level="省级"))
    assert listed(site, *shown) == [("post", [(2024, ["甲", "乙", "戊", "丙", "己"])])]


def test_without_honours_there_is_nothing() -> None:
    assert listed(view()) == []


def test_what_a_site_below_lists_too_is_told_as_the_sites_own() -> None:
    site = view([below("甲"), below("甲", year="2023"), below(" 甲 ")])
    found = rows(site, [own("甲")])
    assert [(row.whom, row.year, row.is_own) for row in found] == [
        ("甲", 2024, True), ("甲", 2023, False)
    ]  # fmt: skip


def test_two_sites_below_may_have_units_of_one_name() -> None:
    assert listed(view([below("甲"), below("甲")])) == [("post", [(2024, ["甲", "甲"])])]


def test_an_award_that_nobody_knows_any_more_is_left_out() -> None:
    site, shown = view([below("甲", award="gone")]), own("乙", award="gone")
    assert rows(site, [shown]) == ()
    assert listed(site, shown) == []


def test_a_level_that_nobody_knows_any_more_comes_last() -> None:
    assert listed(view([below("甲", level="县级"), below("乙", level="市级")])) == [
        ("post", [(2024, ["乙", "甲"])])
    ]


def test_a_row_says_whose_it_is_and_how_long_it_holds() -> None:
    term = Term(date(2027, 12, 31), NEVER)
    site = view([below("", person="某家", last="2025-12-31", phase="over"), below("丙")])
    mine, family, endless = rows(site, [own("甲", term=term)])
    assert (mine.last, mine.is_over, mine.home.name) == (date(2027, 12, 31), False, "湖南省妇联")
    assert (family.last, family.is_over) == (date(2025, 12, 31), True)
    assert (family.whom, family.home.name, family.url) == (
        "某家", "芙蓉区妇联", "https://example.org/furong/honours/#honour-x"
    )  # fmt: skip
    assert (endless.last, endless.is_over) == (None, False)
    assert rows(view(), [own("甲", term=term, phase="over")])[0].is_over


def test_a_group_knows_its_place_and_how_many_it_has() -> None:
    (group,) = grouped(KNOWN, [_row(2024), _row(2024), _row(2020)])
    assert (group.anchor, group.count, len(group.years)) == ("award:post", 3, 2)


def _row(year: int) -> Row:
    return Row("post", "全国", year, "甲", "", HOME, None, is_over=False)
