"""What waits for its review: which text, for which step, since when, and who has signed so far.

In: values as the gate judged them. Out: what waits, the oldest first. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from lianzhan.kinds.review.chain import OF_THE_CHAIN
from lianzhan.kinds.review.persons import signer
from lianzhan.model.report import AWAITING, CHANGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lianzhan.gate.assess import Assessed
    from lianzhan.kinds.value import Remark
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.people import People
    from lianzhan.model.problem import Problem
    from lianzhan.model.review import ReviewStep

_UNKNOWN_DAY = date.min
_NOTHING_LATE: Mapping[str, Iterable[Problem]] = MappingProxyType({})


@dataclass(frozen=True)
class Waiting:
    """A text that waits for a step; "" where all are taken and its status is to be `approved`.

    `since` is the day of the last step that counts, or that of the text where there is none.
    `was_changed`: after somebody had signed. `faults` are errors that no review mends, `remarks`
    what its reviewers must know (see `Value.remarks`).
    """

    path: str
    title: str
    site: str
    site_name: str
    step: str
    since: date
    signed: tuple[ReviewStep, ...]
    was_changed: bool
    faults: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


def waiting_texts(
    site: Site,
    assessed: Iterable[Assessed],
    written: Mapping[str, date],
    late: Mapping[str, Iterable[Problem]] = _NOTHING_LATE,
) -> Iterator[Waiting]:
    """Yield what waits at a site. `written` says by path when a file was changed last.

    `late` are by path the problems that only the whole federation knows.
    """
    for one in assessed:
        value, void = one.read.value, one.chain.void
        own, others = (*one.read.problems, *one.faults), late.get(value.path, ())
        codes = {fault.code for fault in (*own, *others) if fault.is_error}
        has_errors = one.decision.reason == "problems" or any(fault.is_error for fault in others)
        is_waiting = one.decision.reason in (AWAITING, CHANGED) or (
            has_errors and (one.chain.missing or codes - OF_THE_CHAIN)
        )
        if value.status == "withdrawn" or not is_waiting:
            continue
        signed = value.review[: void.place] if void else value.review
        days = [step.at for step in signed if step.at]
        yield Waiting(
            path=value.path,
            title=value.label,
            site=site.slug,
            site_name=site.name,
            step=next(iter(one.chain.missing), ""),
            since=max(days, default=written.get(value.file, _UNKNOWN_DAY)),
            signed=signed,
            was_changed=one.decision.reason == CHANGED,
            faults=tuple(sorted(codes - OF_THE_CHAIN)),
            remarks=value.remarks,
        )


def oldest_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Order what waits by the day since when."""
    return sorted(waiting, key=attrgetter("since", "path"))


def may_sign(person: str, waiting: Waiting, federation: Federation, today: date) -> bool:
    """Whether somebody, by name or id, may take the step that a text waits for."""
    people = _people_at(waiting, federation)
    who = signer(person, people)
    if not waiting.step or not who or who in {signer(s.by, people) for s in waiting.signed}:
        return False
    if people is None:
        return True
    known = [p for p in people.persons if p.id == who]
    return any(waiting.step in p.steps and p.is_active(today) for p in known)


def _people_at(waiting: Waiting, federation: Federation) -> People | None:
    if federation.people is None:
        return None
    return federation.people.at(federation.by_slug[waiting.site].path)
