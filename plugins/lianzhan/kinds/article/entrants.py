"""Which articles were sent in for a campaign: told by a glance at their entries.

Every build asks this of every article, and most federations have none: nothing else is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.catalog import Entry

CAMPAIGN, THEME = "campaign", "theme"
"""Facts that name a campaign and its theme, as written; the first one is the first of an entry."""


def names_campaign(entry: Entry) -> bool:
    """Whether an article names a campaign, known or not."""
    return bool(entry.facts) and entry.facts[0][0] == CAMPAIGN and entry.kind == "article"


def entrants(entries: Iterable[Entry]) -> list[Entry]:
    """Return the articles that name a campaign."""
    return [entry for entry in entries if names_campaign(entry)]
