"""What sites above know of an honour, by name: the facts of its entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.kinds.honour.values import Honour
    from lianzhan.kinds.views import Mentioned

AWARD, LEVEL, YEAR, UNIT, PERSON, LAST = "award", "level", "year", "unit", "person", "last"
REVOKED = "revoked"


def facts_of(honour: Honour) -> tuple[tuple[str, str], ...]:
    """Return the facts of an honour; one that says nothing is left out."""
    last = honour.term.last.isoformat() if honour.term else ""
    every = (
        (AWARD, honour.award),
        (LEVEL, honour.level),
        (YEAR, str(honour.year)),
        (UNIT, honour.unit),
        (PERSON, honour.person),
        (LAST, last),
        (REVOKED, f"{honour.revoked:%Y-%m-%d}" if honour.revoked else ""),
    )
    return tuple((name, said) for name, said in every if said)


def last_day(mention: Mentioned) -> date | None:
    """Return the last day of a mentioned honour's term; None where it has no term."""
    said = mention.fact(LAST)
    return date.fromisoformat(said) if said else None
