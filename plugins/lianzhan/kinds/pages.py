"""What readers see of a kind, besides Pelican's own articles and pages: pages, blocks, items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.federation import Column


Values = Mapping[str, object]
"""What a template is told besides the site's facts: values by name."""


@dataclass(frozen=True)
class Page:
    """A page of a kind: its file below the site, and the theme's template (without ".html")."""

    file: str
    template: str
    values: Values
    in_sitemap: bool = True


@dataclass(frozen=True)
class File:
    """A file of a kind that is no page: its path below the site, and its bytes."""

    path: str
    data: bytes


FIRST, LAST = "first", "last"
"""Where blocks stand: on a home page right below the pinned slot, or below the columns; among the
ways to follow a site before the one that needs nothing but a bookmark, or after it."""


@dataclass(frozen=True)
class Block:
    """A block of a page: a component of the theme (without ".html"); `place` is FIRST or LAST."""

    template: str
    values: Values
    place: str = LAST


MENU, FOOTER = "menu", "footer"
"""Where entries of the navigation stand: beside the columns, or at the foot of every page."""


@dataclass(frozen=True)
class NavigationEntry:
    """An entry of the navigation: its title, the file of its page below the site, its place."""

    title: str
    file: str
    place: str = MENU


@dataclass(frozen=True)
class FeedItem:
    """A value in the site's feeds; `lead` is HTML before the text of its body."""

    shown: Shown
    title: str
    summary: str
    date: datetime
    byline: str = ""
    lead: str = ""


@dataclass(frozen=True)
class FeedOfOne:
    """A feed of one value: the folder of its page below the site, and what it tells of.

    `shown` are articles, the newest first.
    """

    folder: str
    title: str
    shown: tuple[Shown, ...]


class Pages(Protocol):
    """What readers see of a kind at one site, made of its values there, newest first.

    It is asked where a site shows or mentions a value of the kind; at every site, if what the
    federation itself says of it is shown (`Kind.is_shown_everywhere`).
    """

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the kind's pages."""

    def files(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[File]:
        """Yield the kind's files that are no pages."""

    def items(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Yield what the site's feeds show."""

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the block of the home page, if there is one."""

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry of the navigation, if there is one."""

    def beside(self, site: SiteView, column: Column, shown: tuple[Shown, ...]) -> Block | None:
        """Return what stands beside the articles of a column, if there is anything."""

    def feeds(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedOfOne]:
        """Yield the feeds that single values have."""

    def way(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return a way to hear of what is new at the site, if the kind offers one."""


class NoPages:
    """A kind of which readers see nothing; rooms take from it what their kind has not."""

    def pages(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Iterator[Page]:
        """It has no pages."""
        return iter(())

    def files(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Iterator[File]:
        """It has no files."""
        return iter(())

    def items(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Feeds show nothing of it."""
        return iter(())

    def block(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Block | None:
        """The home page shows nothing."""
        return None

    def navigation(self, _site: SiteView, _shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Nothing leads to it."""
        return None

    def beside(self, _site: SiteView, _column: Column, _shown: tuple[Shown, ...]) -> Block | None:
        """Nothing stands beside articles."""
        return None

    def feeds(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Iterator[FeedOfOne]:
        """No value has a feed."""
        return iter(())

    def way(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Block | None:
        """Nobody follows a site by it."""
        return None
