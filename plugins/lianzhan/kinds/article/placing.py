"""Where articles show: at home, and, of a pushed column, at every site below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.catalog import OWN, PUSHED, Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem


class ArticlePlacing:
    """Places articles in columns."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield where each article shows: at home first, then at the sites below."""
        entries = (catalog.entries[path] for path in published)
        shown = [entry for entry in entries if entry.kind == "article"]
        yield from (Placement(each.site, each.column or "", each.path, OWN) for each in shown)
        pushed = {column.slug for column in federation.columns if column.push}
        for entry in shown:
            if entry.column in pushed:
                yield from _pushes(federation, federation.by_slug[entry.site], entry)

    def problems(
        self, _federation: Federation, _catalog: Catalog, _published: Collection[str]
    ) -> Iterator[Problem]:
        """Wherever an article shows is as it should be."""
        return iter(())


def _pushes(federation: Federation, site: Site, entry: Entry) -> Iterator[Placement]:
    """Not by recursion: content could nest sites deeper than Python."""
    waiting = [*reversed(federation.children.get(site.slug, ()))]
    while waiting:
        child = waiting.pop()
        if child.column(entry.column or ""):
            yield Placement(child.slug, entry.column or "", entry.path, PUSHED)
        waiting += reversed(federation.children.get(child.slug, ()))


PLACING = ArticlePlacing()
