"""Old addresses that somebody else has, too: a file of the site, or another one's alias.

In: records whose entries have aliases, decisions, and the sites in the output. Out: the problem of
each file that may not have the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.gate.address_contest import DUPLICATE_NAME, standing_at
from lianzhan.model.codes import N_, error
from lianzhan.model.kinds import kind_named
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from lianzhan.gate.records import SiteRecord
    from lianzhan.model.catalog import Alias, Entry
    from lianzhan.model.federation import Site
    from lianzhan.model.report import Decision
    from lianzhan.reading.site_tree import Live

ALIAS_TAKEN = error(
    "alias-taken",
    N_("旧网址“{alias}”现在是 {other} 的"),
    N_("从 aliases 里删去它，或给 {other} 改名（网址不分大小写）"),
)


class _Claim(NamedTuple):
    """A file that wants an address: its own, or (with an alias) one that it had before."""

    path: str
    alias: Alias | None = None


def alias_losers(
    sites: Iterable[Site],
    records: Mapping[str, SiteRecord],
    decisions: Mapping[str, Decision],
    live: Live,
) -> list[Problem]:
    """Return a problem for each file that may not have an address which is somebody's alias.

    An address is its file's; one that a live article has as its alias is not given to a newcomer.
    What is withdrawn or has expired wants none. `live` is asked only where files do.
    """
    found: list[Problem] = []
    for site in sites:
        entries = records[site.slug].entries if site.slug in records else ()
        if any(entry.aliases for entry in entries):
            wanted = [e for e in entries if not (e.path in decisions and decisions[e.path].gone)]
            for claims in _contests(wanted):
                found += _losers(claims, standing_at(site, live()))
    return found


def _contests(entries: Iterable[Entry]) -> Iterator[list[_Claim]]:
    """Yield the claims to each address that an alias of one file and another file want."""
    claims: dict[str, list[_Claim]] = {}
    for entry in entries:
        kind = kind_named(entry.kind)
        if kind.folder:
            own = f"{entry.column or kind.reserved}/{entry.name}"
            claims.setdefault(own.casefold(), []).append(_Claim(entry.path))
        for alias in entry.moved_from:
            claims.setdefault(alias.name.casefold(), []).append(_Claim(entry.path, alias))
    for rivals in claims.values():
        if len(rivals) > 1 and any(claim.alias for claim in rivals):
            yield rivals


def _losers(claims: list[_Claim], standing: Container[str]) -> Iterator[Problem]:
    keeper = _keeper(claims, standing)
    for claim in claims:
        if claim == keeper or (not claim.alias and keeper and not keeper.alias):
            continue
        other = (keeper or next(rival for rival in claims if rival != claim)).path
        if claim.alias:
            details = {"alias": claim.alias.name, "other": other}
            yield problem(claim.path, claim.alias.line, ALIAS_TAKEN, **details)
        else:
            yield problem(claim.path, 0, DUPLICATE_NAME, other=other)


def _keeper(claims: list[_Claim], standing: Container[str]) -> _Claim | None:
    """Return who keeps an address: who alone of all stands, else the file that has it as its own.

    Files of one name are each other's matter (see `address_contest`).
    """
    there = [claim for claim in claims if claim.path in standing]
    own = [claim for claim in claims if not claim.alias]
    if len(there) == 1:
        return there[0]
    return own[0] if own else None
