"""Who holds an award: what a campaign that is for its holders alone asks. Pure.

In: the entries of honours, as the catalog has them. Out: yes or no, as of a day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lianzhan.kinds.honour.facts import AWARD, LAST, LEVEL, REVOKED, UNIT, YEAR
from lianzhan.model.frozen import dataclass
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.reading.meant_words import plain_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lianzhan.model.catalog import Entry


@dataclass(frozen=True)
class Condition:
    """The award that somebody must hold, by its slug; `level` is "" where any will do."""

    award: str
    level: str = ""


def holds(
    honours: Iterable[Entry], wanted: Condition, unit: str, sites: Collection[str], day: date
) -> bool:
    """Whether a unit holds an award as of a day, by the lists of some sites (their slugs).

    Those are its own site and, since an upper site may keep the list for all, those above it: units
    of two counties may be called alike. Names are compared as `plain_form` has them. An award
    counts from the year in which it was given, through the last day of its term; one that was
    taken back or withdrawn counts on no day.
    """
    name = plain_form(unit)
    return any(
        honour.site in sites and _is_of(honour, wanted, name) and _is_good(honour, day)
        for honour in honours
    )


def _is_of(honour: Entry, wanted: Condition, name: str) -> bool:
    facts = dict(honour.facts)
    is_wanted = facts.get(AWARD) == wanted.award and wanted.level in ("", facts.get(LEVEL))
    return is_wanted and name != "" and plain_form(facts.get(UNIT, "")) == name


def _is_good(honour: Entry, day: date) -> bool:
    facts = dict(honour.facts)
    last = facts.get(LAST)
    is_gone = honour.status == WITHDRAWN or REVOKED in facts
    is_over = last is not None and date.fromisoformat(last) < day
    return not (is_gone or is_over) and int(facts.get(YEAR, 0)) <= day.year
