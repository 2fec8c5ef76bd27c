"""Whether a step of the review chain may be signed now. Pure: values in, an outcome out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import yaml

from lianzhan.kinds.review.chain import (
    REVIEW_FUTURE,
    REVIEW_ORDER,
    REVIEW_SAME_PERSON,
    judge_chain,
    steps_after,
    unsigned_steps,
)
from lianzhan.kinds.review.persons import (
    REVIEW_NAMESAKES,
    REVIEW_NOT_ENTITLED,
    REVIEW_OWN_TEXT,
    REVIEW_UNKNOWN_PERSON,
)
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.model.review import ReviewStep
from lianzhan.reading.fields import BAD_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianzhan.kinds.review.terms import Terms
    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.problem import Problem

OUTCOMES = {
    "signed": N_("{by} 已签 {step}（{on}）"),
    "notice-approved": N_("{by} 已签 {step}（{on}），撤稿说明审签完成"),
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
    "unknown-person": N_(
        "people.toml 里可以审本站稿件的人，没有叫“{by}”的；最接近的是 {nearest}，可用的有 {known}"
    ),
    "namesakes": N_("叫“{by}”的不止一人，改写编号：{known}"),
    "not-entitled": N_(
        "{by} 不能在 {on} 签“{step}”，people.toml 里写的是 {may}；可以签的有 {known}"
    ),
    "own-text": N_("这是 {by} 报送的稿件，终审由别人签"),
    "unsigned": N_("这里的每一审都要用密钥签：加上 --key 密钥文件"),
    "foreign-key": N_(
        "这把密钥不在 people.toml 里 {by} 的名下，或已作废、那一天无效；请管理员登记：{key}"
    ),
    "faulty": N_("稿件有错误（{codes}），签完也不能发布；先改正，或加 --anyway"),
    "expired": N_("{date} 已过期，签完也不会出现；改了 expires 再签，或加 --anyway"),
    "changing": N_("文件正在被改动，没有签；保存好再签一次"),
    "changed": N_("{by} 签“{step}”之后稿件改过，不能补摘要；请从这一审起重审"),
    "renewed": N_("已给 {count} 审补上摘要"),
    "complete": N_("每一审都有摘要，没有改动"),
}
"""What may come of signing or renewing, with its text."""
DONE = frozenset({"signed", "approved", "notice-approved", "renewed", "complete"})
"""Outcomes that are no refusals. All others leave the file untouched."""
_FAULTS = {
    REVIEW_SAME_PERSON.name: "same-person",
    REVIEW_ORDER.name: "too-early",
    REVIEW_FUTURE.name: "too-late",
    BAD_VALUE.name: "no-name",
    REVIEW_UNKNOWN_PERSON.name: "unknown-person",
    REVIEW_NAMESAKES.name: "namesakes",
    REVIEW_NOT_ENTITLED.name: "not-entitled",
    REVIEW_OWN_TEXT.name: "own-text",
}
"""What the rule of review finds in a new step, as outcomes."""

Refusal = tuple[str, dict[str, str]]
"""An outcome that leaves the file untouched, and its details."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who takes which step on what day, the digest of what is signed, and an SSH signature.

    Of the last two, "" is not said.
    """

    step: str
    by: str
    on: date
    digest: str = ""
    signature: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The step as a file has it, by key."""
        proofs = {"digest": self.digest, "signature": self.signature}
        said = {key: text for key, text in proofs.items() if text}
        return {"step": self.step, "by": self.by, "at": self.on, **said}

    @property
    def added(self) -> ReviewStep:
        """The step as a chain has it."""
        return ReviewStep(
            self.step, self.by, self.on, 0, digest=self.digest, signature=self.signature
        )

    @property
    def written(self) -> str:
        """The step as it stands in a head: YAML on one line."""
        step = self.fields
        return yaml.safe_dump(
            step, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 30
        ).strip()


def refusal(value: Value, signature: Signature, terms: Terms, now: datetime) -> Refusal | None:
    """Say why a step can't be signed: the value is not fit for it, or the step not for now.

    `now` is in the federation's time zone.
    """
    if value.status == "withdrawn":
        return "withdrawn", {}
    broken = {fault.code for fault in _faults(_submitted(value), terms, now)}
    if broken:
        return "chain-broken", {"reason": ", ".join(sorted(broken))}
    return _untimely(value, signature, terms.policy) or _unfit(value, signature, terms, now)


def _faults(value: Value, terms: Terms, now: datetime) -> Iterator[Problem]:
    yield from judge_chain(value, terms).faults
    yield from steps_after(value, now)


def _submitted(value: Value) -> Value:
    """The value with a status that lets its chain be incomplete."""
    return replace(value, status="submitted")


def _untimely(value: Value, signature: Signature, policy: ReviewPolicy) -> Refusal | None:
    """A step is one of the policy, not yet taken, and the next in its order."""
    if signature.step not in policy.steps:
        return "unknown-step", {"step": signature.step, "steps": ", ".join(policy.steps)}
    done = {step.step: step.by for step in value.review}
    if signature.step in done:
        return "repeated", {"step": signature.step, "by": done[signature.step]}
    following = unsigned_steps(value.review, policy)[0]
    if signature.step != following:
        return "out-of-order", {"step": signature.step, "next": following}
    return None


def _unfit(value: Value, signature: Signature, terms: Terms, now: datetime) -> Refusal | None:
    """Person and day are judged by the rule of review itself, on the chain as it would be."""
    since = datetime.combine(signature.on, time(), now.tzinfo)
    chain = (*value.review, replace(signature.added, since=since))
    fault = next(_faults(replace(_submitted(value), review=chain), terms, now), None)
    if fault is None:
        return None
    before = str(value.review[-1].at) if value.review else ""
    days = {"on": signature.on.isoformat(), "before": before, "today": now.date().isoformat()}
    return _FAULTS[fault.code], {**dict(fault.details), "by": signature.by, **days}


def completes(value: Value, signature: Signature, policy: ReviewPolicy) -> bool:
    """Whether the chain holds every step of the policy once this one is signed."""
    return {*(step.step for step in value.review), signature.step}.issuperset(policy.steps)
