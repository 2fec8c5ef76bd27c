"""An old address that somebody else has: who stands keeps it, else the file whose own it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House

if TYPE_CHECKING:
    from lianzhan.model.report import Report

NEWS = "hunan/articles/news"
ALIASED = f"{APPROVED}aliases: [news/old]\n"


def refused(report: Report) -> list[tuple[str, str]]:
    return [(fault.path, fault.code) for fault in report.problems]


def test_a_file_that_is_there_keeps_its_address(house: House) -> None:
    old = house.article(f"{NEWS}/old.md", "旧文。")
    new = house.article(f"{NEWS}/new.md", head=ALIASED)
    for _ in range(2):
        assert refused(house.build()) == [(new, "alias-taken")]
        assert "旧文" in house.page("hunan/news/old.html")
        assert not (house.output / "hunan/news/new.html").exists()
    (house.content / old).unlink()
    assert refused(house.build()) == []
    assert "new.html" in house.page("hunan/news/old.html")


@pytest.mark.parametrize("head", [APPROVED, "status: submitted\n"])
def test_a_newcomer_does_not_take_the_old_address_of_a_live_article(
    house: House, head: str
) -> None:
    house.article(f"{NEWS}/new.md", head=ALIASED)
    house.build()
    newcomer = house.article(f"{NEWS}/Old.md", head=head)
    report = house.build()
    assert refused(report) == [(newcomer, "duplicate-name")]
    assert "new.html" in house.page("hunan/news/old.html")
    assert [decision.path for decision in report.withheld] == [newcomer]


def test_of_two_with_one_alias_the_live_one_keeps_it(house: House) -> None:
    first = house.article(f"{NEWS}/new.md", head=ALIASED)
    house.build()
    second = house.article(f"{NEWS}/newer.md", head=ALIASED)
    assert refused(house.build()) == [(second, "alias-taken")]
    house.article(first, head="status: withdrawn\naliases: [news/old]\n")
    assert refused(house.build()) == []
    assert "newer.html" in house.page("hunan/news/old.html")


def test_the_same_address_at_another_site_is_another(house: House) -> None:
    house.article(f"{NEWS}/old.md")
    house.article("hunan/changsha/articles/news/new.md", head=ALIASED)
    assert refused(house.build()) == []


def test_an_address_of_ones_own_is_no_fault(house: House) -> None:
    aliases = "aliases: [articles/news/Old.md, news/OLD, news/old]\n"
    house.article(f"{NEWS}/old.md", head=f"{APPROVED}{aliases}")
    assert refused(house.build()) == []
    assert [p.name for p in (house.output / "hunan/news").glob("[oO][lL]*")] == ["old.html"]
