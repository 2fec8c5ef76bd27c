"""What a site shows of itself: its own facts, and where it has none those of the nearest above."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from lianzhan.model.frozen import dataclass
from lianzhan.model.profile import NO_PROFILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.model.contact import Hours, Point, Telephone
    from lianzhan.model.federation import Federation
    from lianzhan.model.profile import Accent, Licence, Masthead, Profile, Tile
    from lianzhan.planning.site_facts import SiteLink

T_co = TypeVar("T_co", covariant=True)


class Place(NamedTuple):
    """Where an office is: no postcode or point is that of another office."""

    address: str
    postcode: str
    point: Point | None


class Fact(NamedTuple, Generic[T_co]):
    """A fact, and the site that it is taken from; None where it is the site's own."""

    value: T_co
    origin: SiteLink | None = None


@dataclass(frozen=True)
class ShownProfile:
    """The facts of a site, None for those that no site above has either.

    What makes a site known (motto, accent, mark, picture, tile) is taken from nobody.
    """

    place: Fact[Place] | None = None
    telephones: Fact[tuple[Telephone, ...]] | None = None
    hours: Fact[Hours] | None = None
    email: Fact[str] | None = None
    host: Fact[str] | None = None
    run_by: Fact[str] | None = None
    icp: Fact[Licence] | None = None
    police: Fact[Licence] | None = None
    identification: Fact[str] | None = None
    motto: str = ""
    accent: Accent | None = None
    mark: str = ""
    masthead: Masthead | None = None
    tile: Tile | None = None

    @property
    def says_anything(self) -> bool:
        """Whether a footer has any fact to show."""
        return any(getattr(self, name) for name in _SHARED)

    @property
    def can_be_found(self) -> bool:
        """Whether it says where the office is, or how it is called."""
        return bool(self.place or self.telephones or self.hours)


NOTHING_SHOWN = ShownProfile()
_ALONE = ("motto", "accent", "mark", "masthead", "tile")
_SHARED = tuple(field.name for field in fields(ShownProfile) if field.name not in _ALONE)


def shown_profile(own: Profile, above: ShownProfile) -> ShownProfile:
    """Return what a site shows, of its own and of what the site above would have it show."""
    if own is NO_PROFILE or own == NO_PROFILE:
        return above
    place = Place(own.address, own.postcode, own.point) if own.address else None
    shared = {name: getattr(own, name) for name in _SHARED if name != "place"} | {"place": place}
    facts: dict[str, Any] = {name: Fact(value) for name, value in shared.items() if value}
    if own.host:  # who runs a site for another unit does not run it for this one
        facts.setdefault("run_by", None)
    return replace(above, **facts, **{name: getattr(own, name) for name in _ALONE})


def seen_from_below(shown: ShownProfile, place: SiteLink) -> ShownProfile:
    """Return what sites below fall back on: each fact named as the site's that it is of."""
    taken = {name: getattr(shown, name) for name in _SHARED}
    named: dict[str, Any] = {
        name: fact if fact is None or fact.origin else Fact(fact.value, place)
        for name, fact in taken.items()
    }
    return ShownProfile(**named)


def shown_profiles(
    federation: Federation, places: Mapping[str, SiteLink], portal: SiteLink
) -> dict[str, ShownProfile]:
    """Return what each site shows, by its slug; the last to fall back on is the federation."""
    of_all = seen_from_below(shown_profile(federation.profile, NOTHING_SHOWN), portal)
    found: dict[str, ShownProfile] = {}
    waiting = [(site, of_all) for site in federation.children.get(None, ())]
    while waiting:
        site, above = waiting.pop()
        shown = found[site.slug] = shown_profile(site.profile, above)
        below = federation.children.get(site.slug)
        if below:
            inherited = seen_from_below(shown, places[site.slug])
            waiting += [(child, inherited) for child in below]
    return found
