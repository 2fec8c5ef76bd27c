"""Sends outdated sites to the workers: their pictures first, then the sites, the longest first."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lianzhan.building.failed_sites import site_failed
from lianzhan.building.site_jobs import (
    STAGING_MODULE,
    AllStaged,
    PictureJob,
    PortalJob,
    SiteJob,
    Staged,
    StagedPortal,
)
from lianzhan.model.attachments import Attachment
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem
from lianzhan.planning.portal_outline import portal_outline
from lianzhan.runtime.job import Failure, JobName

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Comparison
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.planner import Planner
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.job import TaskRunner

PORTAL: JobName[PortalJob, StagedPortal] = JobName(STAGING_MODULE, "stage_portal")
STAGE: JobName[SiteJob, Staged] = JobName(STAGING_MODULE, "stage_site")
DELETE: JobName[list[Path], None] = JobName(STAGING_MODULE, "delete")
MAKE: JobName[PictureJob, dict[str, int] | Problem] = JobName(STAGING_MODULE, "make_picture")


@dataclass(frozen=True)
class Dispatch:
    """Turns outlines into staged sites below `folder`; a failure is a problem of its site alone."""

    checked: ContentState
    setup: BuildSetup
    found: Comparison
    folder: Path
    progress: Callable[[str, int, int], None]

    def stage(
        self, batches: Iterable[Collection[str]], workers: TaskRunner, *, with_portal: bool
    ) -> AllStaged:
        """Make the pictures, then render and audit the sites; the portal meanwhile.

        The sites of a batch are at work before the next batch is looked for.
        """
        portals = workers.run(PORTAL, self._portal_jobs() if with_portal else [])
        problems: list[Problem] = []
        sent: list[str] = []

        def jobs() -> Iterator[SiteJob]:
            also = self._shown_by_portal()
            for outdated in batches:
                for job in self._jobs(outdated, also, workers, problems):
                    sent.append(job.outline.slug)
                    yield job
                also = []

        staged: dict[str, Staged] = {}
        for count, outcome in enumerate(workers.run(STAGE, jobs()), 1):
            slug = outcome.item.outline.slug
            if isinstance(outcome.result, Failure):
                problems.append(self._failed(slug, outcome.result.reason))
                shutil.rmtree(self.folder / slug, ignore_errors=True)  # it may be the disk's room
            else:
                problems += outcome.result.problems
                staged[slug] = outcome.result
            self.progress(slug, count, len(sent))
        portal = next((p.result for p in portals if isinstance(p.result, StagedPortal)), None)
        return AllStaged(staged, portal, tuple(problems))

    def _jobs(
        self,
        outdated: Collection[str],
        also: Iterable[str],
        workers: TaskRunner,
        problems: list[Problem],
    ) -> Iterator[SiteJob]:
        """Yield jobs, the longest first; a site that shows a picture without files has none.

        The pictures of some articles are made besides.
        """
        workers.prepare(STAGING_MODULE, len(outdated))
        planner = self.checked.planner
        slugs = longest_first(outdated, planner)
        shown = {path for slug in slugs for path in self._shown(slug)}
        sizes, unmade = self._make_pictures(shown.union(also), workers, problems)
        for slug in slugs:
            reasons = self._lost(slug, unmade)
            if not reasons:
                yield self._job(slug, sizes)
            elif reason := max(reasons):
                problems.append(self._failed(slug, reason))

    def _portal_jobs(self) -> list[PortalJob]:
        """Return the job that renders the portal, or none if the live one is up to date."""
        outline, before = (
            portal_outline(self.checked.planner, self.found.expected),
            self.found.portal,
        )
        if (
            outline is None
            or not outline.top_slot
            or (before and before.made_from == self.setup.made_from(outline.digest))
        ):
            return []
        return [PortalJob(self.setup, outline, self.checked.homes(outline))]

    def _shown_by_portal(self) -> list[str]:
        """Return the articles that the portal shows, also where nothing else does."""
        portal = portal_outline(self.checked.planner, self.checked.sites)
        return [outline.path for outline in portal.top_slot] if portal else []

    def _job(self, slug: str, sizes: dict[str, dict[str, int]]) -> SiteJob:
        outline = self.checked.planner.outline(slug)
        shown = self._pictures(self._shown(slug))
        return SiteJob(
            setup=self.setup,
            outline=outline,
            homes=self.checked.homes(outline),
            made_from=self.found.made_from[slug],
            folder=self.folder / slug,
            site=self.checked.planner.identity(slug),
            sizes={name: size for p in shown for name, size in sizes[p.digest].items()},
        )

    def _lost(self, slug: str, unmade: dict[str, str]) -> list[str]:
        """Return why files that a site shows could not be made; none if all are there."""
        if not unmade:
            return []
        shown = self._originals(self._shown(slug))
        return [unmade[key] for key in shown if key in unmade]

    def _failed(self, slug: str, reason: str) -> Problem:
        return site_failed(self.checked.paths[slug], slug, reason)

    def _shown(self, slug: str) -> list[str]:
        """Return the paths of what has pictures or files at a site."""
        checked, head = self.checked, f"{self.checked.planner.path(slug)}/site.toml"
        return [*checked.planner.shown(slug), *({head} & checked.catalog.mastheads.keys())]

    def _pictures(self, paths: Iterable[str]) -> list[Picture]:
        """Return every picture of some articles, and of the heads of sites."""
        catalog = self.checked.catalog
        return [picture for path in paths for picture in catalog.pictures_of(path)]

    def _files(self, paths: Iterable[str]) -> list[Attachment]:
        """Return every file that is published with some articles."""
        articles = self.checked.catalog.entries
        known = (articles[path] for path in paths if path in articles)
        return [file for entry in known for _, file in entry.attachments]

    def _originals(self, paths: Iterable[str]) -> dict[str, Picture | Attachment]:
        """Return all pictures and files of some articles, each once, by what is made of them."""
        every = [*paths]
        found: list[Picture | Attachment] = [*self._pictures(every), *self._files(every)]
        return {made_as(original): original for original in found}

    def _make_pictures(
        self, paths: Iterable[str], workers: TaskRunner, problems: list[Problem]
    ) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        """Have the files of some articles made; note those that have changed meanwhile.

        Return their bytes by name, and why one could not be made, each by the picture's digest or
        the name of the file; "" where it has changed.
        """
        shown = self._originals(sorted(paths))
        setup = self.setup
        jobs = [PictureJob(o, setup.content, setup.cache, setup.spare) for o in shown.values()]
        sizes: dict[str, dict[str, int]] = {}
        unmade: dict[str, str] = {}
        for outcome in workers.run(MAKE, jobs):
            original = outcome.item.original
            key, path = made_as(original), original.path
            if isinstance(outcome.result, Failure):
                unmade[key] = f"{path}: {outcome.result.reason}"
            elif isinstance(outcome.result, Problem):
                unmade[key] = ""
                problems.append(outcome.result)
            else:
                sizes[key] = outcome.result
        return sizes, unmade


def made_as(original: Picture | Attachment) -> str:
    """Return what tells apart what is made of pictures and files.

    One picture under two names is made once; one file under two names is two files.
    """
    return original.asset if isinstance(original, Attachment) else original.digest


def longest_first(slugs: Iterable[str], planner: Planner) -> list[str]:
    """Order sites so that the last ones to finish are short, and neighbours follow one another.

    Sites of about the same work (within a factor of two) stand in the order of the tree: those
    below one site show its articles, which a worker holds for a while.
    """
    return sorted(slugs, key=lambda slug: (-planner.work(slug).bit_length(), planner.path(slug)))
