"""The rule of contact: there is a way to a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.service.values import Service
    from lianzhan.model.federation import Federation, Site

SERVICE_UNREACHABLE = error(
    "service-unreachable",
    N_("服务“{title}”没有电话、地址，也没有预约网址，读者找不到"),
    N_("至少写一项：telephones、address 或 booking"),
)
_WAYS = frozenset({"telephones", "address", "booking"})
_SHOWN = 40


def reachable(service: Service, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A service says where it is, or how to call or book it.

    What is written there and can't be read is told as that alone.
    """
    if _WAYS.isdisjoint(name for name, _ in service.keys):
        title = service.label[:_SHOWN]
        yield problem(service.file, service.begins, SERVICE_UNREACHABLE, title=title)
