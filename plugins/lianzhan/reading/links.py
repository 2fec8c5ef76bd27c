"""What a link of a body means: a path below content/, and a place on its page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.catalog import Reference
from lianzhan.model.target import Kind, classify
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Container

    from lianzhan.model.body import Body

_PREFIX = late(r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|")
_MARKDOWN = (".md", ".markdown")
_ANCHOR = late(r'<h[1-6] id="([^"]*)"')


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


def references(body: Body, path: str) -> tuple[Reference, ...]:
    """Return the links into the content tree of a body at `path`, with what they mean."""
    internal = (x for x in body.links if classify(x.target).kind is Kind.PATH)
    return tuple(
        Reference(link.target, link.line, *resolve(link.target, path)) for link in internal
    )


def anchors(body: Body) -> tuple[str, ...]:
    """Return the ids of a body's headings."""
    return tuple(_ANCHOR.findall(body.html))


def names_anchor(fragment: str, ids: Container[str]) -> bool:
    """Whether "#…" names one of these ids."""
    return unquote(fragment[1:]) in ids
