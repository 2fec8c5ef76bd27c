"""The accent of every site: the one that it sets, else the one of its place among its siblings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.profile import Accent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianzhan.model.federation import Federation, Site

OF_THE_TOP = Accent.CINNABAR
"""The accent of a site without a site above."""
STEP = 3
"""How far apart in the palette neighbours are."""
_PALETTE = tuple(Accent)


class _Colours(NamedTuple):
    """A site's accent; `base` is the one that it has as long as no neighbour sets the same."""

    base: Accent
    shown: Accent


def accents(federation: Federation) -> dict[str, Accent]:
    """Return the accent of every site, by its slug.

    A site without a site above is cinnabar. Siblings, in official order, take the palette without
    their parent's accent in steps of three, beginning right after that. What a site sets counts as
    it is; a neighbour that would be alike takes the next in its steps that is neither its parent's
    nor a neighbour's, and no further site changes, its own children included unless they become
    like it. Not by recursion.
    """
    found: dict[str, Accent] = {}
    tops = federation.children.get(None, ())
    waiting = [(site, _of_top(site)) for site in tops]
    while waiting:
        site, colours = waiting.pop()
        found[site.slug] = colours.shown
        below = federation.children.get(site.slug, ())
        waiting += zip(below, _of_siblings(below, colours), strict=True)
    return found


def _of_top(site: Site) -> _Colours:
    accent = site.profile.accent or OF_THE_TOP
    return _Colours(accent, accent)


def _of_siblings(sites: Sequence[Site], parent: _Colours) -> list[_Colours]:
    """Return the colours of all sites right below one, in their order."""
    ring = steps_from(parent.base)
    bases = [site.profile.accent or ring[at % len(ring)] for at, site in enumerate(sites)]
    found: list[_Colours] = []
    for at, site in enumerate(sites):
        before = found[-1].shown if found else None
        taken = {parent.shown, before, *bases[at + 1 : at + 2]}
        shown = bases[at] if site.profile.accent else _first_free(ring, at, taken)
        found.append(_Colours(bases[at], shown))
    return found


def _first_free(ring: tuple[Accent, ...], at: int, taken: set[Accent | None]) -> Accent:
    """Return the first accent from a place on that is not taken: at most three of seven are."""
    turned = (ring[(at + step) % len(ring)] for step in range(len(ring)))
    return next(accent for accent in turned if accent not in taken)


@lru_cache(maxsize=len(_PALETTE))
def steps_from(parent: Accent) -> tuple[Accent, ...]:
    """Return the accents other than the parent's in steps of three, beginning right after it."""
    start = _PALETTE.index(parent) + 1
    others = [*_PALETTE[start:], *_PALETTE[: start - 1]]
    return tuple(others[at * STEP % len(others)] for at in range(len(others)))
