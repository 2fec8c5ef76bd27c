"""Which articles a topic draws: those that it names, then what its columns, tags and sites take.

In: what the federation knows of topics and of published articles. Out: paths, in the order in which
the topic's page lists them.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.kinds.placing import sites_below
from lianzhan.model.frozen import dataclass
from lianzhan.reading.links import find

if TYPE_CHECKING:
    from collections.abc import Collection

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation

TAG = "tag"
"""A fact of an article's entry: one of its tags."""


def said(entry: Entry, name: str) -> list[str]:
    """Return what an entry's facts say by a name, in their order."""
    return [value for key, value in entry.facts if key == name]


def plain_tag(tag: str) -> str:
    """Return a tag as all of its spellings have it: of any case and width."""
    return unicodedata.normalize("NFKC", tag).casefold()


@dataclass(frozen=True)
class Drawing:
    """What topics draw of the published articles of a federation."""

    federation: Federation
    catalog: Catalog
    published: Collection[str]

    def of(self, topic: Entry) -> list[str]:
        """Return the paths that a topic draws, each once: what it names first, then the newest."""
        named = [path for path in map(self.named, said(topic, "articles")) if path]
        return [*dict.fromkeys((*named, *self._taken(topic)))]

    def named(self, path: str) -> str | None:
        """Return the published article that a path means, or meant before it was moved."""
        found = find(path, self.catalog)
        if found is None or found not in self.published:
            return None
        return found if self.catalog.entries[found].kind == "article" else None

    def _taken(self, topic: Entry) -> list[str]:
        """Return what its rules take, the newest first; nothing where it has none.

        What is newer than its last day is no more for it.
        """
        columns, tags, sites = (said(topic, key) for key in ("columns", "tags", "sites"))
        if not (columns or tags or sites):
            return []
        wanted = {*map(plain_tag, tags)}
        homes = {*sites} or self.scope(topic.site)
        closes = next(map(datetime.fromisoformat, said(topic, "closes")), None)
        return [
            entry.path
            for entry in self.newest
            if entry.site in homes
            and (not columns or entry.column in columns)
            and (not wanted or not wanted.isdisjoint(self.tags_of(entry)))
            and (closes is None or entry.date < closes)
        ]

    def scope(self, slug: str) -> set[str]:
        """Return a site and all below it: of these a topic draws if it says nothing else."""
        return {slug, *(site.slug for site in sites_below(self.federation, slug))}

    @cached_property
    def newest(self) -> list[Entry]:
        """All published articles, the newest first."""
        by_path = self.catalog.of_kind("article", self.published)
        return sorted(by_path, key=_date, reverse=True)

    @cached_property
    def all_tags(self) -> frozenset[str]:
        """Every tag that a published article has."""
        return frozenset(tag for entry in self.newest for tag in self.tags_of(entry))

    @staticmethod
    def tags_of(entry: Entry) -> list[str]:
        """Return the tags of an article."""
        return [plain_tag(tag) for tag in said(entry, TAG)] if entry.facts else []


def _date(entry: Entry) -> datetime:
    return entry.date
