"""The one worker process that tests share: it takes a second to start, and milliseconds for a job."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from lane_server import forked_lanes

from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lianzhan.runtime.job import JobName, Outcome

NOT_TODAY = "nicht heute"


@cache
def one_worker() -> Workers:
    """The process, which starts with its first job; `end_worker` ends it."""
    with forked_lanes():
        return Workers(1)


def end_worker() -> None:
    if one_worker.cache_info().currsize:
        one_worker().end()
        one_worker.cache_clear()


def raise_error() -> None:
    raise RuntimeError(NOT_TODAY)


def die() -> None:
    os._exit(9)


def name_of(job: Any) -> str:
    """What a job is about: a picture's path, a site's slug; of all others their kind."""
    if hasattr(job, "original"):
        return str(job.original.path)
    if hasattr(job, "source"):
        return str(job.source.job.site.slug)
    return str(getattr(getattr(job, "outline", None), "slug", type(job).__name__))


@dataclass(frozen=True)
class FailsOver:
    """A function of a job that does something else, in the worker, for the job of a name."""

    function: JobName[Any, Any]
    name: str
    instead: Callable[[], object]

    @property
    def module(self) -> str:
        return self.function.module

    def __call__(self, job: Any) -> Any:
        return self.instead() if name_of(job) == self.name else self.function(job)


@dataclass
class Noting:
    """The worker, lent to whoever may not end it; notes what it is asked, and fails as told.

    `asked` are the functions and their jobs, in the order in which they were taken.
    """

    fails: str = ""
    how: Callable[[], object] = raise_error
    asked: list[tuple[Any, Any]] = field(default_factory=list)

    def prepare(self, module: str, tasks: int) -> None:
        one_worker().prepare(module, tasks)

    def run(self, function: Any, items: Iterable[Any]) -> Iterator[Outcome[Any, Any]]:
        def noted() -> Iterator[Any]:
            for item in items:
                self.asked.append((function, item))
                yield item

        performed = FailsOver(function, self.fails, self.how) if self.fails else function
        return one_worker().run(performed, noted())

    def end(self) -> None:
        """Others want it, too."""

    def jobs(self, function: object) -> list[Any]:
        """What one function was asked for."""
        return [job for asked, job in self.asked if asked == function]
