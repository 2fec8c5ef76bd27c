"""What readers see at one site of all kinds besides articles and pages, from their rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.kinds.room import pages_of
from lianzhan.model.kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.pages import Block, FeedItem, NavigationEntry, Page, Pages, Shown, SiteView


@dataclass(frozen=True)
class OfKinds:
    """Pages, items of feeds, blocks of the home page and entries of the navigation."""

    pages: tuple[Page, ...]
    items: tuple[FeedItem, ...]
    blocks: tuple[Block, ...]
    navigation: tuple[NavigationEntry, ...]


def of_kinds(site: SiteView, shown: Iterable[tuple[str, tuple[Shown, ...]]]) -> OfKinds:
    """Return what a site shows of its values, by the names of their kinds."""
    found: list[tuple[Pages, tuple[Shown, ...]]] = []
    for name, values in shown:
        if (room := pages_of(kind_named(name))) and values:
            found.append((room, values))
    blocks = (room.block(site, values) for room, values in found)
    entries = (room.navigation(site, values) for room, values in found)
    return OfKinds(
        pages=tuple(page for room, values in found for page in room.pages(site, values)),
        items=tuple(item for room, values in found for item in room.items(site, values)),
        blocks=tuple(block for block in blocks if block),
        navigation=tuple(entry for entry in entries if entry),
    )
