"""Values: what a build decided and did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

BUILT, UNCHANGED, KEPT, REMOVED = "built", "unchanged", "kept", "removed"
"""What can become of a site; kept: its last good output stays; removed: there is none to keep."""
NEW, CONTENT, THEME, SETUP, DAMAGED = "new", "content", "theme", "setup", "damaged"
"""Why a site is not as it was: it was never built; what it shows has changed, or the theme, or
settings, code and packages; or its output is not as the last build left it."""
PUBLISHED, PROBLEMS, NOTHING = 0, 1, 2
"""Exit status: all published; problems, the rest is built and complete; nothing could be built."""


class Decision(NamedTuple):
    """Whether an article is published; `reason` is a key of review.REASONS, filled by `details`.

    `gone` says that it is deliberately gone, withdrawn or expired, whatever else may be wrong.
    """

    path: str
    approved: bool
    reason: str
    details: tuple[tuple[str, str], ...] = ()
    gone: bool = False


@dataclass(frozen=True)
class SiteResult:
    """What became of one site, and why; how many pages it has, and how long they took to make.

    Without a `reason` nothing about it has changed.
    """

    slug: str
    status: str
    pages: int
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True)
class Changes:
    """How many files a build writes, leaves as they were, and deletes."""

    written: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Changes) -> Changes:
        """Add up."""
        return Changes(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


@dataclass(frozen=True)
class Report:
    """What a build did; `published` is how many articles and pages passed the gate."""

    sites: tuple[SiteResult, ...]
    published: int
    withheld: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    files: Changes
    seconds: float
    exit_status: int
