"""What a review chain is judged by, besides the value that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.model.federation import ReviewPolicy


@dataclass(frozen=True)
class Terms:
    """The federation's policy, and the pages that are `held` (see `kinds.site_content`)."""

    policy: ReviewPolicy
    held: frozenset[str] = frozenset()
