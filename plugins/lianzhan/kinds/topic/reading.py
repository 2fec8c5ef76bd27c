"""Topics: what is written to a value, and what placing must know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.kinds.reading import entry_of, made
from lianzhan.kinds.topic.keys import KEYS
from lianzhan.kinds.topic.rules import RULES
from lianzhan.kinds.topic.values import LINE, Topic
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written

_LISTS = ("columns", "tags", "sites", "push")


@dataclass(frozen=True)
class TopicReading:
    """How a topic is read."""

    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Topic, tuple[Problem, ...]]:
        """Return a topic, and a problem for each key that could not be read.

        Its date is the moment at which it opens: before that nobody sees it.
        """
        topic, problems = made(Topic, KEYS, written)
        return replace(topic, date=topic.opens), problems

    def entry(self, value: Topic, now: datetime) -> Entry:
        """Return what placing must know of a topic: what it draws, and whether it is open."""
        entry = entry_of(value, "topic", aliases=value.aliases)
        return entry._replace(phase=value.phase(now), facts=tuple(_facts(value)))

    def moments(self, value: Topic, _now: datetime) -> Iterable[datetime]:
        """Home pages show it until it closes; that it opens is its date."""
        return (value.closes,) if value.closes else ()


def _facts(topic: Topic) -> Iterator[tuple[str, str]]:
    for named in topic.articles:
        yield "articles", named.path
    for key in _LISTS:
        yield from ((key, name) for name in getattr(topic, key))
    if topic.closes:
        yield "closes", topic.closes.isoformat()
    for key in ("articles", *_LISTS):
        if getattr(topic, key):
            yield f"{LINE}{key}", str(topic.line(key))


READING = TopicReading()
