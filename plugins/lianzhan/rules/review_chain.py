"""The rule of review (三审): the chain is complete, by different persons, in order of time."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.article import Article, ReviewStep
    from lianzhan.model.federation import Federation, ReviewPolicy, Site


def review_chain(article: Article, _site: Site, federation: Federation) -> Iterator[Problem]:
    """What is signed is signed well; what is called approved is signed in full."""
    yield from chain_faults(article, federation.review)


def chain_faults(article: Article, policy: ReviewPolicy) -> Iterator[Problem]:
    """Each step of the policy once, in its order, by someone else, no day before the step before.

    Steps that are still missing are a fault only where the status is approved.
    """
    path, steps = article.path, ", ".join(policy.steps)
    done: list[ReviewStep] = []
    for step in article.review:
        if step.step not in policy.steps:
            yield problem(path, step.line, "review-unknown-step", step=step.step, steps=steps)
            continue
        if not step.by:
            details = {"key": "review.by", "value": "", "expected": "by: …"}
            yield problem(path, step.line, "bad-value", **details)
        elif _person(step.by) in (_person(before.by) for before in done):
            yield problem(path, step.line, "review-same-person", by=step.by)
        if done and not _follows(done[-1], step, policy):
            yield problem(path, step.line, "review-order", step=step.step, steps=steps)
        done.append(step)
    missing = [name for name in policy.steps if name not in {step.step for step in done}]
    if missing and article.status == "approved":
        line = article.line("review") if article.review else article.line("status")
        yield problem(path, line, "review-incomplete", steps=", ".join(missing))


@lru_cache(maxsize=1_000)
def _person(by: str) -> str:
    """A name without the spaces, visible or not, that make 张 三 another person than 张三.

    Remembered, because the same few hundred persons sign everything.
    """
    name = unicodedata.normalize("NFKC", by).casefold()
    return "".join(char for char in name if unicodedata.category(char)[0] not in "CZ")


def _follows(before: ReviewStep, step: ReviewStep, policy: ReviewPolicy) -> bool:
    in_order = policy.steps.index(step.step) > policy.steps.index(before.step)
    in_time = before.at is None or step.at is None or before.at <= step.at
    return in_order and in_time
