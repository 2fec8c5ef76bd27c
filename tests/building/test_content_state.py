"""What is known of the content, and of which folders nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from real_workers import one_worker

from lianzhan.building.check import check
from lianzhan.building.content_state import ContentState
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.live_sites import LiveSite

if TYPE_CHECKING:
    from conftest import House


def test_without_a_federation_there_is_nothing_to_build_or_plan() -> None:
    state = ContentState(None, ())
    assert (state.sites, state.unread, state.unknown) == ((), (), ())
    with pytest.raises(ValueError, match="no federation"):
        _ = state.planner


def test_the_window_is_the_time_in_which_all_records_hold(house: House) -> None:
    state = house.check()
    assert state.window == (ALWAYS, NEVER) or state.window[0] < house.now < state.window[1]
    days = {s: datetime(2026, 1, n, tzinfo=UTC) for n, s in enumerate(state.records, 1)}
    records = {s: replace(r, since=days[s], until=days[s]) for s, r in state.records.items()}
    found = replace(state, records=records).window
    assert found == (max(days.values()), min(days.values()))


def test_only_a_site_with_a_record_that_is_not_broken_can_be_built(house: House) -> None:
    """A broken site that stands in the output keeps its place among its neighbours."""
    identity = house.check().planner.identity("changsha")
    house.write("hunan/changsha/site.toml", "name = ")
    live = {"changsha": LiveSite(identity)}
    state = check(house.content, house.now, one_worker(), None, lambda: live)
    assert "changsha" in state.records
    assert "changsha" in state.planner.sites
    assert "changsha" not in state.sites
    records = {slug: record for slug, record in state.records.items() if slug != "hengyang"}
    assert set(replace(state, records=records).sites) == {*state.sites} - {"hengyang"}


def test_of_a_site_without_a_record_its_articles_and_pages_are_unread(house: House) -> None:
    state = house.check()
    assert state.unread == ()
    records = {slug: record for slug, record in state.records.items() if slug != "furong"}
    folder = state.paths["furong"]
    found = replace(state, records=records)
    assert found.unread == tuple(
        f"{folder}/{kind}" for kind in ("articles", "pages", "events", "topics", "campaigns")
    )
    assert found.unknown == ()


def test_folders_that_records_could_not_look_into_are_unknown_and_unread(house: House) -> None:
    state = house.check()
    hunan = replace(state.records["hunan"], unknown=("hunan/articles/x",))
    found = replace(state, records={**state.records, "hunan": hunan})
    assert found.unknown == found.unread == ("hunan/articles/x",)


def test_what_a_worker_needs_to_find_an_outlines_articles(house: House) -> None:
    state = house.check()
    outline = state.planner.outline("changsha")
    homes = state.homes(outline)
    assert [source.job.site.slug for source, _ in homes] == sorted(outline.homes)
    assert [digest for _, digest in homes] == [
        state.records[slug].values for slug in sorted(outline.homes)
    ]
