"""The rule of links inside the federation: they lead to a published page, or lose the link.

It runs after review, on paths alone, so that withdrawing one article never withholds another.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lianzhan.model.problem import Problem, problem
from lianzhan.reading.body import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.article import Article

_PREFIX = re.compile(r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MARKDOWN = (".md", ".markdown")


def is_internal(target: str) -> bool:
    """Whether a target is a path, and so must lead to an article or page of this content tree."""
    return not (_SCHEME.match(target) or target.startswith(("#", "//")))


def is_unsafe(target: str) -> bool:
    """Whether a target has a scheme that is not allowed, such as javascript."""
    scheme = _SCHEME.match(target)
    return scheme is not None and scheme[1].lower() not in SCHEMES


def resolve(target: str, path: str) -> tuple[str, str]:
    """Return the path below content/ that a target means from an article at `path`, and "#…".

    `{filename}/hunan/articles/x.md` and `/hunan/…` count from content/, the rest from the
    article's folder, as in Pelican. The path may lead nowhere.
    """
    plain = _PREFIX.sub("", target, count=1).strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return "", ""
    wanted = unquote(parts.path)
    base = "" if wanted.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(base, wanted.lstrip("/")))
    return joined, f"#{parts.fragment}" if parts.fragment else ""


def find(target: str, path: str, known: Collection[str]) -> str | None:
    """Return which of the known paths a target means; a bundle's folder stands for its index."""
    wanted, _ = resolve(target, path)
    candidates = (wanted, *(f"{wanted}{end}" for end in _MARKDOWN), f"{wanted}/index.md")
    return next((candidate for candidate in candidates if candidate in known), None)


def link_problems(
    article: Article, known: Collection[str], published: Collection[str]
) -> Iterator[Problem]:
    """A link inside the federation leads to a page that is there, and published.

    A fragment alone leads to a heading of the same page.
    """
    for link in article.body.links:
        target = link.target
        shown = target[:80]
        if is_unsafe(target):
            yield problem(article.path, link.line, "unsafe-link", target=shown)
        elif target.startswith("#"):
            if not has_anchor(article, target):
                yield problem(article.path, link.line, "dead-link", target=shown)
        elif is_internal(target):
            found = find(target, article.path, known)
            if found is None:
                yield problem(article.path, link.line, "dead-link", target=shown)
            elif found not in published:
                yield problem(article.path, link.line, "unpublished-link", target=shown)


def has_anchor(article: Article, target: str) -> bool:
    """Whether "#…" names a heading of the article."""
    return f' id="{unquote(target[1:])}"' in article.body.html if len(target) > 1 else False
