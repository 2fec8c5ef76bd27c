"""What readers see of a kind, besides Pelican's own articles and pages: pages, blocks, items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lianzhan.model.federation import Column


class SiteView(Protocol):
    """What a kind's pages may know of the site that shows them."""

    @property
    def slug(self) -> str:
        """Its slug, also the name of its output folder."""

    @property
    def name(self) -> str:
        """The unit's name, such as 长沙市妇联."""

    @property
    def url(self) -> str:
        """The address of its home page, ending in "/"."""

    @property
    def language(self) -> str:
        """The language of its texts as in BCP 47, such as zh-CN."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in their order."""


class Shown(Protocol):
    """A published value as one site shows it."""

    @property
    def value(self) -> Any:
        """The value itself."""

    @property
    def id(self) -> str:
        """Its lasting id."""

    @property
    def url(self) -> str:
        """Its one address."""

    @property
    def why(self) -> str:
        """Own, pushed or picked."""


Values = tuple[tuple[str, object], ...]
"""What a template is told besides the site's facts: values by name."""


@dataclass(frozen=True)
class Page:
    """A page of a kind: its file below the site, and the theme's template (without ".html")."""

    file: str
    template: str
    values: Values
    in_sitemap: bool = True


@dataclass(frozen=True)
class Block:
    """A block of the home page: a component of the theme (without ".html")."""

    template: str
    values: Values


@dataclass(frozen=True)
class NavigationEntry:
    """An entry of the navigation: its title, and the file of its page below the site."""

    title: str
    file: str


@dataclass(frozen=True)
class FeedItem:
    """A value in the site's feeds; `lead` is HTML before the text of its body."""

    shown: Shown
    title: str
    summary: str
    date: datetime
    byline: str = ""
    lead: str = ""


class Pages(Protocol):
    """What readers see of a kind at one site, made of its values there, newest first.

    It is asked where a site has at least one value of the kind.
    """

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the kind's pages."""

    def items(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Yield what the site's feeds show."""

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the block of the home page, if there is one."""

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry of the navigation, if there is one."""
