"""Where notes show: at home; the sites above mention them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.placing import AtHome, mentions_above
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Placement
    from lianzhan.model.federation import Federation


@dataclass(frozen=True)
class NotePlacing(AtHome):
    """Places notes."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each note, and the sites above it."""
        for place in super().places(federation, catalog, published):
            yield place
            yield from mentions_above(federation, place)


PLACING = NotePlacing("note")
