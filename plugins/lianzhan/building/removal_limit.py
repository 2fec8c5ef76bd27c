"""A build that would take down many sites does nothing, unless that was asked for.

Content that was checked out by half, or the wrong folder, looks just like that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Manifests


class RemovalError(Exception):
    """A build would take down so many sites of so many that are live: it did nothing."""

    def __init__(self, gone: int, live: int) -> None:
        super().__init__(gone, live)
        self.gone = gone
        self.live = live


_FEWEST, _SHARE = 3, 4
"""Sites that a build takes down unasked: fewer than three, or up to a quarter of those live."""


def check_removal(before: Manifests, checked: ContentState) -> None:
    """Raise RemovalError where at least three sites, and more than a quarter, would go."""
    from lianzhan.building.outdated import orphans_of

    gone = len(orphans_of(before, checked))
    live = sum(manifest is not None for manifest in before.sites.values())
    if gone >= _FEWEST and gone * _SHARE > live:
        raise RemovalError(gone, live)
