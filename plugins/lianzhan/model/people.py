"""Values: who may sign which step of the review, where, and with which keys.

Without slots: see `kinds.article.values`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class PublicKey:
    """An SSH public key as OpenSSH writes it, without its remark: "ssh-ed25519 AAAA…".

    It signs from the day `since` to the day `until`, both included; None is no limit. Of one that
    `is_revoked` no signature counts, whatever its day.
    """

    text: str
    since: date | None = None
    until: date | None = None
    is_revoked: bool = False

    def signs_on(self, day: date) -> bool:
        """Whether a signature of that day is one of its time."""
        return is_between(day, self.since, self.until)


@dataclass(frozen=True)
class Person:
    """Who may sign: `steps` at the sites of these slugs, with those `below` them or without.

    `grounds` are those sites' folders. `formerly` are names used before, `accounts` those on the
    host of the repository. `since` and `until` are as for a key.
    """

    id: str
    name: str
    unit: str = ""
    accounts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    below: bool = False
    since: date | None = None
    until: date | None = None
    formerly: tuple[str, ...] = ()
    keys: tuple[PublicKey, ...] = ()
    grounds: tuple[str, ...] = ()
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All that she may be called by in a chain."""
        return tuple(dict.fromkeys((self.id, self.name, *self.formerly)))

    def is_active(self, day: date) -> bool:
        """Whether she may sign at all on that day."""
        return is_between(day, self.since, self.until)

    def is_at(self, folder: str) -> bool:
        """Whether a site's folder is ground of hers."""
        return any(
            folder == own or (self.below and folder.startswith(f"{own}/")) for own in self.grounds
        )


@dataclass(frozen=True)
class People:
    """Everybody who may sign."""

    persons: tuple[Person, ...] = ()

    @cached_property
    def called(self) -> dict[str, tuple[Person, ...]]:
        """Persons by each of their names; more than one where they share it."""
        found: dict[str, tuple[Person, ...]] = {}
        for person in self.persons:
            for name in person.names:
                found[name] = (*found.get(name, ()), person)
        return found

    def at(self, folder: str) -> People:
        """Return those who may sign at the site with this folder."""
        parts = folder.split("/")
        above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        found = {
            person.id: person
            for ground in above
            for person in self._on_ground.get(ground, ())
            if person.is_at(folder)
        }
        return People(tuple(found.values()))

    @cached_property
    def _on_ground(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.persons:
            for ground in person.grounds:
                found.setdefault(ground, []).append(person)
        return found


def is_between(day: date, since: date | None, until: date | None) -> bool:
    """Whether a day lies in a time, its first and last day included."""
    return (since is None or since <= day) and (until is None or day <= until)
