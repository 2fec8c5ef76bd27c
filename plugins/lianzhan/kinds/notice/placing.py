"""Where notices show: the page at home, and the entry's end in every feed that had the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.placing import pushes
from lianzhan.kinds.notice.values import TOLD
from lianzhan.kinds.pick.placing import adopted, pick_fault
from lianzhan.model.catalog import OWN, PICKED, Placement
from lianzhan.model.kinds import NOTICE, file_of, kind_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem


class NoticePlacing:
    """Places notices: one that feeds no longer tell of is in no column."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each notice, then all sites whose feeds tell of it."""
        shown = [*catalog.of_kind(NOTICE, published)]
        told = {file_of(e.path): e for e in shown if e.phase == TOLD and _was_listed(e, catalog)}
        for entry in shown:
            column = (entry.column or "") if file_of(entry.path) in told else ""
            yield Placement(entry.site, column, entry.path, OWN)
        if told:
            yield from _elsewhere(federation, catalog, told)

    def problems(
        self, _federation: Federation, _catalog: Catalog, _published: Collection[str]
    ) -> Iterator[Problem]:
        """Wherever a notice shows is as it should be."""
        return iter(())


def _was_listed(notice: Entry, catalog: Catalog) -> bool:
    """Whether what a notice stands for was in feeds: pages never are."""
    return kind_named(catalog.entries[file_of(notice.path)].kind).has_columns


def _elsewhere(
    federation: Federation, catalog: Catalog, told: dict[str, Entry]
) -> Iterator[Placement]:
    """Yield the sites that showed what was withdrawn: below, and where it was picked."""
    for entry in told.values():
        yield from pushes(federation, entry)
    for pick, path in adopted(catalog):
        if path in told and pick_fault(federation, catalog, {path}, pick) is None:
            notice = told[path]
            yield Placement(pick.site, pick.column or notice.column or "", notice.path, PICKED)


PLACING = NoticePlacing()
