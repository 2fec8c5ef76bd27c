"""Articles and pages: a split Markdown file to its value, and what other sites must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.kinds.article.keys import KEYS
from lianzhan.kinds.article.rules.table import RULES
from lianzhan.kinds.article.values import Article
from lianzhan.model.catalog import Entry
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import Key, typed
from lianzhan.reading.links import anchors, references

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lianzhan.kinds.room import Rule
    from lianzhan.model.body import Body
    from lianzhan.model.problem import Problem
    from lianzhan.reading.documents import Origin
    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.keys import Context


@dataclass(frozen=True)
class ArticleReading:
    """How an article is read; a page is one without a column. `kind` is the name of either."""

    kind: str
    keys: tuple[Key, ...] = KEYS
    rules: tuple[Rule, ...] = RULES

    def make(
        self, origin: Origin, front: FrontMatter, body: Body, context: Context
    ) -> tuple[Article, tuple[Problem, ...]]:
        """Return the article of a split file, and a problem for each key that could not be read."""
        return typed_article(origin, front, body, context)

    def entry(self, value: Article) -> Entry:
        """Return all that other sites must know of an article."""
        return Entry(
            path=value.path,
            site=value.site,
            column=value.column,
            name=value.name,
            digest=value.digest,
            date=value.date,
            offer=value.offer,
            status=value.status,
            references=references(value.body, value.path),
            anchors=anchors(value.body),
            pictures=value.pictures,
            kind=self.kind,
        )

    def moments(self, _value: Article) -> Iterable[datetime]:
        """An article stays as it is while it is shown."""
        return ()


def typed_article(
    origin: Origin, front: FrontMatter, body: Body, context: Context
) -> tuple[Article, tuple[Problem, ...]]:
    """Return the article of a split file, and a problem for each value that could not be read."""
    fields = Fields(origin.path, first_values(front.fields))
    values = typed(fields, KEYS, context)
    values["unit"] = values["unit"] or context.unit
    article = Article(
        path=origin.path,
        site=origin.site,
        column=origin.column,
        name=origin.name,
        digest=origin.digest,
        keys=_interned(tuple([(key.text, key.line) for key, _ in front.fields.items])),
        body=body,
        **values,
    )
    return article, tuple(fields.problems)


@lru_cache(maxsize=1_024)
def _interned(keys: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the same value for all equal ones: most heads are alike, and the cache has it once."""
    return keys


READING = ArticleReading("article")
