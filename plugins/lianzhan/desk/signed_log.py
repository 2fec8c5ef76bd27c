"""Who signed what, when, with which key: every step of every chain, the newest first. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lianzhan.kinds.review.persons import signer
from lianzhan.kinds.review.signatures import fingerprint
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.gate.assess import Assessed
    from lianzhan.model.people import People


@dataclass(frozen=True)
class Signed:
    """A step that somebody took: `person` is her id, `key` the fingerprint of what she signed with.

    `why` is the code of what keeps the step from counting, "" where it counts; a step after one
    that does not count has that one's. Who is not in people.toml has no id.
    """

    day: date | None
    step: str
    by: str
    person: str
    key: str
    path: str
    title: str
    site: str
    why: str


def signed_steps(assessed: Iterable[Assessed], people: People | None) -> Iterator[Signed]:
    """Yield every step of the chains of a site's values."""
    known = {person.id for person in people.persons} if people else set()
    for one in assessed:
        value, void = one.read.value, one.chain.void
        for place, step in enumerate(value.review):
            person = signer(step.by, people)
            yield Signed(
                day=step.at,
                step=step.step,
                by=step.by,
                person=person if person in known else "",
                key=fingerprint(step.signature),
                path=value.path,
                title=value.label,
                site=value.site,
                why=void.why.name if void and place >= void.place else "",
            )


def newest_first(steps: Iterable[Signed], since: date | None = None) -> list[Signed]:
    """Order steps by their day, of one day by path; those before `since` are left out."""
    wanted = [step for step in steps if since is None or (step.day and step.day >= since)]
    by_path = sorted(wanted, key=lambda step: step.path)
    return sorted(by_path, key=lambda step: step.day or date.min, reverse=True)
