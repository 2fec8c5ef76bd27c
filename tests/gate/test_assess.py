"""A site is judged into a short record: what other sites must know, and nothing of its words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from conftest import APPROVED, House, cache_in

from lianzhan.gate.assess import assessments
from lianzhan.model.catalog import ALWAYS, NEVER, Reference

if TYPE_CHECKING:
    from lianzhan.gate.records import SiteRecord

NEWS = "hunan/articles/news"


def record(house: House, slug: str = "hunan") -> SiteRecord:
    return house.check().records[slug]


def test_an_entry_says_what_other_sites_must_know_and_none_of_the_words(house: House) -> None:
    body = "## 一\n\n[见](one.md#x) [外](https://example.org/) 独一无二的正文"
    head = APPROVED + "offer: province\nauthor: 独一无二的人\n"
    path = house.article(f"{NEWS}/x.md", body, head, "独一无二的标题")
    found = record(house)
    (entry,) = (entry for entry in found.entries if entry.path == path)
    assert (entry.site, entry.column, entry.name) == ("hunan", "news", "x")
    assert (entry.offer, entry.status, entry.anchors) == ("province", "approved", ("一",))
    assert entry.references == (Reference("one.md#x", 15, f"{NEWS}/one.md", "#x"),)
    assert "独一无二" not in repr(found)


def test_a_record_decides_on_every_article(house: House) -> None:
    house.article(f"{NEWS}/bad.md", head=APPROVED + "colour: red\n")
    house.article(f"{NEWS}/gone.md", "[x](javascript:x)", "status: withdrawn\ncolour: red\n")
    found = record(house)
    assert {decision.path for decision in found.decisions} == {e.path for e in found.entries}
    reasons = {d.path.rpartition("/")[2]: d.reason for d in found.decisions}
    assert (reasons["bad.md"], reasons["gone.md"]) == ("problems", "withdrawn")
    assert [fault.code for fault in found.problems if fault.path.endswith("bad.md")] == [
        "unknown-key"
    ]


def test_a_broken_site_is_judged_without_its_columns_and_says_nothing(house: House) -> None:
    """Its configuration is what has to be mended first."""
    house.write("hunan/changsha/site.toml", "name = ")
    house.article("hunan/changsha/articles/own/x.md")
    house.article("hunan/changsha/articles/news/bad.md", head=APPROVED + "colour: red\n")
    found = record(house, "changsha")
    assert found.problems == ()
    approved = {d.path.rpartition("/")[2]: d.approved for d in found.decisions}
    assert approved == {"x.md": True, "bad.md": False, "two.md": True}


def test_a_record_holds_from_the_last_date_to_the_next(house: House) -> None:
    for name, date in (("a", "2026-04-01"), ("b", "2026-12-01"), ("c", "2027-01-01")):
        path = house.article(f"{NEWS}/{name}.md")
        file = house.content / path
        file.write_text(file.read_text("utf-8").replace("2026-03-08 09:00", date), "utf-8")
    house.article(f"{NEWS}/d.md", head=APPROVED + "expires: 2026-05-01 00:00\n")
    found = record(house)
    assert found.since == datetime(2026, 4, 30, 16, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 30, 16, tzinfo=UTC)


SIGNED = """\
status: approved
review:
  - {step: first, by: 甲, at: 2026-03-01}
  - {step: second, by: 乙, at: 2026-11-01}
  - {step: final, by: 丙, at: 2026-11-03}
"""


def test_a_record_holds_until_the_day_of_a_step_begins_where_the_federation_is(
    house: House,
) -> None:
    path = house.article(f"{NEWS}/x.md", head=SIGNED)
    found = record(house)
    assert found.since == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 2, 16, tzinfo=UTC)
    second, final = house.line(path, "second"), house.line(path, "final")
    assert [(p.path, p.line, p.code) for p in found.problems] == [(path, final, "review-future")]
    house.now = found.since - timedelta(seconds=1)
    assert [p.line for p in record(house).problems] == [second, final]


def test_an_article_signed_ahead_of_its_day_is_published_once_the_day_has_come(
    house: House,
) -> None:
    """Without a change of content: neither record nor stamp outlives the midnight."""
    path = house.article(f"{NEWS}/x.md", head=SIGNED)
    page = house.output / "hunan/news/x.html"
    midnight = datetime(2026, 11, 2, 16, tzinfo=UTC)
    for now, is_live in ((midnight - timedelta(seconds=1), False), (midnight, True)):
        for _ in range(2):
            house.now = now
            report = house.build()
            assert page.exists() is is_live
            assert [p.code for p in report.problems] == [] if is_live else ["review-future"]
            assert (path in {decision.path for decision in report.withheld}) is not is_live
    house.now = midnight - timedelta(seconds=1)
    house.build()
    assert not page.exists()


def test_a_site_without_dates_holds_for_ever(house: House) -> None:
    found = record(house, "furong")
    assert (found.entries, found.since, found.until) == ((), ALWAYS, NEVER)


def test_values_that_somebody_else_left_in_the_cache_are_not_taken_for_the_sites(
    house: House,
) -> None:
    """Two contents may share a cache: what was read of the other one says nothing of this one."""
    cache = cache_in(house.folder / "cache")
    path = house.article("hunan/articles/news/mine.md", head="status: submitted\n")
    state = house.check(cache)
    source, found = state.sources["hunan"], state.records["hunan"]
    (house.content / path).rename(house.content / "hunan/articles/news/theirs.md")
    house.check(cache)
    (house.content / "hunan/articles/news/theirs.md").rename(house.content / path)
    assert path in {one.read.value.path for one in assessments(source, found, house.now)}
