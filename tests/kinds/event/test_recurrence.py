"""Occurrences: which is over, which comes, and when that changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinds.event.made import at, event
from lianzhan.kinds.event.recurrence import (
    MAX_OCCURRENCES,
    REPEATS,
    Series,
    changes,
    phase_of,
    split_phase,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        ("2026-03-08 08:59", "next 2026-03-08T09:00:00+08:00"),
        ("2026-03-08 09:00", "running 2026-03-08T09:00:00+08:00"),
        ("2026-03-08 11:29", "running 2026-03-08T09:00:00+08:00"),
        ("2026-03-08 11:30", "past 2026-03-08T09:00:00+08:00"),
    ],
)
def test_what_takes_place_once_comes_runs_and_is_over(now: str, phase: str) -> None:
    series = event("start: 2026-03-08 09:00\nend: 11:30").series
    assert phase_of(series, at(now)) == phase


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("start: 2026-03-08 09:00", "2026-03-09"),
        ("start: 2026-03-08", "2026-03-09"),
        ("start: 2026-03-08\nend: 2026-03-10", "2026-03-11"),
        ("start: 2026-03-08 09:00\nend: 2026-03-10 17:00", "2026-03-10 17:00"),
    ],
)
def test_what_has_no_time_of_end_is_over_with_its_day(head: str, end: str) -> None:
    series = event(head).series
    assert [*changes(series, at("2026-01-01"))][-1] == at(end)


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("repeats: daily\nuntil: 2026-03-10", [(3, 8), (3, 9), (3, 10)]),
        ("repeats: weekly\nuntil: 2026-03-28", [(3, 8), (3, 15), (3, 22)]),
        ("repeats: weekly\nuntil: 2026-03-22\nskip: 2026年3月15日", [(3, 8), (3, 22)]),
        ("repeats: monthly\nuntil: 2026-05-08", [(3, 8), (4, 8), (5, 8)]),
    ],
)
def test_a_rule_names_its_days_until_it_ends(head: str, days: list[tuple[int, int]]) -> None:
    series = event(f"start: 2026-03-08 09:00\n{head}").series
    assert series is not None
    assert [(o.start.month, o.start.day) for o in series.occurrences()] == days
    assert all(
        (o.start.hour, o.start.tzinfo) == (9, series.start.tzinfo) for o in series.occurrences()
    )


def test_what_is_yearly_goes_on_for_ever_and_costs_no_more_for_that() -> None:
    series = event("start: 1949-10-01 09:00\nrepeats: yearly").series
    for year in (1949, 2026, 9998):
        assert phase_of(series, at(f"{year}-09-30")).startswith(f"next {year}-10-01T09:00")
    assert phase_of(series, at("9999-12-31 23:59")).startswith("past 9999-10-01")


def test_years_that_are_skipped_are_passed_over_on_both_sides() -> None:
    head = "start: 2020-03-08\nrepeats: yearly\nskip: [2024-03-08, 2025-03-08, 2026-03-08]"
    series = event(head).series
    assert phase_of(series, at("2026-01-01")) == "next 2027-03-08T00:00:00+08:00"
    assert next(iter(changes(series, at("2026-01-01")))) == at("2023-03-09")


def test_a_rule_that_is_over_is_about_its_last_time() -> None:
    series = event("start: 2026-03-08\nrepeats: weekly\nuntil: 2026-04-30").series
    assert phase_of(series, at("2027-01-01")) == "past 2026-04-26T00:00:00+08:00"


def test_a_series_of_which_every_day_is_skipped_never_takes_place() -> None:
    series = Series(at("2026-03-08"), HOUR, "daily", date(2026, 3, 8), (date(2026, 3, 8),))
    assert phase_of(series, at("2026-01-01")) == ""
    assert [*changes(series, at("2026-01-01"))] == []
    assert phase_of(None, at("2026-01-01")) == ""


def test_no_rule_has_more_times_than_are_counted_and_none_leaves_the_calendar() -> None:
    endless = Series(at("2026-03-08"), HOUR, "daily", date(9999, 12, 31))
    assert len([*endless.occurrences()]) == MAX_OCCURRENCES
    late = Series(at("9999-12-30"), timedelta(days=1), "daily", date(9999, 12, 31))
    assert phase_of(late, at("9999-12-31 12:00")) == "past 9999-12-30T00:00:00+08:00"
    leap = Series(at("2028-02-29"), HOUR, "yearly")
    assert len([*leap.occurrences()]) == 1


MOMENTS = st.datetimes(datetime(1949, 1, 1), datetime(2199, 12, 1))


@given(
    MOMENTS,
    st.timedeltas(timedelta(minutes=1), timedelta(days=1)),
    st.sampled_from(("", *REPEATS)),
    st.integers(0, 3_000),
    MOMENTS,
)
def test_a_phase_holds_from_one_change_to_the_next(
    start: datetime, length: timedelta, repeats: str, days: int, now: datetime
) -> None:
    """So a record that says it is good for as long as it says."""
    zone = at("2026-01-01").tzinfo
    until = start.date() + timedelta(days=days)
    series = Series(start.replace(tzinfo=zone), length, repeats, until if repeats else None)
    now = now.replace(tzinfo=zone)
    moments = [*changes(series, now)]
    since = max((m for m in moments if m <= now), default=None)
    later = min((m for m in moments if m > now), default=None)
    tick = timedelta(seconds=1)
    phase = phase_of(series, now)
    if since:
        assert phase_of(series, since) == phase != phase_of(series, since - tick)
    if later:
        assert phase_of(series, later - tick) == phase != phase_of(series, later)
    else:
        assert split_phase(phase)[0] in ("past", "")
