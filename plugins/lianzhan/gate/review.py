"""Stage 3, the approval gate: a Decision for every article and page. It fails closed.

In: an article, the problems found in its file, the policy, and the window state (now). Out: whether
it is published, and the reason if not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.rules.review_chain import chain_faults, future_steps, missing_steps
from lianzhan.model.report import AWAITING, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.problem import Problem


def decide(
    article: Article, problems: Iterable[Problem], policy: ReviewPolicy, now: datetime
) -> Decision:
    """Published: status approved, no error in the file, chain complete, date come, not expired."""
    is_expired = article.expires is not None and article.expires <= now
    is_gone = is_expired or article.status == "withdrawn"

    def withheld(reason: str, **details: str) -> Decision:
        return Decision(
            article.path, approved=False, reason=reason, details=(*details.items(),), gone=is_gone
        )

    if article.status == "withdrawn":
        return withheld("withdrawn")
    codes = {fault.code for fault in problems if fault.is_error}
    if article.status != "approved":
        due = next(iter(missing_steps(article, policy)), "")
        return withheld("problems", codes=_listed(codes)) if codes else withheld(AWAITING, step=due)
    codes |= {fault.code for fault in chain_faults(article, policy)}
    codes |= {fault.code for fault in future_steps(article, now)}
    if codes:
        return withheld("problems", codes=_listed(codes))
    if article.date > now:
        return withheld("scheduled", date=f"{article.date:%Y-%m-%d %H:%M}")
    if article.expires is not None and is_expired:
        return withheld("expired", date=f"{article.expires:%Y-%m-%d %H:%M}")
    return Decision(article.path, approved=True, reason="published")


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
