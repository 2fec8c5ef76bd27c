"""The rules that topics alone keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.rules.titles import title_length
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.room import Rule
    from lianzhan.kinds.topic.values import Topic
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

ENDS_FIRST = error(
    "topic-ends-first",
    N_("closes 不在 opens 之后：专题还没有开始就结束了"),
    N_("改正 closes，或改正 opens"),
)


def closes_after_opening(topic: Topic, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A topic closes after it opens."""
    if topic.closes and topic.closes <= topic.opens and "opens" in dict(topic.keys):
        yield problem(topic.path, topic.line("closes"), ENDS_FIRST)


RULES: tuple[Rule, ...] = (title_length, closes_after_opening)
"""Every rule of topics, in the order of the codes' page."""
