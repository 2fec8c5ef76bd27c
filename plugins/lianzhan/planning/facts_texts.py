"""The facts of sites as texts, of which their digests are made."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.planning.site_facts import SiteFacts

if TYPE_CHECKING:
    from lianzhan.model.live_sites import SiteIdentity

_COMMON = ("shared", "profile", "siblings", "children", "columns")
_OWN = attrgetter(*(x.name for x in fields(SiteFacts) if x.name not in _COMMON))
"""The facts of a site that hardly another has; siblings have one tuple of them all."""


class FactsTexts:
    """Makes texts of facts; what many sites have in common is made into text once.

    It is known by its identity: to compare values takes as long as to write them.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, facts: SiteFacts, identity: SiteIdentity) -> str:
        """Return a text that changes when any fact of a site does."""
        families = (facts.siblings, facts.children)
        common = (facts.shared, facts.profile, *families, *facts.columns)
        return "\n".join((repr((*_OWN(facts), identity)), *map(self._text, common)))

    def _text(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, repr(value))
        return known[1]
