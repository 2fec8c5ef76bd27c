"""Which links of a value into the content tree may stay, and what it forwards. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import OWN
from lianzhan.model.kinds import KINDS
from lianzhan.reading.links import anchor_of, find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lianzhan.model.catalog import Catalog, Entry, Placement


def with_pages(
    catalog: Catalog, published: Collection[str], placed: Iterable[Placement]
) -> Collection[str]:
    """Return the paths of published values that can be linked: what draws nothing has no page."""
    names = [kind.name for kind in KINDS if kind.draws and catalog.has_any(kind.name)]
    drawing = {entry.path for name in names for entry in catalog.of_kind(name, published)}
    if not drawing:
        return published
    return frozenset(published) - (drawing - {p.path for p in placed if p.why == OWN})


def resolved(
    entry: Entry, catalog: Catalog, published: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each link into the content tree that may stay: as written, its article, "#…"."""
    for link in entry.references:
        found = find(link.path, catalog)
        if found is not None and found in published:
            known = catalog.entries[found].anchors
            there = anchor_of(link.fragment, known) if link.fragment else ""
            yield link.target, found, there or ""


def forwarded(entry: Entry, catalog: Catalog, published: Collection[str]) -> Entry | None:
    """Return what an entry forwards by its title, if that is published here."""
    links = resolved(entry, catalog, published) if entry.forwards else ()
    found = (path for target, path, _ in links if target == entry.forwards)
    return catalog.entries.get(next(found, ""))
