"""What a review chain is judged by, besides the value that it belongs to."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.kinds.review.signatures import Verifier
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.people import People


@dataclass(frozen=True)
class Terms:
    """The federation's policy, the pages that are `held` (see `kinds.site_content`), who may sign.

    `people` are those who may sign at the value's site; None where nothing says who may. Steps need
    a signature where the whole site `is_signed`, and in `signed_columns`.
    """

    policy: ReviewPolicy
    held: frozenset[str] = frozenset()
    people: People | None = None
    is_signed: bool = False
    signed_columns: frozenset[str] = frozenset()
    verifier: Verifier = field(default_factory=Verifier, compare=False)

    def needs_signature(self, value: Value) -> bool:
        """Whether steps of this value count only with an SSH signature."""
        return self.is_signed or value.column in self.signed_columns
