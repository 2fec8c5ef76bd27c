"""The whole pipeline: look for changes, check, claim the output, stage outdated sites, publish.

What a build does not need is not imported: one that has nothing to do ends in the time of a look.
"""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.building.inputs import read_inputs, trouble_of, unchanged_report
from lianzhan.building.last_build import (
    LastBuild,
    note_manifests,
    what_was_left,
    write_last_build,
)
from lianzhan.building.removal_limit import RemovalError, check_removal
from lianzhan.building.request import Request, UnknownSiteError
from lianzhan.model.codes import N_, setup_error
from lianzhan.model.problem import problem
from lianzhan.output.output_lock import adopt, check_owner, mark_preview
from lianzhan.output.swap import replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.building.claimed_output import ClaimedOutput
    from lianzhan.building.content_state import ContentState
    from lianzhan.building.last_step import LastStep
    from lianzhan.building.outdated import Comparison
    from lianzhan.building.publish import Publication
    from lianzhan.model.report import Report
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.job import TaskRunner

SETUP_FAILED = setup_error(
    "setup-failed",
    N_("无法生成新的内容，只撤下了已撤稿、已删除和已过期的稿件：{reason}"),
    N_("按原因修正主题、设置或磁盘后重新生成"),
)

__all__ = ["RemovalError", "Request", "UnknownSiteError", "build"]
_LOGGER = logging.getLogger(__name__)


def build(request: Request) -> Report:
    """Build what is asked for; faults of content are problems in the report.

    Raises UnknownSiteError, RemovalError, UnusableClusterError, and what `claim` and `adopt` raise
    about the output folder.
    """
    started = time.perf_counter()
    now = _Build(request)
    report = unchanged_report(request, now.inputs) or now.run()
    problems = tuple(sorted({*report.problems, *now.inputs.problems}))
    return replace(report, problems=problems, seconds=time.perf_counter() - started)


class _Build:
    """One build that may have something to do: its request, and what it is made from."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.inputs = read_inputs(request)

    def run(self) -> Report:
        """Check the content, and build the sites that are out of date.

        An output folder that is ours already is looked at while workers read what has changed. What
        was read before somebody else's build ended there is read again: it may be older.
        """
        from lianzhan.building.worker_pool import workers_for

        with ExitStack() as held:
            return self._run(held.enter_context(workers_for(self.request)), held)

    def _run(self, workers: TaskRunner, held: ExitStack) -> Report:
        from lianzhan.building.build_report import build_report
        from lianzhan.building.claimed_output import Claim, with_leftovers

        request = self.request
        claim = Claim(request, held, workers)
        checked = self._checked(workers, claim.make_if_ours)
        claimed = claim.make() if checked.tree else claim.claimed
        if claimed and claimed.last_held != self.inputs.last_held:
            self.inputs = read_inputs(request)
            checked = self._checked(workers)
        if checked.tree is None or claimed is None:
            return build_report(checked, ())
        report = self._built(checked, claimed, workers)
        return with_leftovers(report, request.output, checked.tree.federation.portal)

    def _checked(
        self, workers: TaskRunner, meanwhile: Callable[[], None] = lambda: None
    ) -> ContentState:
        """Read and judge the content. Raises UnknownSiteError."""
        from lianzhan.building.check import Terms, check_scanned
        from lianzhan.building.outdated import read_manifests

        request, inputs = self.request, self.inputs
        terms = Terms(request.now, inputs.cache, lambda: read_manifests(request.output).live)
        checked = check_scanned(inputs.seen, terms, workers, meanwhile)
        if checked.tree and request.site is not None and request.site not in checked.paths:
            from lianzhan.reading.site_toml import nearest_site

            near = nearest_site(request.site, checked.tree.federation.sites)
            raise UnknownSiteError(request.site, near)
        return checked

    def _built(self, checked: ContentState, claimed: ClaimedOutput, workers: TaskRunner) -> Report:
        """Publish what has changed, or, where that can't be, take down what is gone alone."""
        from lianzhan.building.build_report import build_report, has_errors
        from lianzhan.building.renamed import with_renamed

        _take_over(self.request, checked, claimed)
        checked = with_renamed(checked, claimed.before.live, self.request.output)
        last_step = _last_step(self.request, checked, claimed)
        if trouble := self.inputs.trouble or claimed.trouble:
            return _only_cleared(last_step, trouble)
        if self.request.strict and has_errors(checked.problems):
            return build_report(checked, (), replace(last_step.cleared(), sites=()))
        if self.inputs.setup is None or claimed.staging is None:
            raise AssertionError("trouble says why they are missing")
        try:
            return self._staged(self.inputs.setup, claimed.staging, last_step, workers)
        except Exception as error:  # whatever it is, it holds no withdrawal up
            _LOGGER.info("nothing more is published", exc_info=True)
            again = _last_step(self.request, checked, claimed.anew())
            return _only_cleared(again, trouble_of(error))

    def _staged(
        self, setup: BuildSetup, staging: Path, last_step: LastStep, workers: TaskRunner
    ) -> Report:
        """Stage every outdated site; once all are staged, let them go live, and note the build."""
        from lianzhan.building.build_report import build_report, has_errors
        from lianzhan.building.dispatch import DELETE, Dispatch
        from lianzhan.building.outdated import compare
        from lianzhan.building.publish import Publication

        request, checked = self.request, last_step.checked
        setup = setup.with_spare(staging)
        left = what_was_left(self.inputs.cache, request.output, self.inputs.last)
        found = compare(request.output, last_step.before, checked, setup, left)
        dispatch = Dispatch(checked, setup, found, staging, request.progress)
        batches = (find(request.site) for find in (found.changed, found.damaged))
        staged = dispatch.stage(batches, workers, with_portal=request.site is None)
        if request.strict and has_errors(staged.problems):
            return build_report(checked, staged.problems, replace(last_step.cleared(), sites=()))
        going = Publication(last_step.output, checked, setup, staged, found)
        report = build_report(checked, staged.problems, last_step.published(going, workers))
        deleted = workers.run(DELETE, replaced(staging))
        note_manifests(self.inputs.cache, request.output, found.noted_after(going.written))
        if request.site is None:
            self._note(report, found, going)
        for _ in deleted:
            pass
        return report

    def _note(self, report: Report, found: Comparison, going: Publication) -> None:
        """Note in the cache how this build leaves the output, for the next one to compare."""
        swapped = {slug: going.staged.sites[slug].signature for slug in going.swapped}
        left = found.signatures_after(swapped)
        last = LastBuild(self.inputs.made_from, *going.checked.window, left, report)
        write_last_build(self.inputs.cache, self.request.output, last)


def _take_over(request: Request, checked: ContentState, claimed: ClaimedOutput) -> None:
    """Make the output folder the federation's own, unless too much would go from it.

    Raises ForeignFederationError, RemovalError.
    """
    if checked.tree is None:
        raise AssertionError("only a federation has an output")
    output, federation = request.output, checked.tree.federation.id
    check_owner(output, federation)
    if request.site is None and not request.allow_removal:
        check_removal(claimed.before, checked)
    adopt(output, federation)
    mark_preview(output, is_preview=request.is_preview)


def _last_step(request: Request, checked: ContentState, claimed: ClaimedOutput) -> LastStep:
    from lianzhan.building.last_step import LastStep
    from lianzhan.building.shared_files import Output

    output = Output(request.output, claimed.staging, request.syncs)
    return LastStep(request.content, output, request.now, checked, claimed.before, request.site)


def _only_cleared(last_step: LastStep, trouble: str) -> Report:
    """Publish nothing new, as the set-up is at fault; what is gone is taken down all the same."""
    from lianzhan.building.build_report import build_report

    failed = problem("federation.toml", 0, SETUP_FAILED, reason=trouble)
    return build_report(last_step.checked, (failed,), last_step.cleared())
