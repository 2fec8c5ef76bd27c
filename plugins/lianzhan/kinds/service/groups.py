"""What a site shows of help, in order: its services by kind, its own or those of a site above."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.model.catalog import NEAREST
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.kinds.views import Mentioned, Shown, SiteName, SiteView
    from lianzhan.model.help import ServiceKind


@dataclass(frozen=True)
class Group:
    """The services of one kind at a site, all of one office."""

    kind: ServiceKind
    services: tuple[Shown, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page: no service's name has a colon."""
        return anchor_of(self.kind)

    @property
    def lender(self) -> SiteName | None:
        """The site above that it is borrowed from; None where it is the site's own."""
        first = self.services[0]
        return first.home if first.why == NEAREST else None


@dataclass(frozen=True)
class Loan:
    """The kinds of services that a site borrows from one other."""

    lender: SiteName
    kinds: tuple[ServiceKind, ...]


@dataclass(frozen=True)
class Below:
    """The services of one kind at all sites below, in the order of the sites."""

    kind: ServiceKind
    mentions: tuple[Mentioned, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return anchor_of(self.kind)


def anchor_of(kind: ServiceKind) -> str:
    """Return the id of a kind's part of a page."""
    return f"kind:{kind.slug}"


def groups(site: SiteView, shown: tuple[Shown, ...]) -> tuple[Group, ...]:
    """Return the services of a site in the order of the kinds, then of their file.

    A kind that has none, at any level, has no group.
    """
    ordered = sorted(shown, key=attrgetter("value.begins", "value.name"))
    every = (
        Group(kind, tuple(s for s in ordered if s.value.kind == kind.slug))
        for kind in site.help.kinds
    )
    return tuple(group for group in every if group.services)


def loans(found: tuple[Group, ...]) -> tuple[Loan, ...]:
    """Return what is borrowed, a lender each, in the order of the kinds."""
    lenders: dict[str, SiteName] = {g.lender.slug: g.lender for g in found if g.lender}
    return tuple(
        Loan(lender, tuple(g.kind for g in found if g.lender and g.lender.slug == slug))
        for slug, lender in lenders.items()
    )


def below(site: SiteView) -> tuple[Below, ...]:
    """Return what stands at sites below, by kind."""
    mentions = site.mentions("service")
    every = (
        Below(kind, tuple(m for m in mentions if m.fact("kind") == kind.slug))
        for kind in site.help.kinds
    )
    return tuple(group for group in every if group.mentions)
