"""Rules of an article's head: values that only make sense together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

REPOST_SOURCE = error(
    "repost-source", N_("转载稿没有写明来源"), N_("加上 source: {{name: …, url: …}}")
)


def repost_source(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A repost (转载) names its source."""
    if article.kind == "repost" and not (article.source and article.source.name):
        yield problem(article.path, article.line("kind"), REPOST_SOURCE)
