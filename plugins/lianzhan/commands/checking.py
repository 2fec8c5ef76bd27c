"""What `check` and `explain` have in common: content is read and judged, and nothing is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.model.problem import Problem


def check_content(request: Request) -> tuple[ContentState, tuple[Problem, ...]]:
    """Read and judge the content as a build into the request's output would.

    The problems are those of the cache alone.
    """
    from lianzhan.building.build_cache import open_cache
    from lianzhan.building.check import check
    from lianzhan.building.outdated import read_manifests
    from lianzhan.building.renamed import with_renamed
    from lianzhan.runtime.workers import Workers

    cache, problems = open_cache(request.cache)
    with Workers() as workers:
        content, now = request.content, request.now
        state = check(content, now, workers, cache, lambda: read_manifests(request.output).live)
    return with_renamed(state, read_manifests(request.output).live, request.output), problems
