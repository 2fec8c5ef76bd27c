"""Which campaign an article means, and which entries a campaign has. Pure.

In: what the catalog knows of campaigns and articles. Out: their entries. An article names its
campaign and theme in its entry's facts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.article.entrants import CAMPAIGN
from lianzhan.kinds.campaign.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.model.catalog import Entry
    from lianzhan.model.federation import Federation

RESULTS = "#results"
"""What follows a campaign's path where the results are meant that its page lists first."""


def fact(entry: Entry, name: str) -> str:
    """Return the first of an entry's facts of a name; "" where there is none."""
    return next((value for key, value in entry.facts if key == name), "")


@dataclass(frozen=True)
class Campaigns:
    """Some campaigns of a federation: those of its catalog that count."""

    federation: Federation
    entries: tuple[Entry, ...]

    def meant_by(self, article: Entry) -> Entry | None:
        """Return the campaign that an article names: at its own site first, then upwards."""
        written = fact(article, CAMPAIGN) if article.facts else ""
        return self.called(written, article.site) if written else None

    def called(self, written: str, slug: str) -> Entry | None:
        """Return the campaign that people at a site mean by a name or title."""
        if (written, slug) not in self._meant:
            self._meant[written, slug] = self._looked_up(written, slug)
        return self._meant[written, slug]

    def _looked_up(self, written: str, slug: str) -> Entry | None:
        for site in self.line(slug):
            for campaign in self._by_site.get(site, ()):
                if terms_of(campaign).is_called(written):
                    return campaign
        return None

    def line(self, slug: str) -> Iterator[str]:
        """Yield a site and those above it, from it upwards."""
        yield slug
        site = self.federation.by_slug.get(slug)
        above = self.federation.ancestors(site) if site else ()
        yield from (each.slug for each in reversed(above))

    def sent_in(self, articles: Iterable[Entry]) -> dict[str, list[Entry]]:
        """Return the articles that name a campaign, by the path of that."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for article in articles:
            campaign = self.meant_by(article)
            if campaign is not None:
                found[campaign.path].append(article)
        return found

    @cached_property
    def _meant(self) -> dict[tuple[str, str], Entry | None]:
        """What was looked up before: the entries of a site name the same few campaigns."""
        return {}

    @cached_property
    def _by_site(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for campaign in self.entries:
            found[campaign.site].append(campaign)
        return found
