"""What pages of a kind may know: the site that shows them, values there, and those below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from lianzhan.model.awards import Award
    from lianzhan.model.federation import Column
    from lianzhan.model.help import Help


class SiteName(Protocol):
    """A site as others name and link it."""

    @property
    def slug(self) -> str:
        """Its slug, also the name of its output folder."""

    @property
    def name(self) -> str:
        """The unit's name, such as 长沙市妇联."""

    @property
    def url(self) -> str:
        """The address of its home page, ending in "/"."""


class Mentioned(Protocol):
    """A value of a site below, of which a site knows a few facts and no words."""

    @property
    def name(self) -> str:
        """The last part of its address."""

    @property
    def url(self) -> str:
        """Its one address."""

    @property
    def home(self) -> SiteName:
        """The site it belongs to."""

    @property
    def phase(self) -> str:
        """What its kind goes by that changes with time (see `Entry.phase`)."""

    def fact(self, name: str) -> str:
        """Return one of its entry's facts; "" where there is none of that name."""


class LevelSites(Protocol):
    """The sites of one level below a site."""

    @property
    def title(self) -> str:
        """What the level is called, such as 县市区."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of its sites, in their order."""


class SiteView(SiteName, Protocol):
    """What a kind's pages may know of the site that shows them."""

    @property
    def language(self) -> str:
        """The language of its texts as in BCP 47, such as zh-CN."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in their order."""

    @property
    def help(self) -> Help:
        """The federation's hotlines, and its kinds of services."""

    @property
    def awards(self) -> tuple[Award, ...]:
        """The awards that honours may name, in the federation's order."""

    @property
    def ancestors(self) -> tuple[SiteName, ...]:
        """The sites above, the highest first."""

    @property
    def children(self) -> tuple[SiteName, ...]:
        """The sites right below, in their order."""

    @property
    def below(self) -> tuple[LevelSites, ...]:
        """All sites below, by level; nothing where it mentions no value of theirs."""

    def drawn(self, path: str) -> tuple[Shown, ...]:
        """Return what the page of its value with this path lists, in its order."""

    def mentions(self, kind: str) -> tuple[Mentioned, ...]:
        """Return the values of a kind at sites below that it mentions."""


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
    def home(self) -> SiteName:
        """The site it belongs to."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The targets that may stay links, each with the address that it leads to."""

    @property
    def why(self) -> str:
        """Why the site shows it: own, pushed, picked or nearest."""

    @property
    def phase(self) -> str:
        """What its kind goes by that changes with time (see `Entry.phase`)."""
