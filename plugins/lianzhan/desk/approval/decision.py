"""Whether a step of the review chain may be signed now. Pure: values in, an outcome out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

import yaml

from lianzhan.kinds.rules.review_chain import (
    REVIEW_FUTURE,
    REVIEW_ORDER,
    REVIEW_SAME_PERSON,
    chain_faults,
    missing_steps,
    steps_after,
)
from lianzhan.model.codes import N_
from lianzhan.model.review import ReviewStep
from lianzhan.reading.fields import BAD_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.problem import Problem

OUTCOMES = {
    "signed": N_("{by} 已签 {step}（{on}）"),
    "approved": N_("{by} 已签 {step}（{on}），审签完成，状态为 approved"),
    "unreadable": N_("文件或稿头无法读取（{reason}），没有改动"),
    "unwritable": N_("文件无法写入：{reason}"),
    "unusual-head": N_("稿头的写法特殊，无法自动加签，请手工填写"),
    "withdrawn": N_("已撤稿，不能再签"),
    "chain-broken": N_("已有的审签有误（{reason}），请先改正"),
    "unknown-step": N_("没有“{step}”这一审，只有 {steps}"),
    "repeated": N_("“{step}”已由 {by} 签过"),
    "out-of-order": N_("“{step}”还轮不到，下一审是“{next}”"),
    "same-person": N_("{by} 已签过另一审，每一审由不同的人签署"),
    "too-early": N_("{on} 早于前一审的 {before}"),
    "too-late": N_("{on} 还没有到，审签的日期不能晚于今天（{today}）"),
    "no-name": N_("没有写明由谁签署"),
}
"""What may come of signing, with its text. All but the first two leave the file untouched."""
_FAULTS = {
    REVIEW_SAME_PERSON.name: "same-person",
    REVIEW_ORDER.name: "too-early",
    REVIEW_FUTURE.name: "too-late",
    BAD_VALUE.name: "no-name",
}
"""What the rule of review finds in a new step, as outcomes."""

Refusal = tuple[str, dict[str, str]]
"""An outcome that leaves the file untouched, and its details."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who takes which step on what day."""

    step: str
    by: str
    on: date

    @property
    def written(self) -> str:
        """The step as it stands in a file: YAML on one line."""
        step = {"step": self.step, "by": self.by, "at": self.on}
        return yaml.safe_dump(
            step, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 30
        ).strip()


def refusal(
    article: Article, signature: Signature, policy: ReviewPolicy, now: datetime
) -> Refusal | None:
    """Say why a step can't be signed: the article is not fit for it, or the step not for now.

    `now` is in the federation's time zone.
    """
    if article.status == "withdrawn":
        return "withdrawn", {}
    broken = {fault.code for fault in _faults(_submitted(article), policy, now)}
    if broken:
        return "chain-broken", {"reason": ", ".join(sorted(broken))}
    return _untimely(article, signature, policy) or _unfit(article, signature, policy, now)


def _faults(article: Article, policy: ReviewPolicy, now: datetime) -> Iterator[Problem]:
    yield from chain_faults(article, policy)
    yield from steps_after(article, now)


def _submitted(article: Article) -> Article:
    """The article with a status that lets its chain be incomplete."""
    return replace(article, status="submitted")


def _untimely(article: Article, signature: Signature, policy: ReviewPolicy) -> Refusal | None:
    """A step is one of the policy, not yet taken, and the next in its order."""
    if signature.step not in policy.steps:
        return "unknown-step", {"step": signature.step, "steps": ", ".join(policy.steps)}
    done = {step.step: step.by for step in article.review}
    if signature.step in done:
        return "repeated", {"step": signature.step, "by": done[signature.step]}
    following = missing_steps(article, policy)[0]
    if signature.step != following:
        return "out-of-order", {"step": signature.step, "next": following}
    return None


def _unfit(
    article: Article, signature: Signature, policy: ReviewPolicy, now: datetime
) -> Refusal | None:
    """Person and day are judged by the rule of review itself, on the chain as it would be."""
    since = datetime.combine(signature.on, time(), now.tzinfo)
    added = ReviewStep(signature.step, signature.by, signature.on, 0, since)
    chain = (*article.review, added)
    fault = next(_faults(replace(_submitted(article), review=chain), policy, now), None)
    if fault is None:
        return None
    before = str(article.review[-1].at) if article.review else ""
    days = {"on": signature.on.isoformat(), "before": before, "today": now.date().isoformat()}
    return _FAULTS[fault.code], {"by": signature.by, **days}


def completes(article: Article, signature: Signature, policy: ReviewPolicy) -> bool:
    """Whether the chain holds every step of the policy once this one is signed."""
    return {*(step.step for step in article.review), signature.step}.issuperset(policy.steps)
