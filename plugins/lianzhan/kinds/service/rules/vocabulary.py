"""The rule of kinds: a service is of a kind that the federation knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.service.values import Service
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.help import ServiceKind

UNKNOWN_SERVICE_KIND = error(
    "unknown-service-kind",
    N_("“{kind}”不是服务的类别"),
    N_("改成 {nearest}；可用的有 {known}。新的类别写进 federation.toml 的 service_kinds"),
)
_SHOWN = 40


def known_kind(service: Service, _site: Site, federation: Federation) -> Iterator[Problem]:
    """A service names one of the federation's kinds, by its slug."""
    kinds = federation.help.kinds
    if not service.kind or service.kind in {kind.slug for kind in kinds}:
        return
    near = _meant(service.kind, kinds) or nearest(service.kind, [kind.slug for kind in kinds])
    known = ", ".join(kind.slug for kind in kinds) or "—"
    details = {"kind": service.kind[:_SHOWN], "nearest": near, "known": known}
    yield problem(service.file, service.line("kind"), UNKNOWN_SERVICE_KIND, **details)


def _meant(written: str, kinds: tuple[ServiceKind, ...]) -> str:
    """Return the slug of the kind that is called so."""
    return next((kind.slug for kind in kinds if kind.title == written), "")
