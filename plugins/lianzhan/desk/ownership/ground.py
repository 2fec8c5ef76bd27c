"""Whose ground a path below content/ is. Pure: the site tree and people.toml in, persons out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.names import composed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianzhan.model.federation import Site
    from lianzhan.model.people import People, Person

SHARED = ""
"""The folder of all that is no site's: what every site is built with."""


def folded(path: str) -> str:
    """Return a path as file systems take it that know neither case nor Unicode's forms apart."""
    return composed(path).casefold()


@dataclass(frozen=True)
class Ground:
    """The folders of all sites, and the persons who are active on a day.

    What no site's folder holds, below content/ or beside it, is shared: it is the ground of those
    whose ground is the whole tree, every site at its top with all below it.
    """

    folders: frozenset[str]
    persons: tuple[Person, ...]

    @classmethod
    def on(cls, day: date, sites: Iterable[Site], people: People) -> Ground:
        """Return the ground of everybody who is active on a day."""
        active = tuple(person for person in people.persons if person.is_active(day))
        return cls(frozenset(site.path for site in sites), active)

    def with_folders(self, folders: Iterable[str]) -> Ground:
        """Return the ground once there are sites in these folders, too."""
        return Ground(self.folders | frozenset(folders), self.persons)

    def folder_of(self, path: str) -> str:
        """Return the folder of the site that a path below content/ belongs to: the deepest.

        Names that differ in case or Unicode form alone are one, as they are on many disks.
        """
        parts = folded(path).split("/")
        for count in range(len(parts), 0, -1):
            if folder := self._by_folded.get("/".join(parts[:count])):
                return folder
        return SHARED

    def is_of(self, person: Person, folder: str) -> bool:
        """Whether a site's folder, or what is shared, is ground of a person."""
        if folder == SHARED:
            return bool(self.roots) and all(self._has_all_of(person, root) for root in self.roots)
        return person.is_at(folder)

    def at(self, folder: str) -> tuple[Person, ...]:
        """Return the persons whose ground a site's folder is, or what is shared."""
        return tuple(person for person in self.persons if self.is_of(person, folder))

    def above(self, folder: str) -> str:
        """Return the folder of the nearest site above; what is shared is above all."""
        return self.folder_of(folder.rpartition("/")[0]) if "/" in folder else SHARED

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The folders of the sites that have none above them."""
        return tuple(sorted(f for f in self.folders if self.above(f) == SHARED))

    def _has_all_of(self, person: Person, root: str) -> bool:
        return person.below and person.is_at(root)

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {folded(folder): folder for folder in sorted(self.folders)}
