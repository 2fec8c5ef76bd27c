"""Rules of front matter: which keys, and values that only make sense together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import count_characters
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.federation import Federation, Site

REQUIRED = ("title", "date")
KNOWN = (
    *REQUIRED,
    "summary", "cover", "tags", "author", "unit", "kind", "source", "offer", "campaign", "status",
    "review", "expires",
)  # fmt: skip
TITLE_LIMIT = 60
"""Characters as counted by `count_characters`: three lines on a phone."""


def required_keys(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A head has title and date, and neither is empty."""
    written = {key for key, _ in article.keys}
    for key in REQUIRED:
        if written and (key not in written or (key == "title" and not article.title)):
            yield problem(article.path, article.line(key), "missing-key", key=key)


def unknown_keys(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Only known keys: Pelican would take any key as an attribute, `save_as` among them."""
    for key, line in article.keys:
        if key not in KNOWN:
            details = {"key": key[:40], "nearest": nearest(key, KNOWN), "known": ", ".join(KNOWN)}
            yield problem(article.path, line, "unknown-key", **details)


def duplicate_keys(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A key stands once: of two titles, or two statuses, nobody could say which was approved."""
    seen: set[str] = set()
    for key, line in article.keys:
        if key in seen:
            yield problem(article.path, line, "duplicate-key", key=key[:40])
        seen.add(key)


def title_length(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A title has at most 60 characters, counted as Chinese offices do."""
    length = count_characters(article.title)
    if length > TITLE_LIMIT:
        details = {"length": length, "limit": TITLE_LIMIT}
        yield problem(article.path, article.line("title"), "title-too-long", **details)


def repost_source(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A repost (转载) names its source."""
    if article.kind == "repost" and not (article.source and article.source.name):
        yield problem(article.path, article.line("kind"), "repost-source")
