"""Stage 3, the approval gate: a Decision for every value that readers may see. It fails closed.

In: a value, the problems found in its file, the policy, and the window state (now). Out: whether
it is published, and the reason if not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.review_chain import chain_faults, future_steps, missing_steps
from lianzhan.model.report import AWAITING, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.problem import Problem


def decide(
    value: Value, problems: Iterable[Problem], policy: ReviewPolicy, now: datetime
) -> Decision:
    """Published: status approved, no error in the file, chain complete, date come, not expired."""
    is_expired = value.expires is not None and value.expires <= now
    is_gone = is_expired or value.status == "withdrawn"

    def withheld(reason: str, **details: str) -> Decision:
        return Decision(
            value.path, approved=False, reason=reason, details=(*details.items(),), gone=is_gone
        )

    if value.status == "withdrawn":
        return withheld("withdrawn")
    codes = {fault.code for fault in problems if fault.is_error}
    if value.status != "approved":
        due = next(iter(missing_steps(value, policy)), "")
        return withheld("problems", codes=_listed(codes)) if codes else withheld(AWAITING, step=due)
    codes |= {fault.code for fault in chain_faults(value, policy)}
    codes |= {fault.code for fault in future_steps(value, now)}
    if codes:
        return withheld("problems", codes=_listed(codes))
    if value.date > now:
        return withheld("scheduled", date=f"{value.date:%Y-%m-%d %H:%M}")
    if value.expires is not None and is_expired:
        return withheld("expired", date=f"{value.expires:%Y-%m-%d %H:%M}")
    return Decision(value.path, approved=True, reason="published")


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
