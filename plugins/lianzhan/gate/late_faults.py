"""What only the whole federation knows of a value: units spelt unlike the tree, campaigns' terms.

In: the catalog of all sites, and the decisions that each took alone. Out: by path the problems that
come to it, and the decisions on what has an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.gate.address_contest import refused
from lianzhan.kinds.article.entrants import entrants
from lianzhan.kinds.proofs.policy import by_policy
from lianzhan.kinds.proofs.unit_names import UNIT_NAME, misnamed_units, unit_lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from lianzhan.model.catalog import Catalog
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision


def late_faults(
    federation: Federation,
    catalog: Catalog,
    decisions: Mapping[str, Decision],
    whole: Container[str],
) -> dict[str, list[Problem]]:
    """Return by path the problems of values that only show once all sites are known.

    `whole` are the slugs of the sites of which everything could be read.
    """
    found = _misnamed(catalog, federation)
    for path, faults in entry_faults(federation, catalog, decisions, whole).items():
        found[path] = [*found.get(path, ()), *faults]
    return found


def _misnamed(catalog: Catalog, federation: Federation) -> dict[str, list[Problem]]:
    """Return by path the values that call a unit almost as the tree does, with their problems."""
    if UNIT_NAME.name not in federation.proofs.severities:
        return {}
    units = unit_lines(federation)
    code = by_policy(UNIT_NAME, federation.proofs)
    naming = (entry for entry in catalog.entries.values() if entry.units)
    found = {entry.path: list(misnamed_units(entry, units, code)) for entry in naming}
    return {path: faults for path, faults in found.items() if faults}


def entry_faults(
    federation: Federation,
    catalog: Catalog,
    decisions: Mapping[str, Decision],
    whole: Container[str],
) -> dict[str, list[Problem]]:
    """Return by path the articles that break the terms of their campaigns.

    The campaigns' room is loaded only where an article names one.
    """
    named = entrants(catalog.entries.values())
    if not named:
        return {}
    from lianzhan.kinds.campaign.judging import JUDGING, Ground

    return JUDGING.faults(Ground(federation, catalog, decisions, whole), named)


def refusals(
    decisions: Mapping[str, Decision], faults: Mapping[str, list[Problem]]
) -> Iterator[tuple[str, Decision]]:
    """Yield the decisions on values that have an error among their late faults."""
    for path, found in faults.items():
        codes = [fault.code for fault in found if fault.is_error]
        if codes and path in decisions and not decisions[path].gone:
            decision = decisions[path]
            for code in codes:
                decision = refused(decision, code)
            yield path, decision
