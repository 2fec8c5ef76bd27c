"""Values: what a build decided and did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

BUILT, UNCHANGED, KEPT, REMOVED = "built", "unchanged", "kept", "removed"
"""What can become of a site; kept: its last good output stays; removed: there is none to keep."""
NEW, CONTENT, THEME, SETUP, DAMAGED = "new", "content", "theme", "setup", "damaged"
"""Why a site is not as it was: it was never built; what it shows has changed, or the theme, or
settings, code and packages; or its output is not as the last build left it."""
AWAITING, CHANGED = "awaiting-review", "changed-since-review"
REASONS = {
    "published": N_("已发布"),
    "withdrawn": N_("已撤稿"),
    AWAITING: N_("等待{step}"),
    CHANGED: N_("{by} 签“{step}”之后稿件改过，等待重审"),
    "problems": N_("稿件有错误：{codes}"),
    "scheduled": N_("发布时间未到：{date}"),
    "expired": N_("已过期：{date}"),
    "ended": N_("写明已停用"),
}
"""Every reason with its text, in the order they are looked for."""
AWAITED = {
    "first": N_("初审（first）"),
    "second": N_("复审（second）"),
    "final": N_("终审（final）"),
    "": N_("审签完成：各审已签，请把稿头的 status 改为 approved"),
}
"""What an article may await: a step of its review, or, once all are signed, to be approved."""
PUBLISHED, PROBLEMS, NOTHING = 0, 1, 2
"""Exit status: all published; problems, the rest is built and complete; nothing could be built."""


class Decision(NamedTuple):
    """Whether an article is published; `reason` is a key of REASONS, filled by `details`.

    `gone` says that it is deliberately gone, withdrawn, expired or over, whatever else is wrong.
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
