"""Values: the review chain (三审) of whatever readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date, datetime

REVIEW_MARK = '<meta name="lianzhan-review"'
"""How every page begins to say that it was made for reviewers: the audit lets none pass."""


@dataclass(frozen=True)
class NoticeText:
    """What a withdrawn page says in its own place, and the chain that this text has of its own.

    `line` is where the head says so. Without slots: see `kinds.article.values`.
    """

    text: str
    review: tuple[ReviewStep, ...]
    line: int


@dataclass(frozen=True)
class ReviewStep:
    """One step of a review chain: who took which step on what day.

    `since` is the moment as written, or the start of the day where the federation is. Both are
    None if unreadable. `digest` is that of what was signed (see `kinds.review.digest`), "" where
    the step says none; `signature` is an SSH signature for it in base64, or "". Without slots: see
    `kinds.article.values`.
    """

    step: str
    by: str
    at: date | None
    line: int
    since: datetime | None = None
    digest: str = ""
    signature: str = ""
