"""Where events show: at home, below, where they are picked, and nearby."""

from __future__ import annotations

from dataclasses import replace

from work import steps

from kinds.placed import FEDERATION, catalog, pick, site
from lianzhan.kinds.event.placing import PLACING
from lianzhan.model.catalog import NEAREST, NEVER, OWN, PUSHED, Catalog, Entry


def event(where: str, name: str, phase: str = "next", day: int = 8, **facts: str) -> Entry:
    path = f"{where}/events/{name}.md"
    entry = Entry(path, where, None, name, "", NEVER, "province", "approved", kind="event")
    start = f"2026-03-{day:02}T09:00:00+08:00"
    return entry._replace(phase=f"{phase} {start}", facts=tuple(facts.items()))


def places(found: Catalog, why: str) -> list[tuple[str, str]]:
    """Who shows what for a reason: each site, with the name of an event."""
    every = PLACING.places(FEDERATION, found, found.entries)
    return [(p.site, found.entries[p.path].name) for p in every if p.why == why]


def test_a_federation_without_events_asks_for_nothing_more() -> None:
    assert [*PLACING.places(FEDERATION, catalog(), ())] == []
    assert [*PLACING.problems(FEDERATION, catalog(), ())] == []


def test_what_is_pushed_shows_below_until_it_is_over() -> None:
    found = catalog(
        event("changsha", "a", push="true"), event("changsha", "b", "past", push="true")
    )
    assert places(found, OWN) == [("changsha", "a"), ("changsha", "b")]
    assert places(found, PUSHED) == [("furong", "a")]


def test_where_nothing_comes_the_parent_s_stand_before_the_siblings_then_further_up() -> None:
    found = catalog(
        event("changsha", "parent", day=20),
        event("hunan", "top", day=1),
        event("hengyang", "uncle", day=2),
        event("hubei", "elsewhere", day=1),
    )
    assert places(found, NEAREST) == [
        ("changsha", "top"),
        ("furong", "parent"),
        ("furong", "top"),
        ("hengyang", "top"),
    ]


def test_within_a_tier_the_soonest_comes_first_and_two_are_enough() -> None:
    found = catalog(*(event("hunan", f"day{day}", day=day) for day in (9, 7, 8)))
    assert places(found, NEAREST)[:2] == [("changsha", "day7"), ("changsha", "day8")]
    assert [where for where, _ in places(found, NEAREST)].count("furong") == 2


def test_of_all_siblings_the_soonest_come_first() -> None:
    names = ("a", "b", "c", "d")
    sites = (site("hunan", "province", None), *(site(name, "city", "hunan") for name in names))
    federation = replace(FEDERATION, sites=sites)
    found = catalog(
        event("a", "late", day=9), event("b", "later", day=10), event("c", "soon", day=2)
    )
    every = PLACING.places(federation, found, found.entries)
    near = [p.path for p in every if (p.site, p.why) == ("d", NEAREST)]
    assert near == ["c/events/soon.md", "a/events/late.md"]


def test_a_site_with_two_needs_none_and_what_is_off_or_over_does_not_count() -> None:
    two = (event("changsha", "a"), event("changsha", "b"))
    assert ("changsha", "top") not in places(catalog(*two, event("hunan", "top")), NEAREST)
    off = (event("changsha", "a", cancelled="true"), event("changsha", "b", "past"))
    assert ("changsha", "top") in places(catalog(*off, event("hunan", "top")), NEAREST)
    assert ("furong", "a") not in places(catalog(*off, event("hunan", "top")), NEAREST)


def test_what_is_pushed_or_picked_is_not_shown_again_as_nearest() -> None:
    found = catalog(event("hunan", "a", push="true"), event("hunan", "b"))
    assert places(found, NEAREST) == [(s, "b") for s in ("changsha", "furong", "hengyang")]
    ours = event("changsha", "c")
    picked = catalog(ours, event("hengyang", "d"), picks=(pick("hunan", ours),))
    assert places(picked, NEAREST) == [
        ("changsha", "d"),
        ("furong", "c"),
        ("furong", "d"),
        ("hengyang", "c"),
    ]


def test_what_takes_place_now_still_comes() -> None:
    found = catalog(event("hunan", "a", "running"))
    assert ("furong", "a") in places(found, NEAREST)


def test_ten_times_the_siblings_cost_no_more_than_ten_times() -> None:
    """What all sites below one have is put in order once, and little of it is looked at a site."""

    def work(siblings: int) -> int:
        names = [f"county{number}" for number in range(siblings)]
        sites = (site("hunan", "province", None), *(site(name, "city", "hunan") for name in names))
        federation = replace(FEDERATION, sites=sites)
        found = catalog(*(event(name, "a", day=1 + i % 28) for i, name in enumerate(names)))
        shown: list[object] = []
        count = steps(lambda: shown.extend(PLACING.places(federation, found, found.entries)))
        assert len(shown) == 2 * siblings
        return count

    assert work(300) < 13 * work(30)
