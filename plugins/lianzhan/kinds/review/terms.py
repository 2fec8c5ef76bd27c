"""What a review chain is judged by, besides the value that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.model.federation import ReviewPolicy
    from lianzhan.model.people import People


@dataclass(frozen=True)
class Terms:
    """The federation's policy, the pages that are `held` (see `kinds.site_content`), who may sign.

    `people` are those who may sign at the value's site; None where nothing says who may.
    """

    policy: ReviewPolicy
    held: frozenset[str] = frozenset()
    people: People | None = None
