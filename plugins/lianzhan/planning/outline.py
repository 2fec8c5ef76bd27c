"""Outlines: all that a site shows but the texts, which stay with the workers (see `planner`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.frozen import dataclass
from lianzhan.planning.site_facts import SiteFacts
from lianzhan.runtime.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.catalog import Entry
    from lianzhan.planning.site_facts import SiteLink


class ListedArticle(NamedTuple):
    """An article, or another value, as a site lists it, without its text: see Listing.

    `digest` is that of its words and files, `links` are those into the content tree alone. What
    has no column has "". `forwarded` is the path of what it forwards, with the slug of that
    one's site. A build makes and sends more of these than of all else.
    """

    path: str
    digest: str
    home: SiteLink
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    column: str
    why: str
    kind: str
    phase: str = ""
    forwarded: tuple[str, str] | None = None


class Mention(NamedTuple):
    """A value of a site below as a directory names it: by its entry's facts, without its words."""

    path: str
    kind: str
    name: str
    url: str
    home: SiteLink
    facts: tuple[tuple[str, str], ...]
    phase: str = ""

    def fact(self, name: str) -> str:
        """Return one of its facts; "" where it says nothing of the kind."""
        return dict(self.facts).get(name, "")


DrawnList = tuple[str, tuple[ListedArticle, ...]]
"""The path of a value that draws others at its page, and these in order."""


@dataclass(frozen=True)
class SiteOutline(SiteFacts):
    """A site's plan without the texts; `others` are values of all further kinds.

    `drawn` are the lists that some of these have at their pages.
    """

    listings: tuple[ListedArticle, ...]
    pages: tuple[ListedArticle, ...]
    others: tuple[ListedArticle, ...] = ()
    mentioned: tuple[Mention, ...] = ()
    drawn: tuple[DrawnList, ...] = ()

    @property
    def homes(self) -> frozenset[str]:
        """The slugs of the sites whose content it shows."""
        drawn = (listed for _, found in self.drawn for listed in found)
        return homes_of((*self.listings, *self.pages, *self.others, *drawn))


def homes_of(shown: Iterable[ListedArticle]) -> frozenset[str]:
    """Return the slugs of the sites whose content is shown: also that of which titles alone are."""
    every = [(x.home.slug, x.forwarded[1] if x.forwarded else "") for x in shown]
    return frozenset(slug for slugs in every for slug in slugs if slug)


def listed_digest(entry: Entry) -> str:
    """Return the digest of a value's words and of all its files."""
    files = (entry.pictures, entry.attachments)
    return digest_of((entry.digest, *files)) if any(files) else entry.digest
