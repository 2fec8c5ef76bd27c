"""Rules of an article's head: values that only make sense together, or that have a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import count_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

TITLE_TOO_LONG = error("title-too-long", N_("标题有 {length} 字，超过 {limit} 字"), N_("缩短标题"))
REPOST_SOURCE = error(
    "repost-source", N_("转载稿没有写明来源"), N_("加上 source: {{name: …, url: …}}")
)

TITLE_LIMIT = 60
"""Characters as counted by `count_characters`: three lines on a phone."""


def title_length(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A title has at most 60 characters, counted as Chinese offices do."""
    length = count_characters(article.title)
    if length > TITLE_LIMIT:
        details = {"length": length, "limit": TITLE_LIMIT}
        yield problem(article.path, article.line("title"), TITLE_TOO_LONG, **details)


def repost_source(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A repost (转载) names its source."""
    if article.kind == "repost" and not (article.source and article.source.name):
        yield problem(article.path, article.line("kind"), REPOST_SOURCE)
