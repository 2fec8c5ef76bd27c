"""Where events show: at home, below where they are pushed, and nearby where few are coming."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from lianzhan.kinds.event.recurrence import PAST, split_phase
from lianzhan.kinds.event.values import CANCELLED, FOR_ALL_BELOW
from lianzhan.kinds.pick.placing import adopted, pick_fault
from lianzhan.kinds.placing import sites_below
from lianzhan.model.catalog import NEAREST, NEVER, OWN, PUSHED, Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem

ENOUGH = 2
"""Coming events at a site: so many stand on its home page."""


class EventPlacing:
    """Places events, as of the moment of which their entries' phases are."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield where each event shows: at home, below until it is over, then what is nearest."""
        events = {entry.path: entry for entry in catalog.of_kind("event", published)}
        if not events:
            return
        yield from (Placement(each.site, "", each.path, OWN) for each in events.values())
        pushed = [each for entry in events.values() for each in _pushes(federation, entry)]
        yield from pushed
        coming = [entry for entry in events.values() if _is_coming(entry)]
        if coming:
            picked = _picked(federation, catalog, events)
            shown = _shown_at(coming, ((p.site, p.path) for p in pushed), picked)
            yield from _nearest(federation, coming, shown)

    def problems(
        self, _federation: Federation, _catalog: Catalog, _published: Collection[str]
    ) -> Iterator[Problem]:
        """Wherever an event shows is as it should be."""
        return iter(())


def _is_over(entry: Entry) -> bool:
    return split_phase(entry.phase)[0] in ("", PAST)


def _is_coming(entry: Entry) -> bool:
    """Whether people may still go."""
    return not _is_over(entry) and CANCELLED not in dict(entry.facts)


def _pushes(federation: Federation, entry: Entry) -> Iterator[Placement]:
    """Yield all sites below that of an event which is pushed: what is over stays at home."""
    if FOR_ALL_BELOW not in dict(entry.facts) or _is_over(entry):
        return
    for site in sites_below(federation, entry.site):
        yield Placement(site.slug, "", entry.path, PUSHED)


def _picked(
    federation: Federation, catalog: Catalog, events: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the sites that pick an event, each with its path."""
    for pick, path in adopted(catalog):
        if path in events and pick_fault(federation, catalog, events, pick) is None:
            yield pick.site, path


def _shown_at(
    coming: Iterable[Entry], *elsewhere: Iterable[tuple[str, str]]
) -> defaultdict[str, set[str]]:
    """Return what comes at each site, by its slug: its own, and what is pushed or picked there."""
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for entry in coming:
        shown[entry.site].add(entry.path)
    paths = {entry.path for entry in coming}
    for site, path in (each for found in elsewhere for each in found):
        if path in paths:
            shown[site].add(path)
    return shown


def _nearest(
    federation: Federation, coming: Iterable[Entry], shown: defaultdict[str, set[str]]
) -> Iterator[Placement]:
    """Yield what sites show that have fewer than ENOUGH: the nearest, and of these the soonest.

    The events of all sites right below one are put in order once. Of these at most a few are passed
    over: a site that still wants some has shown fewer than ENOUGH itself.
    """
    by_site: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(coming, key=_soonest):
        by_site[entry.site].append(entry)

    @cache
    def below(slug: str) -> tuple[Entry, ...]:
        children = federation.children.get(slug, ())
        return tuple(sorted((e for child in children for e in by_site[child.slug]), key=_soonest))

    def around(site: Site) -> Iterator[Entry]:
        while site.parent:
            yield from by_site[site.parent]
            yield from below(site.parent)
            site = federation.by_slug[site.parent]

    for site in federation.sites:
        there = shown[site.slug]
        wanted = ENOUGH - len(there)
        if wanted > 0:
            fresh = (entry.path for entry in around(site) if entry.path not in there)
            for path in _first(fresh, wanted):
                yield Placement(site.slug, "", path, NEAREST)


def _first(paths: Iterable[str], wanted: int) -> list[str]:
    """Return the first of some paths, each once: those of a branch come again further up."""
    found: dict[str, None] = {}
    for path in paths:
        found.setdefault(path)
        if len(found) == wanted:
            break
    return [*found]


def _soonest(entry: Entry) -> tuple[datetime, str]:
    return split_phase(entry.phase)[1] or NEVER, entry.path


PLACING = EventPlacing()
