"""The rule of review (三审): the chain is complete, by different persons, in order of time.

It holds for every kind that passes the gate. A step counts for the text that it was signed for:
once that is changed, it and all steps after it count as missing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.review.persons import (
    REVIEW_NAMESAKES,
    REVIEW_NOT_ENTITLED,
    REVIEW_OWN_TEXT,
    REVIEW_UNKNOWN_PERSON,
    own_text_faults,
    person_faults,
    signer,
)
from lianzhan.kinds.review.standing import (
    CHANGED_SINCE_REVIEW,
    REVIEW_KEY,
    REVIEW_SIGNATURE,
    REVIEW_UNSIGNED,
    REVIEW_WITHOUT_DIGEST,
    void_step,
)
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.fields import BAD_VALUE
from lianzhan.reading.meant_words import meant_word
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.review.standing import Void
    from lianzhan.kinds.review.terms import Terms
    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.review import ReviewStep

REVIEW_INCOMPLETE = error(
    "review-incomplete",
    N_("状态是 approved，但审签缺少：{steps}"),
    N_("补全审签，或把 status 改回 submitted"),
)
REVIEW_SAME_PERSON = error(
    "review-same-person", N_("“{by}”签了不止一审"), N_("每一审由不同的人签署")
)
REVIEW_ORDER = error(
    "review-order",
    N_("审签不按顺序：“{step}”的位置或日期不对"),
    N_("按 {steps} 的顺序书写，日期依次不早于前一审"),
)
REVIEW_FUTURE = error(
    "review-future",
    N_("审签“{step}”的日期 {date} 还没有到"),
    N_("改为实际审签的日期；还没有审的，删去这一步"),
)
REVIEW_UNKNOWN_STEP = error(
    "review-unknown-step", N_("不认识的审签步骤“{step}”"), N_("写成 {nearest}；可用的有 {steps}")
)
OF_THE_CHAIN = frozenset(
    code.name
    for code in (
        REVIEW_INCOMPLETE,
        REVIEW_SAME_PERSON,
        REVIEW_ORDER,
        REVIEW_FUTURE,
        REVIEW_UNKNOWN_STEP,
        CHANGED_SINCE_REVIEW,
        REVIEW_WITHOUT_DIGEST,
        REVIEW_UNKNOWN_PERSON,
        REVIEW_NAMESAKES,
        REVIEW_NOT_ENTITLED,
        REVIEW_OWN_TEXT,
        REVIEW_UNSIGNED,
        REVIEW_SIGNATURE,
        REVIEW_KEY,
    )
)
"""The names of all that may be wrong with a chain, and is mended by reviewing."""


class Chain(NamedTuple):
    """What was found of a value's chain.

    Its faults, the first step that does not count, and the steps of the policy that nobody has
    taken for this text, in their order.
    """

    faults: tuple[Problem, ...]
    void: Void | None
    missing: tuple[str, ...]


def stated(value: Value, policy: ReviewPolicy) -> Value:
    """Return a value with its status: one that says none is approved once all steps are taken."""
    if value.status:
        return value
    status = "submitted" if unsigned_steps(value.review, policy) else "approved"
    return replace(value, status=status)


def judge_chain(value: Value, terms: Terms) -> Chain:
    """Judge the chain of a value, whatever the day; of a long one not every fault is named."""
    void = void_step(value, terms)
    standing = value.review[: void.place] if void else value.review
    missing = unsigned_steps(standing, terms.policy)
    faults = tuple(islice(_faults(value, terms, void), MAX_PROBLEMS))
    return Chain(faults, void, tuple(missing))


def _faults(value: Value, terms: Terms, void: Void | None) -> Iterator[Problem]:
    """Each step of the policy once, in its order, by someone else, no day before the step before.

    Who signs may do so (see `persons`). Steps that are still missing, or do not count any more, are
    a fault only where the status is approved.
    """
    policy = terms.policy
    yield from person_faults(value, terms)
    yield from own_text_faults(value, terms)
    if void is None and _is_sound(value, terms):
        return
    path, steps = value.file, ", ".join(policy.steps)
    done: list[ReviewStep] = []
    signers: set[str] = set()
    for step in value.review:
        if step.step not in policy.steps:
            yield _unknown_step(path, step, policy)
            continue
        by = signer(step.by, terms.people)
        if not by:
            details = {"key": "review.by", "value": step.by[:60], "expected": "by: …"}
            yield problem(path, step.line, BAD_VALUE, **details)
        elif by in signers:
            yield problem(path, step.line, REVIEW_SAME_PERSON, by=step.by)
        signers.add(by)
        if done and not _follows(done[-1], step, policy):
            yield problem(path, step.line, REVIEW_ORDER, step=step.step, steps=steps)
        done.append(step)
    if void and value.status == "approved":
        yield void.problem(value)
    if value.status == "approved" and (missing := _unmeant_steps(value, policy)):
        line = value.line("review") if value.review else value.line("status")
        yield problem(path, line, REVIEW_INCOMPLETE, steps=", ".join(missing))


def _is_sound(value: Value, terms: Terms) -> bool:
    """Whether a chain plainly has no fault, as most have none."""
    policy = terms.policy
    if tuple([step.step for step in value.review]) != policy.steps:
        return False
    signers = {signer(step.by, terms.people) for step in value.review} - {""}
    days = [step.at for step in value.review if step.at is not None]
    return len({*policy.steps}) == len(signers) == len(days) and days == sorted(days)


def _unknown_step(path: str, step: ReviewStep, policy: ReviewPolicy) -> Problem:
    near = meant_word(step.step, policy.steps) or nearest(step.step, policy.steps)
    details = {"step": step.step[:60], "nearest": near, "steps": ", ".join(policy.steps)}
    return problem(path, step.line, REVIEW_UNKNOWN_STEP, **details)


def _unmeant_steps(value: Value, policy: ReviewPolicy) -> list[str]:
    """Return the steps that nobody took, but for those that another spelling stands for."""
    missing = unsigned_steps(value.review, policy)
    meant = {meant_word(step.step, policy.steps) for step in value.review} if missing else ()
    return [step for step in missing if step not in meant]


def unsigned_steps(steps: Iterable[ReviewStep], policy: ReviewPolicy) -> list[str]:
    """Return the steps of the policy that are not among these, in their order."""
    signed = {step.step for step in steps}
    return [step for step in policy.steps if step not in signed]


def future_steps(value: Value, now: datetime) -> Iterator[Problem]:
    """No step is dated later than now: what has not been taken yet does not count.

    An article whose own date has not come yet is not published anyway: of its steps, those are
    named that will not count by that date.
    """
    yield from steps_after(value, max(now, value.date))


def steps_after(value: Value, moment: datetime) -> Iterator[Problem]:
    """Yield a problem for every step that is dated later than a moment."""
    for step in value.review:
        if step.since is not None and step.since > moment:
            date = f"{step.since:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
            details = {"step": step.step, "date": date}
            yield problem(value.file, step.line, REVIEW_FUTURE, **details)


def _follows(before: ReviewStep, step: ReviewStep, policy: ReviewPolicy) -> bool:
    in_order = policy.steps.index(step.step) > policy.steps.index(before.step)
    in_time = before.at is None or step.at is None or before.at <= step.at
    return in_order and in_time
