"""An honour as programs read it: the unit, and its award, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.organisations import organisation

if TYPE_CHECKING:
    from lianzhan.kinds.honour.groups import Row
    from lianzhan.kinds.honour.values import Honour
    from lianzhan.model.awards import Award


def structured(row: Row, award: Award) -> dict[str, str] | None:
    """Return which award a unit has (schema.org, award); None for what its own site says.

    Persons agreed to be read about, not to be gathered: of them programs are told nothing.
    """
    if row.shown is None:
        return None
    honour: Honour = row.shown.value
    if not honour.unit:
        return None
    said = f"{honour.level}{award.title} ({honour.year})"
    whose = organisation(honour.unit, row.home)
    return {"@context": "https://schema.org", **whose, "award": said}
