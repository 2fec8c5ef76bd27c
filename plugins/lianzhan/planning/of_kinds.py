"""What readers see at one site of all kinds besides articles and pages, from their rooms."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.kinds.room import pages_of
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.kinds.pages import Block, FeedItem, FeedOfOne, File, NavigationEntry, Page, Pages
    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.kinds import Kind


@dataclass(frozen=True)
class OfKinds:
    """Pages, other files, items of feeds, blocks of the home page, entries of the navigation.

    `beside` are the blocks beside articles by the slugs of their columns, `ways` those that say how
    a site is followed; `feeds` are those of single values.
    """

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    items: tuple[FeedItem, ...]
    blocks: tuple[Block, ...]
    navigation: tuple[NavigationEntry, ...]
    beside: Mapping[str, tuple[Block, ...]]
    ways: tuple[Block, ...] = ()
    feeds: tuple[FeedOfOne, ...] = ()

    @cached_property
    def menu(self) -> tuple[NavigationEntry, ...]:
        """The entries of the navigation that stand beside the columns, services before events."""
        from lianzhan.kinds.pages import MENU

        beside = (entry for entry in self.navigation if entry.place == MENU)
        return tuple(sorted(beside, key=attrgetter("file"), reverse=True))


_Rooms = list[tuple["Pages", tuple["Shown", ...]]]


def of_kinds(site: SiteView, shown: Mapping[str, tuple[Shown, ...]]) -> OfKinds:
    """Return what a site shows of its values, by the names of their kinds."""
    concerned = (kind for kind in KINDS if _shows_anything(kind, site, shown))
    found: _Rooms = [
        (room, shown.get(kind.name, ())) for kind in concerned if (room := pages_of(kind))
    ]
    blocks = (room.block(site, values) for room, values in found)
    entries = (room.navigation(site, values) for room, values in found)
    ways = (room.way(site, values) for room, values in found)
    return OfKinds(
        pages=tuple(page for room, values in found for page in room.pages(site, values)),
        files=tuple(file for room, values in found for file in room.files(site, values)),
        items=tuple(item for room, values in found for item in room.items(site, values)),
        blocks=tuple(block for block in blocks if block),
        navigation=tuple(entry for entry in entries if entry),
        beside=_beside(site, found),
        ways=tuple(way for way in ways if way),
        feeds=tuple(feed for room, values in found for feed in room.feeds(site, values)),
    )


def _shows_anything(kind: Kind, site: SiteView, shown: Mapping[str, tuple[Shown, ...]]) -> bool:
    """Whether a room need be loaded: most are not, in most federations."""
    is_told_of = kind.is_shown_everywhere and site.help.hotlines
    return bool(is_told_of or shown.get(kind.name) or site.mentions(kind.name))


def _beside(site: SiteView, found: _Rooms) -> dict[str, tuple[Block, ...]]:
    beside = {}
    for column in site.columns:
        blocks = (room.beside(site, column, values) for room, values in found)
        beside[column.slug] = tuple(block for block in blocks if block)
    return beside
