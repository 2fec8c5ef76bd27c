"""The whole pipeline: check, claim the output, stage the dirty sites, let them go live."""

from __future__ import annotations

import sysconfig
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.cache import Cache
from lianzhan.check import Checked, check, site_failed
from lianzhan.live import Live
from lianzhan.model.report import KEPT, NOTHING, PROBLEMS, PUBLISHED, Changes, Report
from lianzhan.output.claim import STAGING, claim
from lianzhan.output.manifest import is_complete, read_manifest
from lianzhan.output.swap import recover
from lianzhan.output.theme_files import theme_files, tree_digest
from lianzhan.plan import digest_of
from lianzhan.settings import FOLDERS, other_sources, plain, read_configuration
from lianzhan.workers import Failure, Workers, usable_processors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lianzhan.model.problem import Problem
    from lianzhan.output.manifest import Manifest
    from lianzhan.plan import SitePlan
    from lianzhan.staging import House, Staged

Progress = Callable[[str, int, int], None]
"""Hears of each site that is staged: its slug, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, where, and with what.

    `now` is the window state, `site` limits the build to one slug, `overrides` are settings that
    the command line changes, `wait_seconds` is how long to wait for another build's output folder.
    """

    settings_file: Path
    content: Path
    output: Path
    theme: Path
    cache: Path
    now: datetime
    overrides: tuple[tuple[str, object], ...] = ()
    site: str | None = None
    jobs: int = field(default_factory=usable_processors)
    strict: bool = False
    wait_seconds: float = 600
    progress: Progress = lambda _slug, _done, _of: None


class UnknownSiteError(Exception):
    """The site asked for is no site of the federation."""


def build(request: Request) -> Report:
    """Build what is asked for; faults of content are problems in the report.

    Raises UnknownSiteError, and what `claim` raises about the output folder.
    """
    started = time.perf_counter()
    with Workers(request.jobs, preload=("lianzhan.staging",)) as workers:
        checked = check(request.content, request.now, workers)
        if checked.tree and request.site is not None and request.site not in checked.paths:
            raise UnknownSiteError(request.site)
        live = Live((), checked.problems, Changes())
        if checked.tree and not (request.strict and has_errors(checked.problems)):
            sources = (request.content, request.theme, request.cache, request.settings_file)
            with claim(request.output, request.wait_seconds, sources), _staging(request.output):
                live = _build_sites(request, checked, workers)
    problems = tuple(sorted({*checked.problems, *live.problems}))
    return Report(
        sites=tuple(sorted(live.sites, key=lambda site: site.slug)),
        decisions=tuple(checked.decisions.values()),
        problems=problems,
        files=live.files,
        seconds=time.perf_counter() - started,
        exit_status=_exit_status(checked, live, problems),
    )


def _exit_status(checked: Checked, live: Live, problems: Iterable[Problem]) -> int:
    if not checked.plan.sites or (live.sites and all(s.status == KEPT for s in live.sites)):
        return NOTHING
    return PROBLEMS if has_errors(problems) else PUBLISHED


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything is withheld or kept back for a fault; warnings withhold nothing."""
    return any(fault.is_error for fault in problems)


@contextmanager
def _staging(output: Path) -> Iterator[None]:
    """Have an empty staging folder; what an earlier build left half-done is put right first."""
    recover(output / STAGING, output)
    (output / STAGING).mkdir()
    try:
        yield
    finally:
        recover(output / STAGING, output)


def _build_sites(request: Request, checked: Checked, workers: Workers) -> Live:
    """Stage every dirty site; once all are staged, let them go live."""
    from lianzhan.live import GoingLive

    house = _house(request)
    manifests = {slug: read_manifest(request.output / slug) for slug in checked.paths}
    only = None if _shows_withheld(manifests.values(), checked) else request.site
    jobs = _Jobs(request, checked, house)
    dirty = []
    clean = []
    for plan in checked.plan.sites:
        if only not in (None, plan.slug):
            continue
        manifest = manifests[plan.slug]
        is_clean = manifest is not None and manifest.digest == jobs.digest(plan)
        if is_clean and manifest and is_complete(request.output / plan.slug, manifest):
            clean.append(plan)
        else:
            dirty.append(plan)
    staged, problems = jobs.stage(longest_first(dirty), workers)
    if request.strict and has_errors(problems):
        return Live((), tuple(problems), Changes())
    live = GoingLive(request.output, checked, house, request.theme, staged, clean, manifests).run(
        only=only
    )
    return Live(live.sites, (*problems, *live.problems), live.files)


def _shows_withheld(live: Iterable[Manifest | None], checked: Checked) -> bool:
    """Whether any live site shows what may no longer be seen: then no site may be left out."""
    return any(manifest and not checked.standing.issuperset(manifest.entries) for manifest in live)


def longest_first(plans: Iterable[SitePlan]) -> list[SitePlan]:
    """Order sites by their work, so that the last ones to finish are short."""
    return sorted(plans, key=lambda plan: (-len(plan.listings) - len(plan.own), plan.slug))


def _house(request: Request) -> House:
    """Return what all sites share, with the digest of everything that is not a site's plan."""
    from lianzhan.staging import House

    version, files = theme_files(request.theme)
    cache = Cache(request.cache)
    for name, data in files.items():
        cache.put(f"{version}/{name}", data)
    configured = read_configuration(request.settings_file)
    base = request.settings_file.parent
    packages = Path(sysconfig.get_path("purelib"))
    made_from = (
        tree_digest(Path(__file__).parent, suffixes=(".py", ".mo", ".html")),
        tree_digest(request.theme),
        *(tree_digest(folder, suffixes=ends) for folder, ends in other_sources(configured, base)),
        repr(sorted((k, v) for k, v in configured.items() if plain(v) and k not in FOLDERS)),
        sorted(path.name for path in packages.glob("*.dist-info")),
        request.overrides,
    )
    paths = (("PATH", str(request.content)), ("THEME", str(request.theme)))
    return House(
        settings_file=request.settings_file,
        overrides=(*request.overrides, *paths),
        content=request.content,
        cache=cache,
        theme_version=version,
        theme_files=tuple(sorted(files)),
        digest=digest_of(made_from),
    )


@dataclass(frozen=True, slots=True)
class _Jobs:
    """Turns plans into staged sites; a failure is a problem of its site alone."""

    request: Request
    checked: Checked
    house: House

    def digest(self, plan: SitePlan) -> str:
        """Return the digest of all that a site's output is made from."""
        return digest_of((plan.digest, self.house.digest))

    def stage(
        self, dirty: list[SitePlan], workers: Workers
    ) -> tuple[dict[str, Staged], list[Problem]]:
        """Make the pictures, then render and audit the sites."""
        from lianzhan.staging import SiteJob, shown_pictures, stage_site

        sizes, unmade = self._make_pictures(dirty, workers)
        problems: list[Problem] = []
        jobs = []
        for plan in dirty:
            path = self.checked.paths[plan.slug]
            broken = [unmade[p.digest] for p in shown_pictures(plan) if p.digest in unmade]
            if broken:
                problems.append(site_failed(path, plan.slug, broken[0]))
                continue
            folder = self.request.output / STAGING / plan.slug
            config = f"{path}/site.toml"
            jobs.append(SiteJob(self.house, plan, self.digest(plan), folder, config, sizes))
        staged: dict[str, Staged] = {}
        for count, outcome in enumerate(workers.run(stage_site, jobs), 1):
            slug = outcome.item.plan.slug
            if isinstance(outcome.result, Failure):
                path = self.checked.paths[slug]
                problems.append(site_failed(path, slug, outcome.result.reason))
            else:
                problems += outcome.result.problems
                staged[slug] = outcome.result
            self.request.progress(slug, count, len(jobs))
        return staged, problems

    def _make_pictures(
        self, dirty: list[SitePlan], workers: Workers
    ) -> tuple[dict[str, int], dict[str, str]]:
        """Have the files of all pictures in the cache.

        Return their bytes by name, and by digest why a picture could not be made.
        """
        from lianzhan.staging import PictureJob, make_picture, shown_pictures

        pictures = {p.digest: p for plan in dirty for p in shown_pictures(plan)}
        if self.checked.plan.portal:
            pictures |= {p.digest: p for p in self.checked.plan.portal.pictures}
        jobs = [PictureJob(p, self.house.content, self.house.cache) for p in pictures.values()]
        sizes: dict[str, int] = {}
        unmade: dict[str, str] = {}
        for outcome in workers.run(make_picture, jobs):
            if isinstance(outcome.result, Failure):
                unmade[outcome.item.picture.digest] = outcome.result.reason
            else:
                sizes |= outcome.result
        return sizes, unmade
