"""Federations of a given shape, and what siblings in them must keep."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, site

from lianzhan.model.profile import Accent, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.model.federation import Federation, Site


def tree(parents: Mapping[str, str | None], **accents: Accent) -> Federation:
    """Return a federation of sites with these parents, and the accents that some set."""
    sites = (_made(slug, parent, accents.get(slug)) for slug, parent in parents.items())
    return replace(FEDERATION, sites=tuple(sites))


def family(count: int, **accents: Accent) -> Federation:
    """Return a province `top` and so many sites below: s0, s1, s2 …"""
    return tree({"top": None, **{f"s{at}": "top" for at in range(count)}}, **accents)


def _made(slug: str, parent: str | None, accent: Accent | None) -> Site:
    return replace(site(slug, "county", parent), profile=Profile(accent=accent))


def alike(federation: Federation, found: Mapping[str, Accent]) -> Iterator[tuple[str, str]]:
    """Yield all neighbours, and all sites with the one above, whose accents are the same."""
    for parent, sites in federation.children.items():
        slugs = [site.slug for site in sites]
        if parent is not None:
            near = [*pairwise(slugs), *((parent, slug) for slug in slugs)]
            yield from ((a, b) for a, b in near if found[a] == found[b])
