"""A review chain to its steps: what can't be read is a fault at its line, the others stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from lianzhan.model.review import ReviewStep
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.review_steps import review_steps

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = "{step: first, by: 甲, at: 2026-03-01}"


def read(chain: str) -> tuple[tuple[ReviewStep, ...], list[tuple[int, str]]]:
    fields = Fields("x.md", first_values(split(f"---\nreview: {chain}\n---\n", "x.md").fields))
    steps = review_steps(fields, "review", ZONE)
    return steps, [(fault.line, dict(fault.details)["key"]) for fault in fields.problems]


def start(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=ZONE)


def test_each_step_has_its_line_its_day_and_the_moment_from_which_it_counts() -> None:
    steps, faults = read(f"\n  - {FIRST}\n  - {{at: 2026-03-02 09:30, by: 乙, step: second}}")
    assert steps == (
        ReviewStep("first", "甲", date(2026, 3, 1), 3, start(1)),
        ReviewStep("second", "乙", date(2026, 3, 2), 4, start(2).replace(hour=9, minute=30)),
    )
    assert faults == []


def test_a_moment_of_another_zone_counts_where_the_federation_is() -> None:
    ((step,), _) = read("[{step: first, by: 甲, at: '2026-03-01T23:00:00Z'}]")
    assert step.since == datetime(2026, 3, 1, 23, tzinfo=UTC)
    assert step.at == date(2026, 3, 1)


@pytest.mark.parametrize("chain", ["", "''", "[]", "~"])
def test_none_are_none(chain: str) -> None:
    assert read(chain) == ((), [])


def test_one_step_need_not_be_a_list() -> None:
    steps, faults = read(FIRST)
    assert ([step.by for step in steps], faults) == (["甲"], [])


@pytest.mark.parametrize(
    "entry",
    [
        *("甲", "[first, 甲]", "{step: first, who: 甲}", "{step: first, step: first}", "[[]]"),
        "{step: second, by: 乙, at: 2026-03-02, who: 丙}",
        "{step: second, by: 乙, at: 2026-03-02, by: 丙}",
    ],
)
def test_what_is_no_step_is_left_out_and_the_others_stay(entry: str) -> None:
    steps, faults = read(f"\n  - {FIRST}\n  - {entry}")
    assert [step.step for step in steps] == ["first"]
    assert faults == [(4, "review")]


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("{step: first, by: 甲}", ["review.at"]),
        ("{step: first, by: 甲, at: 2026-03}", ["review.at"]),
        ("{step: first, by: 甲, at: [2026-03-01]}", ["at", "review.at"]),
        ("{step: first, by: [甲], at: 2026-03-01}", ["by"]),
        ("{step: {}, by: 甲, at: 2026-03-01}", ["step"]),
        ("{}", ["review.at"]),
    ],
)
def test_a_step_with_a_fault_is_a_step_and_told(entry: str, keys: list[str]) -> None:
    """It does not count: where it has no day, nobody knows from when."""
    steps, faults = read(f"\n  - {entry}")
    assert len(steps) == 1
    assert faults == [(3, key) for key in keys]
    assert (steps[0].since is None) == ("review.at" in keys)


def test_equal_steps_of_two_values_are_told_apart_by_their_lines() -> None:
    (first,), _ = read(f"\n  - {FIRST}")
    (second,), _ = read(f"\n\n  - {FIRST}")
    assert (first.line, second.line) == (3, 4)
    assert first.since is second.since
