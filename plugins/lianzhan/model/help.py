"""Values: where anybody can turn to for help: the federation's hotlines, and its kinds of services.

They go to workers with every site. Without slots: see `kinds.article.values`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.contact import Hours, Telephone

TEXT_TO_POLICE = "12110"
"""The police by text message, for who can't speak (公安部, 12110 短信报警)."""


@dataclass(frozen=True)
class Hotline:
    """A number that is the same for everybody: what it is called, and what it is for.

    One that stands `at_home` is on home pages and below articles, one that is `on_top` among the
    first calls of a page of services, which those of home pages are, too.
    """

    telephone: Telephone
    title: str
    summary: str = ""
    hours: Hours | None = None
    at_home: bool = False
    on_top: bool = False

    @property
    def number(self) -> str:
        """What is dialled, as it is shown."""
        return self.telephone.shown

    @property
    def is_for_texts(self) -> bool:
        """Whether it takes text messages alone."""
        return self.number == TEXT_TO_POLICE

    @property
    def uri(self) -> str:
        """What a telephone opens: a call, or a text message (RFC 5724)."""
        return f"sms:{self.number}" if self.is_for_texts else self.telephone.uri


@dataclass(frozen=True)
class ServiceKind:
    """A kind of services, such as 权益维护: its slug, which values name, and what it is called."""

    slug: str
    title: str
    summary: str = ""


@dataclass(frozen=True)
class Help:
    """All that federation.toml says of help; hotlines and kinds stand in their order there."""

    hotlines: tuple[Hotline, ...] = ()
    kinds: tuple[ServiceKind, ...] = ()

    @property
    def calls(self) -> tuple[Hotline, ...]:
        """The hotlines that are called, not texted."""
        return tuple(line for line in self.hotlines if not line.is_for_texts)

    @property
    def at_home(self) -> tuple[Hotline, ...]:
        """The hotlines of home pages: those marked for them, else the first."""
        return tuple(line for line in self.calls if line.at_home) or self.calls[:1]

    @property
    def on_top(self) -> tuple[Hotline, ...]:
        """The first calls of a page of services."""
        at_home = self.at_home
        return (*at_home, *(x for x in self.calls if x.on_top and x not in at_home))

    @property
    def others(self) -> tuple[Hotline, ...]:
        """The calls that stand last on a page of services."""
        return tuple(line for line in self.calls if line not in self.on_top)

    @property
    def by_text(self) -> Hotline | None:
        """The number for who can't speak."""
        return next((line for line in self.hotlines if line.is_for_texts), None)

    def hotline(self, number: str) -> Hotline | None:
        """Return the hotline of a number, if there is one."""
        return next((line for line in self.hotlines if line.number == number), None)

    def kind(self, slug: str) -> ServiceKind | None:
        """Return the kind of a slug, if there is one."""
        return next((kind for kind in self.kinds if kind.slug == slug), None)


NO_HELP = Help()
"""What a federation that says nothing of it has."""
