"""Which changes of a chain are not its author's to make. Pure: two chains in, problems out.

A step is added or changed by who signs it. One that somebody else signed is taken out only once it
does not count any more: `approve` itself does so, and so does who has changed the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.kinds.review.persons import signer
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.model.review import ReviewStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.desk.changes.chains import SignedWords
    from lianzhan.model.people import People, Person
    from lianzhan.model.problem import Problem

CHANGE_FOREIGN_STEP = error(
    "change-foreign-step",
    N_("“{author}”写上了“{by}”的审签“{step}”：每一审由本人提交"),
    N_("删去这一步，由签署人自己用 approve 签、自己提交；原来就有的，改回原样"),
)
CHANGE_STEP_REMOVED = error(
    "change-step-removed",
    N_("“{author}”删改了“{by}”在 {on} 签的“{step}”，而稿件没有改过"),
    N_("把这一步改回原样；要撤稿，写 status: withdrawn 就行，不用动审签"),
)

CHANGE_UNDER_STEP = error(
    "change-under-step",
    N_("“{author}”改了稿件，“{by}”的审签“{step}”还在，而它没有写明审的是哪一稿"),
    N_("删去没有写明的审签，改好的稿件从头审；以前签的，先由管理员用 approve --renew 补上"),
)

Fact = tuple[object, ...]
"""All that a step says."""
Numbered = list[tuple[int, ReviewStep]]
"""Steps with their places in their chain."""
Counted = Callable[[tuple[ReviewStep, ...]], int | None]
"""How many steps of a chain, from the first on, count for the value as it is now; None: unknown."""


def step_problems(
    path: str, before: SignedWords, after: SignedWords, signing: Signing
) -> Iterator[Problem]:
    """Yield what is wrong with how a chain was changed; both are of one value, before and after."""
    was, now = Counter(map(facts_of, before.steps)), Counter(map(facts_of, after.steps))
    added = [(place, step) for place, step in enumerate(after.steps) if _is_left(was, step)]
    removed = [(place, step) for place, step in enumerate(before.steps) if _is_left(now, step)]
    added = [(place, step) for place, step in added if not signing.is_own(step)]
    removed = [(place, step) for place, step in removed if not signing.is_own(step)]
    if (added or removed) and before.words == after.words:
        count = signing.counted(before.steps)
        removed = [(place, step) for place, step in removed if count is None or place < count]
        added, removed = _but_for_renewed(added, removed, signing.counted(after.steps) or 0)
    elif before.words != after.words:  # what was signed for the words before is void, or is to go
        removed = []
        yield from _left_under(path, before, after, signing)
    yield from (_added(path, step, signing.author) for _place, step in added)
    yield from (_removed(path, after, step, signing.author) for _place, step in removed)


def _left_under(
    path: str, before: SignedWords, after: SignedWords, signing: Signing
) -> Iterator[Problem]:
    """Yield others' steps that would count for words which their signers have not seen."""
    was = {facts_of(step) for step in before.steps}
    for step in after.steps:
        if not step.digest and facts_of(step) in was and not signing.is_own(step):
            details = {"author": signing.author.name, "by": step.by[:60], "step": step.step[:60]}
            yield problem(path, step.line, CHANGE_UNDER_STEP, **details)


@dataclass(frozen=True)
class Signing:
    """Who changes a chain, the people who may sign at the value's site, and what counts there."""

    author: Person
    people: People
    counted: Counted

    def is_own(self, step: ReviewStep) -> bool:
        """Whether it is the author who signs, however she is called there."""
        return signer(step.by, self.people) == self.author.id


def _but_for_renewed(added: Numbered, removed: Numbered, count: int) -> tuple[Numbered, Numbered]:
    """Leave out steps that counted, and only got the digest that they have now.

    `approve --renew` does so where no word was changed. `count` steps of the new chain count.
    """
    pairs = [
        (old, new)
        for old in removed
        for new in added
        if new[0] < count and not old[1].digest and _without_digest(new[1]) == facts_of(old[1])
    ]
    old_ones, new_ones = [old for old, _ in pairs], [new for _, new in pairs]
    return [n for n in added if n not in new_ones], [o for o in removed if o not in old_ones]


def facts_of(step: ReviewStep) -> Fact:
    """Return all that a step says, wherever it stands."""
    return step.step, step.by, step.at, step.since, step.digest, step.signature


def _is_left(others: Counter[Fact], step: ReviewStep) -> bool:
    """Whether a step is none of the others'; each of those stands for one alone."""
    fact = facts_of(step)
    others[fact] -= 1
    return others[fact] < 0


def _without_digest(step: ReviewStep) -> Fact:
    return facts_of(replace(step, digest=""))


def _added(path: str, step: ReviewStep, author: Person) -> Problem:
    details = {"author": author.name, "by": step.by[:60], "step": step.step[:60]}
    return problem(path, step.line, CHANGE_FOREIGN_STEP, **details)


def _removed(path: str, after: SignedWords, step: ReviewStep, author: Person) -> Problem:
    said = {"author": author.name, "by": step.by[:60], "step": step.step[:60], "on": step.at or "?"}
    return problem(path, after.line, CHANGE_STEP_REMOVED, **said)
