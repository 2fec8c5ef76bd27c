"""Articles and pages: what is written to a value, and what other sites must know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lianzhan.kinds.article.answers import facts_of_works
from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.article.rules.reposts import source_published
from lianzhan.kinds.article.rules.table import RULES
from lianzhan.kinds.article.values import Article
from lianzhan.kinds.reading import entry_of, made
from lianzhan.reading.keys import WITHDRAWN

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

        One that names no unit is its site's. One whose consent was withdrawn is withdrawn.
        """
        article, problems = made(Article, KEYS, written, unit=written.context.unit)
        if article.work or article.consent:
            article = _as_work(article)
        return article, problems

    def entry(self, value: Article, now: datetime) -> Entry:
        """Return all that other sites must know of an article."""
        offer = "" if value.is_repost else value.offer
        entry = entry_of(value, self.kind, offer, value.aliases)
        is_page = self.kind == "page"  # footers elsewhere name it by its title
        return entry._replace(
            forwards=_called_by_title(value),
            phase=value.call.phase(now) if value.call else "",
            facts=(("title", value.title),) if is_page else _facts(value),
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


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    """Return what an entry says of an article: its tags, and what it asks, answers or enters."""
    tags, works = _tags(article.tags), facts_of_works(article)
    if article.campaign:
        from lianzhan.kinds.article.submission import facts_of_submission

        return (*facts_of_submission(article), *tags, *works)
    return (*tags, *works) if works else tags


@lru_cache(maxsize=1_024)
def _tags(tags: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the tags of an article as facts, by which topics draw it: many have the same."""
    return tuple(("tag", tag) for tag in tags)


def _as_work(article: Article) -> Article:
    """Return an article with what follows from its being a work, or from a consent.

    Its author is who made it, and its first picture stands for it in lists.
    """
    changes: dict[str, Any] = {}
    if article.consent and article.consent.is_withdrawn:
        changes["status"] = WITHDRAWN
    if work := article.work:
        changes["author"] = work.maker or article.author
        if not article.cover and article.body.images:
            changes["cover"] = replace(article.body.images[0], alt="", decorative=True)
    return replace(article, **changes)


def _called_by_title(value: Article) -> str:
    """Return the link of its head that is called by the title of what it leads to."""
    if value.forwards:
        return "" if value.forwards.title else value.forwards.to
    return value.work.answers if value.work else ""


READING = ArticleReading("article")
