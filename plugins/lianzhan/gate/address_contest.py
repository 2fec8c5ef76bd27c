"""Files of a site that have one address: which of them keeps it, decided by what stands.

In: records with files that are contested, decisions, and the sites in the output. Out: the problem
of each file that may not have its address, and what that does to the decision on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import Decision
from lianzhan.reading.paths import page_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from lianzhan.gate.records import SiteRecord
    from lianzhan.model.federation import Site
    from lianzhan.model.live_sites import LiveSite
    from lianzhan.reading.site_tree import Live

DUPLICATE_NAME = error(
    "duplicate-name", N_("与 {other} 的网址相同"), N_("给其中一个改名（网址不分大小写）")
)


def losers(
    sites: Iterable[Site],
    records: Mapping[str, SiteRecord],
    decisions: Mapping[str, Decision],
    live: Live,
) -> dict[str, Problem]:
    """Return by path the files that may not have their address, each with its problem.

    The article that stands in the output keeps it; where none of them stands, none gets it. What is
    withdrawn or has expired wants none. `live` is asked only where files do.
    """
    contested = [site for site in sites if site.slug in records and records[site.slug].contested]
    found: dict[str, Problem] = {}
    for site in contested:
        standing = standing_at(site, live())
        for files in records[site.slug].contested:
            rivals = [path for path in files if path not in decisions or not decisions[path].gone]
            found.update(_losers(rivals, standing))
    return found


def _losers(rivals: list[str], standing: Container[str]) -> Iterator[tuple[str, Problem]]:
    keeper = _keeper(rivals, standing)
    for path in rivals if len(rivals) > 1 else ():
        if path != keeper:
            other = keeper or next(rival for rival in rivals if rival != path)
            yield path, problem(file_of(path), 0, DUPLICATE_NAME, other=other)


def _keeper(rivals: list[str], standing: Container[str]) -> str | None:
    """Return the one that stands: the file itself, or else what has the same page in another form.

    So a file that has become a bundle keeps its address, too.
    """
    same = [path for path in rivals if path in standing]
    same = same or [path for path in rivals if page_of(path) in standing]
    return same[0] if len(same) == 1 else None


def standing_at(site: Site, live: Mapping[str, LiveSite]) -> frozenset[str]:
    """Return the articles that stand, and their pages, as they are called in the content now."""
    named = {path for there in live.values() for path in there.articles}
    if there := live.get(site.slug):
        old, now = f"{there.site.path}/", f"{site.path}/"
        named |= {now + path.removeprefix(old) for path in named if path.startswith(old)}
    return frozenset(named | {page_of(path) for path in named})


def refused(decision: Decision, code: str = DUPLICATE_NAME.name) -> Decision:
    """Return the decision on a file that may not have its address: it is withheld for that too."""
    codes = dict(decision.details)["codes"].split(", ") if decision.reason == "problems" else []
    details = (("codes", ", ".join(sorted({*codes, code}))),)
    return Decision(decision.path, approved=False, reason="problems", details=details)
