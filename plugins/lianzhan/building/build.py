"""The whole pipeline: look for changes, check, claim the output, stage dirty sites, swap them in.

What a build does not need is not imported: one that has nothing to do ends in the time of a look.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianzhan.building.last_build import LastBuild, read_last_build, signatures, write_last_build
from lianzhan.model.problem import problem
from lianzhan.model.report import NOTHING, PROBLEMS, PUBLISHED, REMOVED, Changes, Report
from lianzhan.output.output_lock import (
    MARKER,
    STAGING,
    adopt,
    check_owner,
    claim,
    is_held,
    is_preview,
    last_held,
    mark_preview,
)
from lianzhan.output.swap import delete_all, new_staging, recover, replaced
from lianzhan.reading.scan import scan
from lianzhan.rendering.build_setup import read_build_setup
from lianzhan.rendering.pelican.plugin_names import named_now
from lianzhan.runtime.cache import open_cache
from lianzhan.runtime.digests import digest_of
from lianzhan.texts.errors import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.last_step import LastStep, Published
    from lianzhan.building.outdated import Manifests
    from lianzhan.model.problem import Problem
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.job import TaskRunner

_LOGGER = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
"""Hears of each site that is staged: its slug, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, where, and with what.

    `now` is the window state, `site` limits the build to one slug, `overrides` are settings that
    the command line changes, `jobs` is how many processes work (0: one a processor), `scheduler`
    the address of the Dask cluster that works in their place, `wait_seconds` how long to wait for
    another build's output folder. Without `uses_cache` the cache is neither read nor written;
    without `syncs` what goes live may not be on the disk yet. What is built as a preview is not
    deployed.
    """

    settings_file: Path
    content: Path
    output: Path
    theme: Path
    cache: Path
    now: datetime
    overrides: tuple[tuple[str, object], ...] = ()
    site: str | None = None
    jobs: int = 0
    scheduler: str | None = None
    strict: bool = False
    allow_removal: bool = False
    uses_cache: bool = True
    syncs: bool = True
    is_preview: bool = False
    wait_seconds: float = 600
    progress: Progress = lambda _slug, _done, _of: None


class UnknownSiteError(Exception):
    """The site asked for is no site of the federation; `near` is the most similar one, or "—"."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(given)
        self.near = near


class RemovalError(Exception):
    """A build would take down so many sites of so many that are live: it did nothing."""

    def __init__(self, gone: int, live: int) -> None:
        super().__init__(gone, live)
        self.gone = gone
        self.live = live


_FEWEST, _SHARE = 3, 4
"""Sites that a build takes down unasked: fewer than three, or up to a quarter of those live."""


def build(request: Request) -> Report:
    """Build what is asked for; faults of content are problems in the report.

    Raises UnknownSiteError, RemovalError, UnusableClusterError, and what `claim` and `adopt` raise
    about the output folder.
    """
    started = time.perf_counter()
    now = _Build(request)
    report = now.unchanged() or now.run()
    problems = tuple(sorted({*report.problems, *now.cache_problems, *now.renamed_plugins()}))
    return replace(report, problems=problems, seconds=time.perf_counter() - started)


class _Build:
    """One build: its request, what all its sites share, and how the content looks as it begins.

    Where the theme is not there, `setup` is None and `trouble` says why.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.cache, self.cache_problems = open_cache(request.cache, request.uses_cache)
        self.read()

    def read(self) -> None:
        """Look at what the build is made from."""
        request = self.request
        self.last_held = last_held(request.output)
        self.trouble = ""
        self.setup = self._setup()
        self.seen = scan(request.content)
        content = (str(request.content), self.seen.signature)
        self.made_from = digest_of((*content, self.setup.digest)) if self.setup else ""
        self.last = read_last_build(self.cache, request.output) if self.setup else None

    def _setup(self) -> BuildSetup | None:
        request = self.request
        files = (request.settings_file, request.content, request.theme)
        try:
            return read_build_setup(*files, self.cache, request.overrides)
        except Exception as error:
            self.trouble = trouble_of(error)
            return None

    def renamed_plugins(self) -> Iterator[Problem]:
        """Warn of plugins that the settings file names as they were called before."""
        for name in self.setup.renamed_plugins if self.setup else ():
            file, now = str(self.request.settings_file), named_now(name)
            yield problem(file, 0, "plugin-renamed", name=name, now=now)

    def unchanged(self) -> Report | None:
        """Return the report of a build that would change nothing, or None where it might."""
        request, last = self.request, self.last
        if last is None or last.made_from != self.made_from or request.site is not None:
            return None
        if not last.since <= request.now < last.until:
            return None
        if is_held(request.output) or is_preview(request.output) != request.is_preview:
            return None
        return last.report if signatures(request.output) == last.left else None

    def run(self) -> Report:
        """Check the content, and build the sites that are not as they should be.

        An output folder that is ours already is looked at while workers read what has changed. What
        was read before somebody else's build ended there is read again: it may be older.
        """
        request, output = self.request, self.request.output
        with ExitStack() as held:
            workers = held.enter_context(workers_for(request))
            claimed: list[_Claimed] = []

            def claim_output() -> None:
                claimed.append(held.enter_context(_claimed(request)))
                # What is interrupted is cleared away once nobody writes there any more.
                held.push(lambda error, *_: workers.end() if error else None)

            def claim_if_ours() -> None:
                if (output / MARKER).exists():
                    claim_output()

            checked = self._checked(workers, claim_if_ours)
            if checked.tree and not claimed:
                claim_output()
            if claimed and claimed[0].last_held != self.last_held:
                self.read()
                checked = self._checked(workers)
            if checked.tree is None:
                return _report(checked, ())
            report = self._built(checked, claimed[0], workers)
            return _with_leftovers(report, output, checked.tree.federation.portal)

    def _checked(
        self, workers: TaskRunner, meanwhile: Callable[[], None] = lambda: None
    ) -> ContentState:
        from lianzhan.building.check import Terms, check_scanned
        from lianzhan.building.outdated import read_manifests

        request = self.request
        terms = Terms(request.now, self.cache, lambda: read_manifests(request.output).live)
        checked = check_scanned(self.seen, terms, workers, meanwhile)
        if checked.tree and request.site is not None and request.site not in checked.paths:
            from lianzhan.reading.site_toml import nearest_site

            near = nearest_site(request.site, checked.tree.federation.sites)
            raise UnknownSiteError(request.site, near)
        return checked

    def _built(self, checked: ContentState, claimed: _Claimed, workers: TaskRunner) -> Report:
        """Publish what has changed, or, where that can't be, take down what is gone alone."""
        request = self.request
        self._take_over(checked, claimed.before)
        last_step = self._last_step(checked, claimed)
        if trouble := self.trouble or claimed.trouble:
            return _only_cleared(last_step, trouble)
        if request.strict and has_errors(checked.problems):
            return _report(checked, (), replace(last_step.cleared(), sites=()))
        if self.setup is None or claimed.staging is None:
            raise AssertionError("trouble says why they are missing")
        try:
            return self._staged(self.setup, claimed.staging, last_step, workers)
        except Exception as error:  # whatever it is, it holds no withdrawal up
            _LOGGER.info("nothing more is published", exc_info=True)
            return _only_cleared(self._last_step(checked, claimed.anew()), trouble_of(error))

    def _take_over(self, checked: ContentState, before: Manifests) -> None:
        """Make the output folder the federation's own, unless too much would go from it.

        Raises ForeignFederationError, RemovalError.
        """
        if checked.tree is None:
            raise AssertionError("only a federation has an output")
        request, federation = self.request, checked.tree.federation.id
        check_owner(request.output, federation)
        if request.site is None and not request.allow_removal:
            _check_removal(before, checked)
        adopt(request.output, federation)
        mark_preview(request.output, is_preview=request.is_preview)

    def _last_step(self, checked: ContentState, claimed: _Claimed) -> LastStep:
        from lianzhan.building.last_step import LastStep
        from lianzhan.building.publish import Output

        request = self.request
        output = Output(request.output, claimed.staging, request.syncs)
        return LastStep(request.content, output, request.now, checked, claimed.before, request.site)

    def _staged(
        self, setup: BuildSetup, staging: Path, last_step: LastStep, workers: TaskRunner
    ) -> Report:
        """Stage every dirty site; once all are staged, let them go live, and keep what was done."""
        from lianzhan.building.dispatch import DELETE, Dispatch
        from lianzhan.building.outdated import compare
        from lianzhan.building.publish import Publication

        request, checked = self.request, last_step.checked
        setup = setup.with_spare(staging)
        left = self.last.left if self.last else {}
        found = compare(request.output, last_step.before, checked, setup, left)
        dispatch = Dispatch(checked, setup, found, staging, request.progress)
        batches = (find(request.site) for find in (found.changed, found.damaged))
        staged = dispatch.stage(batches, workers, with_portal=request.site is None)
        if request.strict and has_errors(staged.problems):
            return _report(checked, staged.problems, replace(last_step.cleared(), sites=()))
        going = Publication(last_step.output, checked, setup, staged, found)
        report = _report(checked, staged.problems, last_step.published(going))
        deleted = workers.run(DELETE, replaced(staging))
        if request.site is None:
            swapped = {slug: staged.sites[slug].signature for slug in going.swapped}
            left = found.signatures_after(swapped)
            last = LastBuild(self.made_from, *checked.window, left, report)
            write_last_build(self.cache, request.output, last)
        for _ in deleted:
            pass
        return report


def _only_cleared(last_step: LastStep, trouble: str) -> Report:
    """Publish nothing new, as the set-up is at fault; what is gone is taken down all the same."""
    failed = problem("federation.toml", 0, "setup-failed", reason=trouble)
    return _report(last_step.checked, (failed,), last_step.cleared())


def trouble_of(error: Exception) -> str:
    """Return in the user's language what the set-up lacks; of a file, which one it is."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror or error}"
    return said_of(error)


@dataclass(frozen=True)
class _Claimed:
    """An output folder that is held: what stands in it, and a folder to stage sites in.

    `staging` is None where nothing can be written there; `trouble` says why. `last_held` is when
    another build held it.
    """

    output: Path
    before: Manifests
    staging: Path | None
    trouble: str
    last_held: int

    def anew(self) -> _Claimed:
        """Look again: some sites may have gone live since."""
        from lianzhan.building.outdated import read_manifests

        return replace(self, before=read_manifests(self.output))


@contextmanager
def _claimed(request: Request) -> Iterator[_Claimed]:
    """Hold the output folder; what an earlier build left half-done is put right first."""
    from lianzhan.building.outdated import read_manifests

    sources = (request.content, request.theme, request.cache, request.settings_file)
    place = request.output / STAGING
    with claim(request.output, request.wait_seconds, sources) as before:
        try:
            recover(place, request.output)
            staging, trouble = new_staging(place), ""
        except OSError as error:
            staging, trouble = None, f"{place}: {error.strerror or error}"
        try:
            yield _Claimed(request.output, read_manifests(request.output), staging, trouble, before)
        finally:
            recover(place, request.output)


def _with_leftovers(report: Report, output: Path, address: str) -> Report:
    """Return a report that names what was replaced and can't be deleted: it may still be read."""
    problems = set(report.problems)
    for file, reason in delete_all(output / STAGING):
        details = {"address": address + file.relative_to(output).as_posix(), "reason": reason}
        problems.add(problem("federation.toml", 0, "still-live", **details))
    if len(problems) == len(report.problems):
        return report
    return replace(report, problems=tuple(sorted(problems)), exit_status=NOTHING)


def _check_removal(before: Manifests, checked: ContentState) -> None:
    """More than a quarter of the sites, and at least three, are no slip of the hand.

    Content that was checked out by half, or the wrong folder, looks just like that.
    """
    from lianzhan.building.outdated import orphans_of

    gone = len(orphans_of(before, checked))
    live = sum(manifest is not None for manifest in before.sites.values())
    if gone >= _FEWEST and gone * _SHARE > live:
        raise RemovalError(gone, live)


def workers_for(request: Request) -> AbstractContextManager[TaskRunner]:
    """Return who does the work: this machine's processes, or a cluster's machines.

    Raises UnusableClusterError where the package for clusters is not installed.
    """
    from lianzhan.building.site_jobs import STAGING_MODULE
    from lianzhan.building.site_records import ASSESS
    from lianzhan.runtime.job import UnusableClusterError
    from lianzhan.runtime.workers import Workers

    if request.scheduler is None:
        workers = Workers(request.jobs)
        workers.prepare(STAGING_MODULE, tasks=1)
        workers.prepare(ASSESS.module, tasks=1)
        return workers
    try:
        from lianzhan.runtime.dask_workers import SharedFolders, dask_workers
    except ModuleNotFoundError as error:
        raise UnusableClusterError("not-installed", error.name or "") from None
    shared = SharedFolders(
        settings_file=request.settings_file,
        content=request.content,
        theme=request.theme,
        cache=request.cache if request.uses_cache else None,
        output=request.output,
        marker=MARKER,
    )
    return dask_workers(request.scheduler, shared)


def _report(
    checked: ContentState, problems: Iterable[Problem], live: Published | None = None
) -> Report:
    """Return the report of a build: nothing stands or a set-up failed, problems, or all is well."""
    from lianzhan.building.failed_sites import one_per_cause

    sites = live.sites if live else ()
    found = tuple(
        sorted(one_per_cause((*checked.problems, *problems, *(live.problems if live else ()))))
    )
    withheld = tuple(d for d in checked.decisions.values() if not d.approved)
    is_lost = not checked.paths or (sites and all(site.status == REMOVED for site in sites))
    failed = is_lost or any(fault.of_setup for fault in found)
    return Report(
        sites=tuple(sorted(sites, key=lambda site: site.slug)),
        published=len(checked.decisions) - len(withheld),
        withheld=withheld,
        problems=found,
        files=live.files if live else Changes(),
        seconds=0.0,
        exit_status=NOTHING if failed else (PROBLEMS if has_errors(found) else PUBLISHED),
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything is withheld or kept back for a fault; warnings withhold nothing."""
    return any(fault.is_error for fault in problems)
