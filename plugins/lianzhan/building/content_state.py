"""What a check finds out about the content: the value that the rest of a build goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.catalog import ALWAYS, NEVER, Catalog
from lianzhan.model.host_files import HostFiles
from lianzhan.model.kinds import TEXT_FOLDERS
from lianzhan.planning.planner import Planner

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.gate.records import SiteRecord, ValueSource
    from lianzhan.model.catalog import Placement
    from lianzhan.model.federation import SiteTree
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision
    from lianzhan.planning.outline import SiteOutline
    from lianzhan.planning.portal_outline import PortalOutline


@dataclass(frozen=True)
class ContentState:
    """What is known of a content tree; `tree` is None where federation.toml can't be used.

    `paths` maps every site's slug to its folder, also of sites that can't be built. `decisions` are
    about the articles of all sites; `published` are those that may be placed. `sources` and
    `records` are by slug; a site that could not be read has no record. `late` are by path the
    problems that only the whole federation knows. `host` are the files of content/public/.
    """

    tree: SiteTree | None
    problems: tuple[Problem, ...]
    catalog: Catalog = field(default_factory=lambda: Catalog({}))
    decisions: dict[str, Decision] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    paths: dict[str, str] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    sources: dict[str, ValueSource] = field(default_factory=dict)
    records: dict[str, SiteRecord] = field(default_factory=dict)
    late: dict[str, list[Problem]] = field(default_factory=dict)
    host: HostFiles = field(default_factory=HostFiles)

    @cached_property
    def planner(self) -> Planner:
        """Outlines all sites. Raises ValueError where there is no tree."""
        if self.tree is None:
            raise ValueError("there is no federation to plan")
        known = (self.tree.federation, self.catalog, self.published, self.placements)
        return Planner(*known, self.host.files)

    @property
    def window(self) -> tuple[datetime, datetime]:
        """The period in which all this holds if no file changes: no date comes within it."""
        records = self.records.values()
        since = max((record.since for record in records), default=ALWAYS)
        return since, min((record.until for record in records), default=NEVER)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The slugs of the sites that can be built."""
        if self.tree is None:
            return ()
        can_be_built = self.records.keys() - self.tree.stand_ins
        return tuple(slug for slug in self.planner.sites if slug in can_be_built)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The folders whose content is not known: a site's own, or one with all below it."""
        if self.tree is None:
            return ()
        sites = (path for slug, path in self.paths.items() if slug not in self.records)
        own = (f"{path}/{folder}" for path in sites for folder in TEXT_FOLDERS)
        return (*self.unknown, *own)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The unread folders that nobody can even list: they may not be read, or are links."""
        unreadable = self.tree.unreadable if self.tree else ()
        records = self.records.values()
        return (*unreadable, *(folder for record in records for folder in record.unknown))

    def homes(self, outline: SiteOutline | PortalOutline) -> tuple[tuple[ValueSource, str], ...]:
        """Return where the articles that an outline shows come from, each with their digest."""
        slugs = sorted(outline.homes)
        return tuple((self.sources[slug], self.records[slug].values) for slug in slugs)
