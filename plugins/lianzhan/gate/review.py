"""Stage 3, the approval gate: a Decision for every value that readers may see. It fails closed.

In: a value, the problems found in its file, the policy, and the window state (now). Out: whether
it is published, and the reason if not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.review.chain import future_steps
from lianzhan.kinds.review.standing import CHANGED_SINCE_REVIEW
from lianzhan.model.report import AWAITING, CHANGED, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.review.chain import Chain
    from lianzhan.kinds.value import Value
    from lianzhan.model.problem import Problem


def decide(value: Value, problems: Iterable[Problem], chain: Chain, now: datetime) -> Decision:
    """Published: status approved, no error in the file, chain complete, date come, not over."""
    is_expired = value.expires is not None and value.expires <= now
    is_gone = is_expired or value.has_ended or value.status == "withdrawn"

    def withheld(reason: str, **details: str) -> Decision:
        return Decision(
            value.path, approved=False, reason=reason, details=(*details.items(),), gone=is_gone
        )

    if value.status == "withdrawn":
        return withheld("withdrawn")
    if value.has_ended:
        return withheld("ended")
    if fault := _review_fault(value, problems, chain, now):
        return withheld(fault[0], **fault[1])
    if value.date > now:
        return withheld("scheduled", date=f"{value.date:%Y-%m-%d %H:%M}")
    if value.expires is not None and is_expired:
        return withheld("expired", date=f"{value.expires:%Y-%m-%d %H:%M}")
    return Decision(value.path, approved=True, reason="published")


def _review_fault(
    value: Value, problems: Iterable[Problem], chain: Chain, now: datetime
) -> tuple[str, dict[str, str]] | None:
    """Return why a value has not passed its review, whatever the day: a reason and its details."""
    is_approved = value.status == "approved"
    codes = {fault.code for fault in (*problems, *chain.faults) if fault.is_error}
    if is_approved:
        codes |= {fault.code for fault in future_steps(value, now)}
    void = chain.void
    if void and void.why is CHANGED_SINCE_REVIEW and codes <= {CHANGED}:
        return CHANGED, {"step": void.step.step, "by": void.step.by}
    if codes:
        return "problems", {"codes": ", ".join(sorted(codes))}
    if not is_approved:
        return AWAITING, {"step": next(iter(chain.missing), "")}
    return None
