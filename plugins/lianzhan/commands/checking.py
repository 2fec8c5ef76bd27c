"""What `check` and `explain` have in common: content is read and judged, and nothing is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.model.problem import Problem
    from lianzhan.reading.site_tree import Live


def check_content(request: Request) -> tuple[ContentState, tuple[Problem, ...]]:
    """Read and judge the content as a build into the request's output would.

    What stands in an output of another federation says nothing of this content: a build refuses to
    write there. The problems are those of the cache alone.
    """
    from lianzhan.building.build_cache import open_cache
    from lianzhan.building.check import check
    from lianzhan.building.outdated import read_manifests
    from lianzhan.building.renamed import with_renamed
    from lianzhan.model.live_sites import nothing_stands
    from lianzhan.output.output_lock import is_foreign
    from lianzhan.runtime.workers import Workers

    cache, problems = open_cache(request.cache)

    def judged(live: Live) -> ContentState:
        with Workers() as workers:
            return check(request.content, request.now, workers, cache, live)

    state = judged(lambda: read_manifests(request.output).live)
    if state.tree and is_foreign(request.output, state.tree.federation.id):
        return judged(nothing_stands), problems
    return with_renamed(state, read_manifests(request.output).live, request.output), problems
