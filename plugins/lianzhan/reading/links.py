"""What a link of a body means: a path below content/, and a place on its page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.catalog import Reference
from lianzhan.model.kinds import MARKDOWN, TOML
from lianzhan.model.target import Kind, classify
from lianzhan.reading.paths import page_of
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lianzhan.model.body import Body, Link
    from lianzhan.model.catalog import Catalog

RESERVED_IDS = frozenset(
    {"accounts-above", "accounts-below", "ask", "calendar", "calendar-address"}
    | {"content", "feeds", "find-us", "from-below", "help-heading"}
    | {"large", "late", "more-columns", "other-events", "other-hotlines", "own-accounts"}
    | {"related", "share-address", "share-heading", "sites-around", "top"}
    | {"top-slot-heading", "upcoming-events"}
    | {"campaign-entries", "campaign-how", "campaign-phases", "campaign-results"}
    | {"campaign-themes", "find_box", "latest_heading", "sites_heading"}
    | {"open-topics", "past-campaigns", "past-topics", "running-campaigns", "topic-articles"}
)
"""Ids of the pages themselves, in the theme's templates: no heading has one."""
_PREFIX = late(r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|")
_SPELLINGS, _DIGITS = 10, 4
"""How many numbers are tried, and how many digits one may have: no text has more headings."""
_ANCHOR = late(r'<(?:h[1-6]|a|li)(?: [a-z-]+="[^"]*")*? id="([^"]*)"')
_NO_WORD = late(r"[\W_]+")


def without_prefix(target: str) -> str:
    """Return a target without Pelican's `{attach}` and the like."""
    return _PREFIX.sub("", target, count=1)


def resolve(target: str, path: str) -> tuple[str, str]:
    """Return the path below content/ that a target means from an article at `path`, and "#…".

    `{filename}/hunan/articles/x.md` and `/hunan/…` count from content/, the rest from the
    article's folder, as in Pelican. The path may lead nowhere.
    """
    before, _, fragment = without_prefix(target).strip().partition("#")
    wanted = unquote(before.partition("?")[0])
    base = "" if wanted.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(base, wanted.lstrip("/")))
    return joined, f"#{fragment}" if fragment else ""


def find(wanted: str, catalog: Catalog) -> str | None:
    """Return the entry's path that a path means, or meant before the entry was moved.

    A bundle's folder stands for its index.
    """
    if wanted in catalog.entries:
        return wanted
    endings = (*MARKDOWN, "/index.md", TOML)
    candidates = (wanted, *(f"{wanted}{end}" for end in endings))
    found = next(filter(None, map(catalog.path_of, candidates)), None)
    return found or (catalog.moved.get(page_of(wanted)) if catalog.moved else None)


def references(links: Iterable[Link], path: str) -> tuple[Reference, ...]:
    """Return those of a text's links that lead into the content tree, with what they mean.

    `path` is that of the text.
    """
    internal = (x for x in links if classify(x.target).kind is Kind.PATH)
    return tuple(
        Reference(link.target, link.line, *resolve(link.target, path)) for link in internal
    )


def anchors(body: Body) -> tuple[str, ...]:
    """Return the ids of a body's headings, footnotes and anchors."""
    return tuple(_ANCHOR.findall(body.html))


def anchor_of(fragment: str, ids: Collection[str]) -> str | None:
    """Return "#…" as it leads to one of these ids, None where it leads to none.

    A heading is also found by the spellings of GitHub, Hugo and Hexo, which fold case, drop marks
    or put a hyphen in their place; one whose id the page has itself, by its own words. To them, the
    second of the same words is "-1", which is "-2" here.
    """
    wanted = unquote(fragment[1:])
    if fragment[1:] in ids or wanted in ids:
        return fragment
    if wanted in RESERVED_IDS:
        renamed = (f"{wanted}-{number}" for number in range(2, _SPELLINGS))
        return next((f"#{name}" for name in renamed if name in ids), None)
    return _folded_anchor(wanted, ids) or _counted_anchor(wanted, ids)


def _folded_anchor(wanted: str, ids: Collection[str]) -> str | None:
    folded = _folded(wanted)
    return next((f"#{name}" for name in ids if folded and _folded(name) == folded), None)


def _counted_anchor(wanted: str, ids: Collection[str]) -> str | None:
    """Return where an id leads that counts the headings of the same words from nought."""
    words, _, number = wanted.rpartition("-")
    if not number.isdecimal() or len(number) > _DIGITS or not _folded_anchor(words, ids):
        return None
    return _folded_anchor(f"{words}-{int(number) + 1}", ids)


def _folded(name: str) -> str:
    return _NO_WORD.sub("", name).casefold()
