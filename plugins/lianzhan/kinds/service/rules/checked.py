"""The rule of checks: what a service says of itself was right not long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.kinds.service.values import Service

SERVICE_UNCHECKED = warning(
    "service-unchecked",
    N_("服务“{title}”上次核对是 {date}，过了两年，页面上会提醒读者先打电话"),
    N_("打一遍电话，核对时间、地址，再把 checked 改成今天，重新审签"),
)
_OTHERS = {
    "early": warning(
        SERVICE_UNCHECKED.name,
        N_("服务“{title}”的核对日期 {date} 还没有到"),
        N_("checked 写最近一次核对的日期"),
    )
}
"""In a table, as all that have a code's name but are not the code itself."""
_SHOWN = 40


def recently_checked(service: Service, now: datetime) -> Iterator[Problem]:
    """A service was checked in the last two years (see `values.GOOD_FOR`), and before now."""
    is_early = now < service.checked != NEVER
    if is_early or service.is_stale(now):
        code = _OTHERS["early"] if is_early else SERVICE_UNCHECKED
        details = {"title": service.label[:_SHOWN], "date": f"{service.checked:%Y-%m-%d}"}
        yield problem(service.file, service.line("checked"), code, **details)
