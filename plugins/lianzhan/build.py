"""The whole pipeline: look for changes, check, claim the output, stage dirty sites, swap them in.

What a build does not need is not imported: one that has nothing to do ends in the time of a look.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lianzhan.cache import Cache
from lianzhan.digests import digest_of
from lianzhan.house import read_house
from lianzhan.model.report import (
    KEPT,
    NOTHING,
    PROBLEMS,
    PUBLISHED,
    REMOVED,
    Changes,
    Report,
)
from lianzhan.output.claim import MARKER, STAGING, claim, is_held
from lianzhan.output.swap import recover, replaced
from lianzhan.reading.scan import scan
from lianzhan.stamp import Stamp, read_stamp, signatures, write_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.dirty import Found
    from lianzhan.live import Live
    from lianzhan.model.problem import Problem
    from lianzhan.work import TaskRunner

Progress = Callable[[str, int, int], None]
"""Hears of each site that is staged: its slug, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, where, and with what.

    `now` is the window state, `site` limits the build to one slug, `overrides` are settings that
    the command line changes, `jobs` is how many processes work (0: one a processor), `scheduler`
    the address of the Dask cluster that works in their place, `wait_seconds` how long to wait for
    another build's output folder.
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
    wait_seconds: float = 600
    progress: Progress = lambda _slug, _done, _of: None


class UnknownSiteError(Exception):
    """The site asked for is no site of the federation."""


def build(request: Request) -> Report:
    """Build what is asked for; faults of content are problems in the report.

    Raises UnknownSiteError, UnusableClusterError, and what `claim` raises about the output folder.
    """
    started = time.perf_counter()
    now = _Build(request)
    report = now.unchanged() or now.run()
    return replace(report, seconds=time.perf_counter() - started)


class _Build:
    """One build: its request, what all its sites share, and how the content looks as it begins."""

    def __init__(self, request: Request) -> None:
        self.request = request
        cache = Cache(request.cache)
        self.house = read_house(
            request.settings_file, request.content, request.theme, cache, request.overrides
        )
        self.seen = scan(request.content)
        content = (str(request.content), self.seen.signature)
        self.made_from = digest_of((*content, self.house.digest))
        self.stamp = read_stamp(cache, request.output)

    def unchanged(self) -> Report | None:
        """Return the report of a build that would change nothing, or None where it might."""
        request, stamp = self.request, self.stamp
        if stamp is None or stamp.made_from != self.made_from or request.site is not None:
            return None
        if not stamp.since <= request.now < stamp.until:
            return None
        if is_held(request.output):
            return None
        return stamp.report if signatures(request.output) == stamp.left else None

    def run(self) -> Report:
        """Check the content, and build the sites that are not as they should be.

        An output folder that is ours already is looked at while workers read what has changed.
        """
        from lianzhan.check import check_seen
        from lianzhan.dirty import look
        from lianzhan.live import Live

        request = self.request
        with ExitStack() as held:
            workers = held.enter_context(workers_for(request))
            before: Found | None = None

            def claim_output() -> None:
                held.enter_context(self._claimed())
                # What is interrupted is cleared away once nobody writes there any more.
                held.push(lambda error, *_: workers.end() if error else None)

            def look_at_output() -> None:
                nonlocal before
                if (request.output / MARKER).exists():
                    claim_output()
                    before = look(request.output)

            cache = self.house.cache
            checked = check_seen(self.seen, request.now, workers, cache, look_at_output)
            if checked.tree and request.site is not None and request.site not in checked.paths:
                raise UnknownSiteError(request.site)
            if checked.tree is None or (request.strict and has_errors(checked.problems)):
                return _report(checked, Live((), (), Changes()))
            if before is None:
                claim_output()
                before = look(request.output)
            return self._built(checked, before, workers)

    @contextmanager
    def _claimed(self) -> Iterator[None]:
        """Hold the output folder, with an empty staging folder in it.

        What an earlier build left half-done is put right first.
        """
        request = self.request
        sources = (request.content, request.theme, request.cache, request.settings_file)
        staging = request.output / STAGING
        with claim(request.output, request.wait_seconds, sources):
            recover(staging, request.output)
            staging.mkdir()
            try:
                yield
            finally:
                recover(staging, request.output)

    def _built(self, checked: Checked, before: Found, workers: TaskRunner) -> Report:
        """Stage every dirty site; once all are staged, let them go live, and stamp the output."""
        from lianzhan.dirty import live_sites
        from lianzhan.dispatch import DELETE, Dispatch
        from lianzhan.live import GoingLive, Live

        request, house = self.request, self.house
        left = self.stamp.left if self.stamp else {}
        found = live_sites(request.output, before, checked, house, left)
        only = None if found.shows_withheld else request.site
        staging = request.output / STAGING
        dispatch = Dispatch(checked, house, found, staging, request.progress)
        batches = (find(only) for find in (found.changed, found.damaged))
        staged = dispatch.stage(batches, workers, with_portal=only is None)
        if request.strict and has_errors(staged.problems):
            return _report(checked, Live((), staged.problems, Changes()))
        live = GoingLive(staging, checked, house, staged, found).run(only)
        report = _report(checked, replace(live, problems=(*staged.problems, *live.problems)))
        deleted = workers.run(DELETE, replaced(staging))
        if request.site is None:
            swapped = {slug: site.signature for slug, site in staged.sites.items() if site.manifest}
            left = found.signatures_after(swapped)
            stamp = Stamp(self.made_from, *checked.window, left, report)
            write_stamp(house.cache, request.output, stamp)
        for _ in deleted:
            pass
        return report


def workers_for(request: Request) -> AbstractContextManager[TaskRunner]:
    """Return who does the work: this machine's processes, or a cluster's machines.

    Raises UnusableClusterError where the package for clusters is not installed.
    """
    from lianzhan.check import JUDGE
    from lianzhan.jobs import STAGING
    from lianzhan.work import UnusableClusterError
    from lianzhan.workers import Workers

    if request.scheduler is None:
        workers = Workers(request.jobs)
        workers.prepare(STAGING, tasks=1)
        workers.prepare(JUDGE.module, tasks=1)
        return workers
    try:
        from lianzhan.dask_workers import Shared, dask_workers
    except ModuleNotFoundError as error:
        raise UnusableClusterError("not-installed", error.name or "") from None
    shared = Shared(
        settings_file=request.settings_file,
        content=request.content,
        theme=request.theme,
        cache=request.cache,
        output=request.output,
    )
    return dask_workers(request.scheduler, shared)


def _report(checked: Checked, live: Live) -> Report:
    problems = tuple(sorted({*checked.problems, *live.problems}))
    lost = live.sites and all(site.status in (KEPT, REMOVED) for site in live.sites)
    withheld = tuple(found for found in checked.decisions.values() if not found.approved)
    failed = NOTHING if lost or not checked.sites else PUBLISHED
    return Report(
        sites=tuple(sorted(live.sites, key=lambda site: site.slug)),
        published=len(checked.decisions) - len(withheld),
        withheld=withheld,
        problems=problems,
        files=live.files,
        seconds=0.0,
        exit_status=failed or (PROBLEMS if has_errors(problems) else PUBLISHED),
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything is withheld or kept back for a fault; warnings withhold nothing."""
    return any(fault.is_error for fault in problems)
