"""The dirty sites go to the workers: pictures first, then sites, the longest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.check import site_failed
from lianzhan.jobs import (
    STAGING,
    AllStaged,
    PictureJob,
    PortalJob,
    SiteJob,
    Staged,
    StagedPortal,
)
from lianzhan.plan import PortalDraft
from lianzhan.syndication import OWN
from lianzhan.work import Failure, Named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.dirty import LiveSites
    from lianzhan.house import House
    from lianzhan.model.article import Picture
    from lianzhan.model.problem import Problem
    from lianzhan.plan import SiteDraft
    from lianzhan.work import TaskRunner

PORTAL: Named[PortalJob, StagedPortal] = Named(STAGING, "stage_portal")
STAGE: Named[SiteJob, Staged] = Named(STAGING, "stage_site")
MAKE: Named[PictureJob, dict[str, int]] = Named(STAGING, "make_picture")


@dataclass(frozen=True)
class Dispatch:
    """Turns drafts into staged sites below `folder`; a failure is a problem of its site alone."""

    checked: Checked
    house: House
    found: LiveSites
    folder: Path
    progress: Callable[[str, int, int], None]

    def stage(self, dirty: Collection[str], workers: TaskRunner, *, with_portal: bool) -> AllStaged:
        """Make the pictures, then render and audit the sites; the portal meanwhile."""
        workers.prepare(STAGING, len(dirty))
        portals = workers.run(PORTAL, self._portal_jobs() if with_portal else [])
        drafts = longest_first(self.checked.planner.draft(slug) for slug in dirty)
        sizes, unmade = self._make_pictures(drafts, workers)
        problems: list[Problem] = []
        jobs = []
        for draft in drafts:
            pictures = [picture.digest for picture in self._pictures(draft)]
            broken = [unmade[digest] for digest in pictures if digest in unmade]
            if broken:
                problems.append(self._failed(draft.slug, broken[0]))
            else:
                shown = {name: size for digest in pictures for name, size in sizes[digest].items()}
                jobs.append(self._job(draft, shown))
        staged: dict[str, Staged] = {}
        for count, outcome in enumerate(workers.run(STAGE, jobs), 1):
            slug = outcome.item.draft.slug
            if isinstance(outcome.result, Failure):
                problems.append(self._failed(slug, outcome.result.reason))
            else:
                problems += outcome.result.problems
                staged[slug] = outcome.result
            self.progress(slug, count, len(jobs))
        portal = next((p.result for p in portals if isinstance(p.result, StagedPortal)), None)
        return AllStaged(staged, portal, tuple(problems))

    def _portal_jobs(self) -> list[PortalJob]:
        """Return the portal of all sites that can be expected to stand, if it is not there yet."""
        draft, before = self.checked.planner.portal(self.found.expected), self.found.portal
        if draft is None or (before and before.made_from == self.house.made_from(draft.digest)):
            return []
        return [PortalJob(self.house, draft, self.checked.homes(draft))]

    def _job(self, draft: SiteDraft, sizes: dict[str, int]) -> SiteJob:
        slug = draft.slug
        return SiteJob(
            house=self.house,
            draft=draft,
            homes=self.checked.homes(draft),
            made_from=self.found.made_from[slug],
            folder=self.folder / slug,
            config=f"{self.checked.paths[slug]}/site.toml",
            sizes=sizes,
        )

    def _failed(self, slug: str, reason: str) -> Problem:
        return site_failed(self.checked.paths[slug], slug, reason)

    def _pictures(self, draft: SiteDraft | PortalDraft) -> list[Picture]:
        """Return every picture of the articles that a draft shows."""
        shown = (
            draft.top_slot if isinstance(draft, PortalDraft) else (*draft.listings, *draft.pages)
        )
        articles = self.checked.catalog.articles
        return [picture for entry in shown for _, picture in articles[entry.path].pictures]

    def _make_pictures(
        self, drafts: Iterable[SiteDraft], workers: TaskRunner
    ) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        """Have the files of all pictures in the cache.

        Return their bytes by name, and why one could not be made, each by the picture's digest.
        """
        shown = {p.digest: p for draft in drafts for p in self._pictures(draft)}
        if portal := self.checked.planner.portal(self.checked.sites):
            shown |= {p.digest: p for p in self._pictures(portal)}
        jobs = [
            PictureJob(picture, self.house.content, self.house.cache) for picture in shown.values()
        ]
        sizes: dict[str, dict[str, int]] = {}
        unmade: dict[str, str] = {}
        for outcome in workers.run(MAKE, jobs):
            digest = outcome.item.picture.digest
            if isinstance(outcome.result, Failure):
                unmade[digest] = outcome.result.reason
            else:
                sizes[digest] = outcome.result
        return sizes, unmade


def longest_first(drafts: Iterable[SiteDraft]) -> list[SiteDraft]:
    """Order sites by their work, so that the last ones to finish are short."""
    return sorted(drafts, key=lambda d: (-sum(1 + (x.why == OWN) for x in d.listings), d.slug))
