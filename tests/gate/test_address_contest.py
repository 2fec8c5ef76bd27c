"""Files with one address: who stands keeps it, a newcomer is refused, whatever the order of paths."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House

from lianzhan.gate.address_contest import refused
from lianzhan.model.report import Decision

if TYPE_CHECKING:
    from lianzhan.model.report import Report

NEWS = "hunan/articles/news"
ONE = f"{NEWS}/one.md"
PAGE = "hunan/news/one.html"
FORMS = ["one/index.md", "one.markdown", "One.md", "one/INDEX.md"]


@pytest.fixture
def live(house: House) -> House:
    """A federation whose article one.md stands."""
    house.article(ONE, "站在那里的正文。")
    house.build()
    return house


def twins(report: Report) -> list[str]:
    """The files that were refused an address."""
    return [fault.path for fault in report.problems if fault.code == "duplicate-name"]


@pytest.mark.parametrize("head", ["status: submitted\n", "status: draft\n", APPROVED])
@pytest.mark.parametrize("form", FORMS)
def test_a_live_article_keeps_its_address(live: House, form: str, head: str) -> None:
    newcomer = live.article(f"{NEWS}/{form}", "新来的正文。", head)
    before = live.page(PAGE)
    for _ in range(2):  # read, and from the cache
        report = live.build()
        assert twins(report) == [newcomer]
        assert live.page(PAGE) == before
        assert (report.exit_status, {site.status for site in report.sites}) == (1, {"unchanged"})
    (withheld,) = report.withheld
    assert (withheld.path, withheld.reason) == (newcomer, "problems")
    assert "duplicate-name" in dict(withheld.details)["codes"]
    (fault,) = (p for p in report.problems if p.code == "duplicate-name")
    assert dict(fault.details) == {"other": ONE}


def test_a_live_article_is_edited_while_a_newcomer_wants_its_address(live: House) -> None:
    newcomer = live.article(f"{NEWS}/one/index.md")
    live.article(ONE, "改过的正文。")
    assert twins(live.build()) == [newcomer]
    assert "改过的正文" in live.page(PAGE)


def test_a_live_page_keeps_its_address(house: House) -> None:
    house.article("hunan/pages/about.md", "站在那里的正文。")
    house.build()
    newcomer = house.article("hunan/pages/about/index.md")
    assert twins(house.build()) == [newcomer]
    assert "站在那里的正文" in house.page("hunan/pages/about.html")


def test_where_neither_stands_neither_is_published(house: House) -> None:
    both = [house.article(f"{NEWS}/{form}") for form in ("new.md", "new/index.md")]
    for _ in range(2):
        report = house.build()
        assert twins(report) == both
        assert {decision.path for decision in report.withheld} == {*both}
        assert not (house.output / "hunan/news/new.html").exists()
    (house.content / both[1]).unlink()
    assert house.build().exit_status == 0
    assert (house.output / "hunan/news/new.html").exists()


def test_what_is_kept_of_a_reading_knows_nothing_of_any_output(live: House) -> None:
    """The same cache serves an output where the article stands, and one where it does not."""
    newcomer = live.article(f"{NEWS}/one/index.md")
    live.build()
    assert twins(live.build(output=live.folder / "other")) == [ONE, newcomer]
    assert twins(live.build()) == [newcomer]


@pytest.mark.parametrize("head", ["status: withdrawn\n", APPROVED + "expires: 2026-10-31\n"])
def test_what_is_gone_wants_no_address(live: House, head: str) -> None:
    live.article(f"{NEWS}/one/index.md", "新来的正文。")
    live.build()
    live.article(ONE, "站在那里的正文。", head)
    report = live.build()
    assert twins(report) == []
    assert "新来的正文" in live.page(PAGE)


def test_a_live_article_that_can_not_be_read_keeps_its_address(live: House) -> None:
    newcomer = live.article(f"{NEWS}/one/index.md", "新来的正文。")
    live.write(ONE, b"\xff")
    assert twins(live.build()) == [newcomer]
    assert not any("新来的正文" in file.read_text("utf-8") for file in live.output.rglob("*.html"))


def test_a_file_that_became_a_bundle_keeps_its_address(live: House) -> None:
    (live.content / NEWS / "one").mkdir()
    (live.content / ONE).rename(live.content / NEWS / "one/index.md")
    newcomer = live.article(f"{NEWS}/One.md", "新来的正文。")
    assert twins(live.build()) == [newcomer]
    assert "站在那里的正文" in live.page(PAGE)


def test_a_site_that_moved_keeps_the_addresses_of_its_articles(live: House) -> None:
    text = (live.content / "hunan/changsha/site.toml").read_text("utf-8")
    shutil.move(live.content / "hunan/changsha", live.content / "hunan/moved")
    live.write("hunan/moved/site.toml", f'slug = "changsha"\n{text}')
    newcomer = live.article("hunan/moved/articles/news/two/index.md", "新来的正文。")
    assert twins(live.build()) == [newcomer]
    assert (live.output / "changsha/news/two.html").exists()


def test_a_broken_site_says_nothing_of_its_addresses(live: House) -> None:
    live.write("hunan/changsha/site.toml", "name = ")
    live.article("hunan/changsha/articles/news/two/index.md")
    report = live.build()
    assert twins(report) == []
    assert (live.output / "changsha/news/two.html").exists()


@pytest.mark.parametrize(
    ("decision", "codes"),
    [
        (Decision("x.md", approved=True, reason="published"), "duplicate-name"),
        (Decision("x.md", approved=False, reason="awaiting-review"), "duplicate-name"),
        (
            Decision(
                "x.md", approved=False, reason="problems", details=(("codes", "bad-value, x"),)
            ),
            "bad-value, duplicate-name, x",
        ),
    ],
)
def test_a_file_without_an_address_is_withheld_for_that_too(decision: Decision, codes: str) -> None:
    found = refused(decision)
    assert (found.approved, found.reason, found.details) == (False, "problems", (("codes", codes),))
