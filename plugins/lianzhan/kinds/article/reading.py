"""Articles and pages: what is written to a value, and what other sites must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.article.rules.reposts import source_published
from lianzhan.kinds.article.rules.table import RULES
from lianzhan.kinds.article.values import Article
from lianzhan.kinds.reading import entry_of, made

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.catalog import Entry
    from lianzhan.model.problem import Problem
    from lianzhan.reading.keys import Key
    from lianzhan.reading.written import Written


@dataclass(frozen=True)
class ArticleReading:
    """How an article is read; a page is one without a column. `kind` is the name of either."""

    kind: str
    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(self, written: Written) -> tuple[Article, tuple[Problem, ...]]:
        """Return an article, and a problem for each key that could not be read.

        One that names no unit is its site's.
        """
        return made(Article, KEYS, written, unit=written.context.unit)

    def entry(self, value: Article, now: datetime) -> Entry:
        """Return all that other sites must know of an article."""
        offer = "" if value.is_repost else value.offer
        entry = entry_of(value, self.kind, offer, value.aliases)
        is_page = self.kind == "page"  # footers elsewhere name it by its title
        return entry._replace(
            forwards=value.forwards.to if value.forwards and not value.forwards.title else "",
            phase=value.call.phase(now) if value.call else "",
            facts=(("title", value.title),) if is_page else _tags(value.tags),
            is_repost=value.is_repost,
        )

    def moments(self, value: Article, _now: datetime) -> Iterable[datetime]:
        """An article stays as it is while it is shown, but for its call.

        What is said of its source changes with the day of that.
        """
        call = value.call
        if not (call or value.source):
            return ()
        called = (call.start, call.end) if call else ()
        return filter(None, (*called, value.source_since))

    def problems_at(self, value: Article, now: datetime) -> Iterable[Problem]:
        """Yield what is wrong with an article as of a moment: its source is still to come."""
        return source_published(value, now) if value.source else ()


@lru_cache(maxsize=1_024)
def _tags(tags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the tags of an article as facts, by which topics draw it: many have the same."""
    return tuple(("tag", tag) for tag in tags)


READING = ArticleReading("article")
