"""Where articles show: at home, and, of a pushed column, at every site below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.answers import unanswered
from lianzhan.kinds.placing import sites_below
from lianzhan.model.catalog import OWN, PUSHED, Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem


class ArticlePlacing:
    """Places articles in columns."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield where each article shows: at home first, then at the sites below."""
        shown = [*catalog.of_kind("article", published)]
        yield from (Placement(each.site, each.column or "", each.path, OWN) for each in shown)
        for entry in shown:
            yield from pushes(federation, entry)

    def problems(
        self, _federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """Yield what works lack that their calls ask for."""
        return unanswered(catalog, published)


def pushes(federation: Federation, entry: Entry) -> Iterator[Placement]:
    """Yield the sites below at which an entry shows, if its column is pushed."""
    if entry.column not in federation.pushed:
        return
    for site in sites_below(federation, entry.site):
        if site.column(entry.column or ""):
            yield Placement(site.slug, entry.column or "", entry.path, PUSHED)


PLACING = ArticlePlacing()
