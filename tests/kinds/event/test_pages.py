"""Which pages, files and blocks a site has of its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from kinds.event.made import event, shown
from lianzhan.kinds.event.pages import MAX_PAST, ON_PAGE, PAGES
from lianzhan.kinds.pages import Block
from lianzhan.model.catalog import NEAREST, OWN, PUSHED
from lianzhan.planning.site_facts import SiteLink

if TYPE_CHECKING:
    from lianzhan.kinds.pages import Page

PLACE = SiteLink("changsha", "长沙市妇联", "https://example.org/changsha/")


@dataclass(frozen=True)
class Site:
    """What pages ask of a site."""

    name: str = "湖南省妇联"
    url: str = "https://example.org/hunan/"
    language: str = "zh-CN"


SITE: Any = Site()


def one(name: str, day: str, why: str = OWN, head: str = "", now: str = "2026-03-01") -> Any:
    value = replace(event(f"start: {day}\n{head}"), name=name, title=name)
    return shown(value, now, why=why, home=PLACE if why != OWN else SiteLink("hunan", "", SITE.url))


def files(*events: Any) -> dict[str, Page]:
    return {page.file: page for page in PAGES.pages(SITE, events)}


def titles(found: Any) -> list[str]:
    return [each.title for each in found]


def test_a_site_without_events_has_nothing_of_them() -> None:
    assert [*PAGES.pages(SITE, ())] == [*PAGES.files(SITE, ())] == []
    assert PAGES.block(SITE, ()) is PAGES.navigation(SITE, ()) is PAGES.way(SITE, ()) is None


def test_what_comes_stands_by_month_in_the_order_of_time() -> None:
    made = files(one("c", "2026-04-02"), one("a", "2026-03-09"), one("b", "2026-03-10"))
    assert {*made} == {"events/index.html", *(f"events/{name}.html" for name in "abc")}
    months: Any = made["events/index.html"].values["months"]
    assert [(month, titles(found)) for month, found in months] == [
        ("2026年3月", ["a", "b"]),
        ("2026年4月", ["c"]),
    ]


def test_only_what_is_at_home_here_has_a_page_and_a_file() -> None:
    events = (
        one("a", "2026-03-09"),
        one("b", "2026-03-10", PUSHED),
        one("c", "2026-03-11", NEAREST),
    )
    assert {*files(*events)} == {"events/index.html", "events/a.html"}
    made = {file.path: file.data for file in PAGES.files(SITE, events)}
    assert {*made} == {"events.ics", "events/a.ics"}
    calendar = icalendar.Calendar.from_ical(made["events.ics"])
    assert [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")] == ["a", "b"]


def test_a_site_that_shows_the_nearest_alone_has_no_calendar() -> None:
    events = (one("c", "2026-03-11", NEAREST),)
    assert [*PAGES.files(SITE, events)] == []
    assert files(*events)["events/index.html"].values["calendar"] == ""
    assert files(*events)["events/index.html"].values["is_borrowed"]
    assert PAGES.way(SITE, events) is None


def test_a_calendar_is_a_way_to_follow_a_site() -> None:
    events = (one("b", "2026-03-10", PUSHED), one("c", "2026-03-11", NEAREST))
    values = {"url": "https://example.org/hunan/events.ics"}
    assert PAGES.way(SITE, events) == Block("way_calendar", values)


def test_the_page_of_an_event_names_two_others_that_one_may_go_to() -> None:
    off = one("off", "2026-03-08", head="state: cancelled")
    coming = (one(name, f"2026-03-1{name}", NEAREST) for name in "123")
    events = (one("over", "2026-02-02"), off, one("own", "2026-03-11"), *coming)
    made = files(*events)
    assert titles(made["events/own.html"].values["others"]) == ["1", "2"]
    assert titles(made["events/over.html"].values["others"]) == ["1", "own"]
    assert titles(files(off)["events/off.html"].values["others"]) == []


def test_where_nothing_comes_the_last_three_are_named() -> None:
    events = [one(str(day), f"2026-02-{day:02}") for day in range(1, 6)]
    page = files(*events)["events/index.html"]
    last: Any = page.values["last"]
    assert [(month, titles(found)) for month, found in last] == [("2026年2月", ["5", "4", "3"])]
    assert page.values["months"] == []
    assert page.values["past_url"] == "https://example.org/hunan/events/past/"
    assert files(*events, one("a", "2026-03-09"))["events/index.html"].values["last"] == []


def test_what_is_over_stands_by_year_the_newest_first_so_many_a_page() -> None:
    events = [one(f"{n}", f"{2020 + n // 28}-02-{1 + n % 28:02}") for n in range(ON_PAGE + 1)]
    made = files(*events)
    first, second = made["events/past/index.html"], made["events/past/page/2.html"]
    years: Any = first.values["years"]
    assert [year for year, _ in years] == [2021, 2020]
    assert sum(len(found) for _, found in years) == ON_PAGE
    assert (first.values["previous"], first.values["next"]) == ("", "events/past/page/2.html")
    assert (second.values["previous"], second.values["next"]) == ("events/past/index.html", "")
    years: Any = second.values["years"]
    assert titles(dict(years)[2020]) == ["0"]


@pytest.mark.parametrize(
    ("events", "names"),
    [
        ([("near", "2026-03-02", NEAREST), ("own", "2026-03-09", OWN)], ["own", "near"]),
        (
            [("a", "2026-03-02", OWN), ("b", "2026-03-03", PUSHED), ("c", "2026-03-04", OWN)],
            ["a", "b"],
        ),
        ([("over", "2026-02-02", OWN)], []),
    ],
)
def test_the_home_page_has_the_next_two_its_own_first(
    events: list[tuple[str, str, str]], names: list[str]
) -> None:
    block = PAGES.block(SITE, tuple(one(*each) for each in events))
    assert (titles(block.values["events"]) if block else []) == names


def test_what_is_called_off_is_listed_and_stands_on_no_home_page() -> None:
    off = one("a", "2026-03-09", head="state: cancelled")
    assert PAGES.block(SITE, (off,)) is None
    page = files(off)["events/index.html"]
    months: Any = page.values["months"]
    assert [titles(found) for _, found in months] == [["a"]]
    assert not page.values["is_borrowed"]


def test_a_calendar_holds_what_comes_and_the_newest_of_what_is_over() -> None:
    old = [one(f"{n}", f"{2015 + n // 28}-02-{1 + n % 28:02}") for n in range(MAX_PAST + 2)]
    made = {f.path: f.data for f in PAGES.files(SITE, (*old, one("a", "2026-03-09")))}
    found = icalendar.Calendar.from_ical(made["events.ics"]).walk("VEVENT")
    assert [str(found[0]["SUMMARY"]), str(found[-1]["SUMMARY"])] == ["2", "a"]
    assert len(found) == MAX_PAST + 1


def test_a_report_is_linked_where_readers_may_see_it() -> None:
    value = event("start: 2026-02-02\nreport: /a.md")
    links = (("/a.md", "https://example.org/a.html"),)
    for shown_links, report in ((links, "https://example.org/a.html"), ((), "")):
        made = files(shown(value, why=OWN, links=shown_links))
        assert made["events/x.html"].values["report"] == report


def test_the_navigation_speaks_the_site_s_language() -> None:
    entry = PAGES.navigation(SITE, (one("a", "2026-03-09"),))
    assert entry is not None
    assert (entry.title, entry.file) == ("活动", "events/index.html")
    english: Any = Site(language="en")
    other = PAGES.navigation(english, (one("a", "2026-03-09"),))
    assert other is not None
    assert other.title == "Events"
