"""The workers that a request asks for: processes of this machine, or those of a Dask cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.output.output_lock import MARKER

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from lianzhan.building.request import Request
    from lianzhan.runtime.job import TaskRunner


def workers_for(request: Request) -> AbstractContextManager[TaskRunner]:
    """Return the workers of a build, to be ended with it.

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
        from lianzhan.runtime.dask_requirements import SharedFolders
        from lianzhan.runtime.dask_workers import dask_workers
    except ModuleNotFoundError as error:
        raise UnusableClusterError("not-installed", error.name or "") from None
    shared = SharedFolders(
        read=(request.content,),
        compared=(request.theme, *_existing(request.settings_file)),
        written=(request.cache,) if request.uses_cache else (),
        output=request.output,
        marker=MARKER,
    )
    return dask_workers(request.scheduler, shared)


def _existing(file: Path) -> tuple[Path, ...]:
    """Return a file if it is there: a folder with content/ alone is built with defaults."""
    return (file,) if file.exists() else ()
