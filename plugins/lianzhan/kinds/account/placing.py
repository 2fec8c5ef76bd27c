"""Where accounts show: at home, and whole at every site below; the sites above count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.account.platforms import SAME
from lianzhan.kinds.placing import AtHome, mentions_above, sites_below
from lianzhan.model.catalog import NEAREST, Placement
from lianzhan.model.codes import N_, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

SHARED = warning(
    "account-shared",
    N_("“{name}”和 {other} 是同一个账号：{same}"),
    N_("只留在管这个账号的站点；上级的账号，下级站点的页面会自动列出"),
)


@dataclass(frozen=True)
class AccountPlacing(AtHome):
    """Places accounts."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each account, the sites that count it, and those that borrow it."""
        for home in super().places(federation, catalog, published):
            yield home
            yield from mentions_above(federation, home)
            for site in sites_below(federation, home.site):
                yield Placement(site.slug, "", home.path, NEAREST)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """An account stands at one site: of two that write it down the upper one has it."""
        shown = catalog.of_kind(self.kind, published)
        ranks = {site.slug: federation.rank[site.level] for site in federation.sites}
        first: dict[str, Entry] = {}
        for entry in sorted(shown, key=lambda each: (ranks[each.site], each.path)):
            yield from _shared(entry, first)


def _shared(entry: Entry, first: dict[str, Entry]) -> Iterator[Problem]:
    """Yield what an account has in common with one of another site, and note what it is."""
    marks = [mark for name, mark in entry.facts if name == SAME]
    other = next((first[mark] for mark in marks if mark in first), None)
    if other and other.site != entry.site:
        same = next(mark for mark in marks if first.get(mark) == other)
        details = {"name": entry.name, "other": other.path, "same": same}
        yield problem(file_of(entry.path), 0, SHARED, **details)
    for mark in marks:
        first.setdefault(mark, entry)


PLACING = AccountPlacing("account")
