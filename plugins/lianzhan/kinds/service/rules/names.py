"""The rule of names: a service's name is an id of its page, and no other element has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.file_names import BAD_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.service.values import Service
    from lianzhan.model.federation import Federation, Site

_OF_THE_FRAME = frozenset({"content", "kind", "top"})
"""The ids of every page's frame, and what those of the page's parts begin with before a colon."""


def free_name(service: Service, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A service is not called as a part of the page is: links would lead there."""
    if service.name in _OF_THE_FRAME:
        details = {"name": service.name, "reason": service.name}
        example = f"service-{service.name}"
        yield problem(service.file, service.begins, BAD_NAME, **details, example=example)
