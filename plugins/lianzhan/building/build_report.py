"""What a build tells: its sites, articles and problems, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.building.failed_sites import one_per_cause
from lianzhan.model.report import NOTHING, PROBLEMS, PUBLISHED, REMOVED, Changes, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.last_step import Published
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import SiteResult


def build_report(
    checked: ContentState, problems: Iterable[Problem], live: Published | None = None
) -> Report:
    """Return the report of a build; `problems` came up while sites were staged."""
    sites = live.sites if live else ()
    found = one_per_cause((*checked.problems, *problems, *(live.problems if live else ())))
    withheld = tuple(d for d in checked.decisions.values() if not d.approved)
    return Report(
        sites=tuple(sorted(sites, key=lambda site: site.slug)),
        published=len(checked.decisions) - len(withheld),
        withheld=withheld,
        problems=tuple(sorted(found)),
        files=live.files if live else Changes(),
        seconds=0.0,
        exit_status=_exit_status(checked, sites, found),
    )


def _exit_status(
    checked: ContentState, sites: Iterable[SiteResult], problems: Iterable[Problem]
) -> int:
    """Return NOTHING if no site stands or the set-up failed, PROBLEMS if there is an error."""
    standing = [site.status != REMOVED for site in sites]
    is_lost = not checked.paths or (standing and not any(standing))
    if is_lost or any(fault.of_setup for fault in problems):
        return NOTHING
    return PROBLEMS if has_errors(problems) else PUBLISHED


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything is withheld or kept back for a fault; warnings withhold nothing."""
    return any(fault.is_error for fault in problems)
