"""The output folder while one build holds it: what stands in it, and where sites are staged.

What an earlier build left half-done is put right first; of this one nothing half-done is left.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.building.outdated import Manifests, read_manifests
from lianzhan.model.codes import N_, setup_error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.model.report import NOTHING
from lianzhan.output.output_lock import MARKER, STAGING, claim
from lianzhan.output.swap import delete_all, new_staging, recover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from lianzhan.building.request import Request
    from lianzhan.model.report import Report
    from lianzhan.runtime.job import TaskRunner

STILL_LIVE = setup_error(
    "still-live",
    N_("已撤下的稿件仍可在 {address} 看到：{reason}"),
    N_("检查该文件的访问权限和磁盘后重新生成；在此之前请在服务器上停用这个网址"),
)


@dataclass(frozen=True)
class ClaimedOutput:
    """An output folder that is held: what stands in it, and a folder to stage sites in.

    `staging` is None where nothing can be written there; `trouble` says why. `last_held` is when
    another build held it.
    """

    folder: Path
    before: Manifests
    staging: Path | None
    trouble: str
    last_held: int

    def anew(self) -> ClaimedOutput:
        """Look again: some sites may have gone live since."""
        return replace(self, before=read_manifests(self.folder))


class Claim:
    """Claims the output folder once, as soon as it is known to be ours; `held` lets go of it."""

    def __init__(self, request: Request, held: ExitStack, workers: TaskRunner) -> None:
        self._request = request
        self._held = held
        self._workers = workers
        self.claimed: ClaimedOutput | None = None

    def make_if_ours(self) -> None:
        """Claim a folder that an earlier build has made."""
        if (self._request.output / MARKER).exists():
            self.make()

    def make(self) -> ClaimedOutput:
        """Claim the folder if that has not been done. Raises what `output_lock.claim` does."""
        if self.claimed is None:
            self.claimed = self._held.enter_context(claimed_output(self._request))
            # What is interrupted is cleared away once nobody writes there any more.
            self._held.push(lambda error, *_: self._workers.end() if error else None)
        return self.claimed


@contextmanager
def claimed_output(request: Request) -> Iterator[ClaimedOutput]:
    """Hold the output folder of a request, with a new folder to stage sites in."""
    sources = (request.content, request.theme, request.cache, request.settings_file)
    output, place = request.output, request.output / STAGING
    with claim(output, request.wait_seconds, sources) as before:
        try:
            staging, trouble = _staging(place, output)
            yield ClaimedOutput(output, read_manifests(output), staging, trouble, before)
        finally:
            recover(place, output)


def _staging(place: Path, output: Path) -> tuple[Path | None, str]:
    """Return a new folder to stage sites in; None where there can be none, and why."""
    try:
        recover(place, output)
        return new_staging(place), ""
    except OSError as error:
        return None, f"{place}: {error.strerror or error}"


def with_leftovers(report: Report, output: Path, address: str) -> Report:
    """Return a report that names what was replaced and can't be deleted: it may still be read."""
    problems = set(report.problems)
    for file, reason in delete_all(output / STAGING):
        details = {"address": address + file.relative_to(output).as_posix(), "reason": reason}
        problems.add(problem("federation.toml", 0, STILL_LIVE, **details))
    if len(problems) == len(report.problems):
        return report
    return replace(report, problems=tuple(sorted(problems)), exit_status=NOTHING)
