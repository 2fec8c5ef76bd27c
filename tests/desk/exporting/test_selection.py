"""Which articles are asked for, which picks bring nothing. The whole task: commands/tasks/test_export."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from kinds.placed import FEDERATION, article, catalog, pick

from lianzhan.desk.exporting.selection import Known, Selection, chosen, homes_of, lost_picks

if TYPE_CHECKING:
    from lianzhan.model.catalog import Entry, Pick


def entry(where: str, column: str = "news", day: int = 8, hour: int = 1) -> Entry:
    """An article of a site, offered to all above, of a day in March 2026 in Shanghai."""
    made = article(where, column, "province")
    return made._replace(date=datetime(2026, 3, day, hour, tzinfo=UTC))


CITY, COUNTY, OTHER = entry("changsha"), entry("furong"), entry("hengyang", day=3)
STORY = entry("changsha", "stories", day=9)


def known(*picks: Pick, without: Entry | None = None) -> Known:
    content = catalog(CITY, COUNTY, OTHER, STORY, picks=picks)
    published = [path for path in content.entries if not without or path != without.path]
    return Known(FEDERATION, content, published)


def paths(asked: Selection, content: Known) -> list[str]:
    return [one.path for one in chosen(asked, content)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Selection(columns=frozenset({"news"})), [CITY, COUNTY, OTHER]),
        (Selection(columns=frozenset({"news", "stories"}), site="changsha"), [CITY, STORY, COUNTY]),
        (Selection(site="furong"), [COUNTY]),
        (Selection(site="hubei"), []),
        (Selection(site="hunan", since=date(2026, 3, 8)), [CITY, STORY, COUNTY]),
        (Selection(site="hunan", until=date(2026, 3, 8)), [CITY, COUNTY, OTHER]),
        (Selection(site="hunan", since=date(2026, 3, 4), until=date(2026, 3, 8)), [CITY, COUNTY]),
    ],
)
def test_all_that_is_asked_for_holds_and_comes_in_the_order_of_the_tree(
    asked: Selection, found: list[Entry]
) -> None:
    assert paths(asked, known()) == [entry.path for entry in found]


def test_a_day_is_one_of_the_federations_time() -> None:
    late = entry("changsha", day=8, hour=17)  # the 9th in Shanghai
    content = Known(FEDERATION, catalog(late), [late.path])
    assert paths(Selection(site="hunan", since=date(2026, 3, 9)), content) == [late.path]
    assert paths(Selection(site="hunan", until=date(2026, 3, 8)), content) == []


def test_what_is_not_published_is_not_exported() -> None:
    assert paths(Selection(site="changsha"), known(without=CITY)) == [STORY.path, COUNTY.path]


def test_a_pick_counts_for_the_site_that_made_it_and_the_lowest_comes_first() -> None:
    content = known(pick("hunan", COUNTY), pick("changsha", COUNTY), pick("hunan", CITY))
    assert paths(Selection(picked_by="changsha"), content) == [COUNTY.path]
    (city, county) = chosen(Selection(picked_by="hunan"), content)
    assert [p.site for p in city.picks] == ["hunan"]
    assert [p.site for p in county.picks] == ["changsha", "hunan"]


def test_a_pick_that_no_build_follows_counts_for_nothing() -> None:
    stray = replace(pick("hengyang", COUNTY), line=7)
    content = known(stray)
    asked = Selection(picked_by="hengyang")
    assert chosen(asked, content) == ()
    assert [(lost.fault.code, lost.fault.line) for lost in lost_picks(asked, content)] == [
        ("pick-not-below", 7)
    ]


def test_lost_picks_are_those_of_the_site_and_of_what_is_asked_for() -> None:
    none = replace(pick("hunan", "hunan/none.md"), line=9)
    content = known(pick("hunan", CITY), pick("changsha", COUNTY), none, without=CITY)

    def lost(asked: Selection) -> list[tuple[str, str]]:
        return [(each.fault.code, each.path) for each in lost_picks(asked, content)]

    unknown, unpublished = ("pick-unknown", ""), ("pick-unpublished", CITY.path)
    assert lost(Selection(picked_by="hunan")) == [unpublished, unknown]
    assert lost(Selection(picked_by="hunan", columns=frozenset({"stories"}))) == [unknown]
    assert lost(Selection(site="hunan")) == []


def test_homes_are_those_below_whoever_is_asked_for() -> None:
    def slugs(asked: Selection) -> list[str]:
        return [site.slug for site in homes_of(asked, FEDERATION)]

    assert slugs(Selection(picked_by="changsha")) == ["changsha", "furong"]
    assert slugs(Selection(picked_by="hunan", site="furong")) == ["furong"]
    assert len(slugs(Selection(columns=frozenset({"news"})))) == len(FEDERATION.sites)
