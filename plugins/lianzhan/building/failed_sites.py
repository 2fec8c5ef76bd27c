"""The problems of sites that can't be built and keep their last good output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, setup_error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

SITE_FAILED = setup_error(
    "site-failed",
    N_("站点 {site} 生成失败，保留上次的内容：{reason}"),
    N_("按原因修正后重新生成；其他站点不受影响"),
)
SITES_FAILED = setup_error(
    "sites-failed",
    N_("{count} 个站点（{sites}）生成失败，保留上次的内容：{reason}"),
    N_("原因相同，只须修正一处：主题、插件、设置、磁盘或内存；其他站点不受影响"),
)

_SITES_NAMED = 3
"""Sites that are named where one cause keeps more from being built."""


def site_failed(path: str, slug: str, reason: str) -> Problem:
    """Return the problem of a site that keeps its last good output."""
    return problem(f"{path}/site.toml", 0, SITE_FAILED, site=slug, reason=reason)


def one_per_cause(problems: Iterable[Problem]) -> set[Problem]:
    """Return the problems; sites that fail for one and the same reason become one problem."""
    found = set(problems)
    by_reason: dict[str, dict[str, Problem]] = {}
    for fault in found:
        if fault.code == SITE_FAILED.name:
            details = dict(fault.details)
            by_reason.setdefault(details["reason"], {})[details["site"]] = fault
    for reason, sites in by_reason.items():
        if len(sites) > 1:
            names = ", ".join(sorted(sites)[:_SITES_NAMED])
            more = ", …" if len(sites) > _SITES_NAMED else ""
            details = {"count": str(len(sites)), "sites": names + more, "reason": reason}
            found -= {*sites.values()}
            found.add(problem("federation.toml", 0, SITES_FAILED, **details))
    return found
