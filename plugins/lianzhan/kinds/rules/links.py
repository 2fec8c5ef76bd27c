"""The rules of links: those inside the federation lead to a published page, or lose the link.

That one runs after review, on paths alone: withdrawing an article never withholds another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.kinds import file_of
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import FAULTS, Kind, classify, legible
from lianzhan.reading.links import anchors, find, names_anchor

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation, Site

_SHOWN = 80
"""Characters of a target that a message shows."""


def link_safety(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A link is an address, its scheme allowed; "#…" leads to a heading of the same page."""
    ids = anchors(value.body)
    for link in value.body.links:
        details = {"target": legible(link.target)[:_SHOWN]}
        target = classify(link.target)
        if target.is_refused:
            yield problem(file_of(value.path), link.line, FAULTS[target.kind], **details)
        elif target.kind is Kind.ANCHOR and not names_anchor(target.address, ids):
            yield problem(file_of(value.path), link.line, "dead-link", **details)


def picture_safety(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """The source of a picture, the cover's too, is an address, its scheme allowed."""
    for image in value.images:
        target = classify(image.src)
        if target.is_refused:
            code = FAULTS[target.kind]
            yield problem(file_of(value.path), image.line, code, target=legible(image.src)[:_SHOWN])


def link_problems(
    entry: Entry, known: Container[str], published: Container[str]
) -> Iterator[Problem]:
    """A link inside the federation leads to a page that is there, and published."""
    for link in entry.references:
        found = find(link.path, known)
        if found is None or found not in published:
            code = "dead-link" if found is None else "unpublished-link"
            yield problem(file_of(entry.path), link.line, code, target=link.target[:_SHOWN])
