"""How a build ended follows from what stands and from its problems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from every_code import CODES

from lianzhan.building.build_report import build_report, has_errors
from lianzhan.building.content_state import ContentState
from lianzhan.building.failed_sites import site_failed
from lianzhan.building.last_step import Published
from lianzhan.model.problem import problem
from lianzhan.model.report import (
    BUILT,
    KEPT,
    NOTHING,
    PROBLEMS,
    PUBLISHED,
    REMOVED,
    Changes,
    Decision,
    SiteResult,
)

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

ERROR = problem("a.md", 1, CODES["empty-file"])
WARNING = problem("a.md", 1, CODES["dead-link"], target="b.md")
SETUP = problem("federation.toml", 0, CODES["setup-failed"], reason="x")
STATE = ContentState(None, (), paths={"a": "a", "b": "b"})


def live(*statuses: str) -> Published:
    sites = (SiteResult(name, status, 1) for name, status in zip("ba", statuses, strict=False))
    return Published(tuple(sites), files=Changes(1, 2, 3))


@pytest.mark.parametrize(
    ("problems", "statuses", "exit_status"),
    [
        ([], (BUILT, BUILT), PUBLISHED),
        ([WARNING], (BUILT, KEPT), PUBLISHED),
        ([ERROR], (BUILT, BUILT), PROBLEMS),
        ([ERROR], (KEPT, REMOVED), PROBLEMS),
        ([], (REMOVED, REMOVED), NOTHING),
        ([SETUP], (BUILT, BUILT), NOTHING),
        ([], (), PUBLISHED),
    ],
)
def test_the_exit_status_is_that_of_the_worst(
    problems: list[Problem], statuses: tuple[str, ...], exit_status: int
) -> None:
    assert build_report(STATE, problems, live(*statuses)).exit_status == exit_status


def test_without_any_site_in_the_content_nothing_is_published() -> None:
    assert build_report(replace(STATE, paths={}), ()).exit_status == NOTHING


def test_sites_and_problems_of_all_steps_stand_in_order() -> None:
    state = replace(STATE, problems=(ERROR,))
    report = build_report(state, [WARNING], replace(live(BUILT, KEPT), problems=(SETUP,)))
    assert [site.slug for site in report.sites] == ["a", "b"]
    assert report.problems == tuple(sorted((ERROR, WARNING, SETUP)))
    assert report.files == Changes(1, 2, 3)


def test_one_cause_that_keeps_several_sites_is_told_once() -> None:
    state = replace(STATE, problems=(site_failed("a", "a", "no room"),))
    report = build_report(state, [site_failed("b", "b", "no room")])
    assert [fault.code for fault in report.problems] == ["sites-failed"]


def test_articles_are_published_or_withheld() -> None:
    withheld = Decision("b.md", approved=False, reason="draft")
    decisions = {"a.md": Decision("a.md", approved=True, reason=""), "b.md": withheld}
    report = build_report(replace(STATE, decisions=decisions), ())
    assert (report.published, report.withheld) == (1, (withheld,))


def test_only_errors_count_as_such() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])
