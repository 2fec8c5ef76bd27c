"""Sites that stand in the output, and the tree that is read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.federation import SiteTree
from lianzhan.model.live_sites import LiveSite, SiteIdentity
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from conftest import House

ADDRESS = "https://example.org/{}/"


def standing(**paths: str) -> dict[str, LiveSite]:
    """Sites that stand in the output under their slugs."""
    return {
        slug: LiveSite(SiteIdentity(path, f"{slug}妇联", "city", ADDRESS.format(slug)))
        for slug, path in paths.items()
    }


def read(house: House, live: dict[str, LiveSite]) -> SiteTree:
    tree = read_federation(house.content, lambda: live)
    assert isinstance(tree, SiteTree)
    return tree


def found(tree: SiteTree) -> list[tuple[str, str]]:
    return sorted((fault.path, fault.code) for fault in tree.problems)
