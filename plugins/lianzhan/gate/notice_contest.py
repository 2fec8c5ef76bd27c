"""Notices of withdrawal whose address something else wants: a notice gives way to all that lives.

In: records, and decisions on what is no notice. Out: by its path, the problem of each notice that
has no place.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lianzhan.gate.address_contest import DUPLICATE_NAME
from lianzhan.model.kinds import NOTICE, file_of, kind_named
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lianzhan.gate.records import SiteRecord
    from lianzhan.model.catalog import Entry
    from lianzhan.model.report import Decision


def lost_notices(
    records: Iterable[SiteRecord], decisions: Mapping[str, Decision]
) -> dict[str, Problem]:
    """Return the signed notices in whose place something else stands, also by an old address.

    Of two notices for one address neither has it: nobody could say which was meant.
    """
    found: dict[str, Problem] = {}
    for record in records:
        notices = [
            entry
            for entry in record.entries
            if entry.kind == NOTICE and decisions[entry.path].approved
        ]
        found.update(_lost_at(notices, record, decisions) if notices else ())
    return found


def _lost_at(
    notices: list[Entry], record: SiteRecord, decisions: Mapping[str, Decision]
) -> Iterator[tuple[str, Problem]]:
    taken = dict(_taken(record, decisions))
    count = Counter(map(_place, notices))
    for notice in notices:
        place = _place(notice)
        rivals = (other.path for other in notices if other != notice and _place(other) == place)
        other = taken.get(place) or (next(rivals) if count[place] > 1 else "")
        if other:
            file = file_of(notice.path)
            yield notice.path, problem(file, 0, DUPLICATE_NAME, other=file_of(other))


def _taken(
    record: SiteRecord, decisions: Mapping[str, Decision]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the places of all else that is published, with what is there."""
    for entry in record.entries:
        if entry.kind != NOTICE and decisions[entry.path].approved:
            yield _place(entry), entry.path
            for alias in entry.moved_from:
                column, _, name = alias.name.rpartition("/")
                yield (column.casefold(), name.casefold()), entry.path


def _place(entry: Entry) -> tuple[str, str]:
    """Return what addresses differ by: pages stand in a folder of their own."""
    column = entry.column or kind_named(entry.kind).reserved
    return column.casefold(), entry.name.casefold()
