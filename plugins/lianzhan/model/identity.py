"""Values: what makes a site known at first sight: its accent, its mark (方印), its band (织带)."""

from __future__ import annotations

from typing import NamedTuple

from lianzhan.model.profile import Accent


class SiteLook(NamedTuple):
    """A site's colour, and the one to three characters of its mark.

    It goes wherever a site is named, so that its mark can be drawn in its own accent.
    """

    accent: Accent
    mark: str

    @property
    def css_class(self) -> str:
        """The class that gives an element the accent: accent-cinnabar, accent-pine."""
        return f"accent-{self.accent.name.lower()}"


PORTAL_LOOK = SiteLook(Accent.CINNABAR, "联")
"""The look of the federation as a whole; the portal's ground is ink, whatever its accent."""


class Weave(NamedTuple):
    """One tile of a site's woven band: so many cells wide, nine high, repeated sideways.

    `rows` are the upper five, the middle one last; the lower four mirror them. The lowest bit of a
    row is its first cell, 1 where it is filled. Sideways it is mirrored about its first cell.
    """

    width: int
    rows: tuple[int, ...]

    @property
    def all_rows(self) -> tuple[int, ...]:
        """All nine rows, from the top."""
        return *self.rows, *self.rows[-2::-1]
