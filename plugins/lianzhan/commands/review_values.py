"""What waits for its review, and who signed what: the values behind a check's records."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.commands.checking import check_content
from lianzhan.commands.printing import print_problems
from lianzhan.desk.history import days_of_change
from lianzhan.desk.signed_log import Signed, newest_first, signed_steps
from lianzhan.desk.waiting import Waiting, may_sign, oldest_first, waiting_texts
from lianzhan.gate.assess import assessments

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState


def queue_of(request: Request, person: str = "", step: str = "") -> list[Waiting] | None:
    """Return what waits, the oldest first; None where nothing could be read, which is printed.

    `person` and `step` choose those that she may sign, and that wait for it.
    """
    state, _of_cache = check_content(request)
    if state.tree is None:
        print_problems(state.problems, request.content)
        return None
    federation = state.tree.federation
    today = request.now.astimezone(ZoneInfo(federation.timezone)).date()
    return [
        text
        for text in waiting_in(state, request)
        if (not step or text.step == step)
        and (not person or may_sign(person, text, federation, today))
    ]


def signed_of(request: Request, since: date | None) -> list[Signed] | None:
    """Return every step that was signed, the newest first; None where nothing could be read."""
    state, _of_cache = check_content(request)
    if state.tree is None:
        print_problems(state.problems, request.content)
        return None
    steps: list[Signed] = []
    for slug, record in state.records.items():
        source = state.sources[slug]
        with suppress(OSError):
            steps += signed_steps(assessments(source, record, request.now), source.people)
    return newest_first(steps, since)


def waiting_in(state: ContentState, request: Request) -> list[Waiting]:
    """Return what waits in a content that has just been checked, the oldest first."""
    withheld = {path for path, decision in state.decisions.items() if not decision.approved}
    sites = state.tree.federation.sites if state.tree else ()
    found = {}
    for site in sites:
        record = state.records.get(site.slug)
        if record and any(decision.path in withheld for decision in record.decisions):
            with suppress(OSError):
                found[site] = assessments(state.sources[site.slug], record, request.now)
    unsigned = {
        one.read.value.file
        for every in found.values()
        for one in every
        if one.read.value.path in withheld
    }
    written = days_of_change(request.content, unsigned)
    return oldest_first(
        text
        for site, every in found.items()
        for text in waiting_texts(site, every, written, state.late)
    )
