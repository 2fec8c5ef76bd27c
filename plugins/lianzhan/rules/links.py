"""The rules of links: those inside the federation lead to a published page, or lose the link.

That one runs after review, on paths alone: withdrawing an article never withholds another.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.catalog import Reference
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import FAULTS, Kind, classify, legible

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lianzhan.model.article import Article
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site

_PREFIX = re.compile(r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|")
_MARKDOWN = (".md", ".markdown")
_ANCHOR = re.compile(r'<h[1-6] id="([^"]*)"')
_SHOWN = 80
"""Characters of a target that a message shows."""


def resolve(target: str, path: str) -> tuple[str, str]:
    """Return the path below content/ that a target means from an article at `path`, and "#…".

    `{filename}/hunan/articles/x.md` and `/hunan/…` count from content/, the rest from the
    article's folder, as in Pelican. The path may lead nowhere.
    """
    before, _, fragment = _PREFIX.sub("", target, count=1).strip().partition("#")
    wanted = unquote(before.partition("?")[0])
    base = "" if wanted.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(base, wanted.lstrip("/")))
    return joined, f"#{fragment}" if fragment else ""


def find(wanted: str, known: Container[str]) -> str | None:
    """Return which of the known paths a path means; a bundle's folder stands for its index."""
    if wanted in known:
        return wanted
    candidates = (*(f"{wanted}{end}" for end in _MARKDOWN), f"{wanted}/index.md")
    return next((candidate for candidate in candidates if candidate in known), None)


def references(article: Article) -> tuple[Reference, ...]:
    """Return an article's links into the content tree, with what they mean."""
    internal = (x for x in article.body.links if classify(x.target).kind is Kind.PATH)
    return tuple(
        Reference(link.target, link.line, *resolve(link.target, article.path)) for link in internal
    )


def anchors(article: Article) -> tuple[str, ...]:
    """Return the ids of an article's headings."""
    return tuple(_ANCHOR.findall(article.body.html))


def link_safety(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A link is an address, its scheme allowed; "#…" leads to a heading of the same page."""
    ids = anchors(article)
    for link in article.body.links:
        details = {"target": legible(link.target)[:_SHOWN]}
        target = classify(link.target)
        if target.is_refused:
            yield problem(article.path, link.line, FAULTS[target.kind], **details)
        elif target.kind is Kind.ANCHOR and not names_anchor(target.address, ids):
            yield problem(article.path, link.line, "dead-link", **details)


def picture_safety(article: Article, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """The source of a picture, the cover's too, is an address, its scheme allowed."""
    for image in article.images:
        target = classify(image.src)
        if target.is_refused:
            code = FAULTS[target.kind]
            yield problem(article.path, image.line, code, target=legible(image.src)[:_SHOWN])


def link_problems(
    entry: Entry, known: Container[str], published: Container[str]
) -> Iterator[Problem]:
    """A link inside the federation leads to a page that is there, and published."""
    for link in entry.references:
        found = find(link.path, known)
        if found is None or found not in published:
            code = "dead-link" if found is None else "unpublished-link"
            yield problem(entry.path, link.line, code, target=link.target[:_SHOWN])


def names_anchor(fragment: str, ids: Container[str]) -> bool:
    """Whether "#…" names one of these ids."""
    return unquote(fragment[1:]) in ids
