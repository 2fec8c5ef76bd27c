"""The rule of notices of withdrawal: one is written for what is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.head import duplicate_keys, unknown_keys
from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import NOTICE
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.federation import Federation, Site
    from lianzhan.reading.keys import Key

NOTICE_EARLY = warning(
    "notice-early",
    N_("撤稿说明（notice）现在不显示：这一篇没有撤稿"),
    N_("要撤稿，写 status: withdrawn；不撤，删去 notice"),
)


def notice_slips(value: Value, keys: tuple[Key, ...]) -> Iterator[Problem]:
    """Of what is withdrawn, the notice alone is still to be shown: it is written by its name, once.

    All else in such a head needs no mending.
    """
    for fault in (*unknown_keys(value, keys), *duplicate_keys(value)):
        if NOTICE in (dict(fault.details).get("nearest"), dict(fault.details).get("key")):
            yield fault


def early_notices(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A notice stands in the head of what is withdrawn; rules don't look at that."""
    if value.notice:
        yield problem(value.file, value.notice.line, NOTICE_EARLY)
