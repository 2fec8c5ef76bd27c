"""The page of a value that is withheld, as it would look: for reviewers alone.

It is rendered into a folder of its own that is deleted at once, and bears a mark for which the
audit of a build refuses it: nothing of it can come into the output.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.building.dispatch import MAKE, STAGE, made_as
from lianzhan.building.inputs import read_inputs
from lianzhan.building.site_jobs import PictureJob, SiteJob
from lianzhan.building.worker_pool import workers_for
from lianzhan.model.kinds import kind_named
from lianzhan.model.problem import Problem
from lianzhan.model.review import REVIEW_MARK
from lianzhan.planning.placement import placements
from lianzhan.runtime.job import Failure

if TYPE_CHECKING:
    from lianzhan.building.content_state import ContentState
    from lianzhan.building.request import Request
    from lianzhan.model.catalog import Entry
    from lianzhan.rendering.build_setup import BuildSetup
    from lianzhan.runtime.job import TaskRunner

_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)


class NoPageError(Exception):
    """A value has no page as it is; the text says why."""


def file_of_page(entry: Entry) -> str:
    """Return the file of a value's page below the output folder."""
    address = kind_named(entry.kind).address.format(column=entry.column, name=entry.name)
    page = address.partition("#")[0]
    return f"{entry.site}/{page}{'index.html' if page.endswith('/') else ''}"


def review_page(request: Request, state: ContentState, path: str) -> bytes:
    """Return the page of the value with this path as if it were published, marked.

    Raises NoPageError where it can't be shown, for whatever reason.
    """
    entry = state.catalog.entries.get(path)
    setup = read_inputs(request).setup
    if entry is None or setup is None or state.tree is None:
        raise NoPageError(path)
    shown = _with(state, path)
    with (
        tempfile.TemporaryDirectory(prefix="lianzhan-review-") as folder,
        workers_for(replace(request, jobs=1, scheduler=None)) as workers,
    ):
        return marked(_rendered(shown, entry, setup.with_spare(Path(folder)), workers))


def marked(page: bytes) -> bytes:
    """Return a page with the mark of those for reviewers; search engines are told to go."""
    mark = f'{REVIEW_MARK} content="1"><meta name="robots" content="noindex">'.encode()
    head = _HEAD.search(page)
    place = head.end() if head else 0
    return page[:place] + mark + page[place:]


def _with(state: ContentState, path: str) -> ContentState:
    """Return what a build would know if one more value were published."""
    if state.tree is None:
        raise NoPageError(path)
    published = state.published | {path}
    placed = placements(state.tree.federation, state.catalog, sorted(published))
    return replace(state, published=published, placements=placed)


def _rendered(state: ContentState, entry: Entry, setup: BuildSetup, workers: TaskRunner) -> bytes:
    sizes = _picture_sizes(state, entry.site, setup, workers)
    folder = (setup.spare or Path()) / entry.site
    outline = state.planner.outline(entry.site)
    identity = state.planner.identity(entry.site)
    homes = state.homes(outline)
    job = SiteJob(setup, outline, homes, ("review",), folder, identity, sizes)
    for outcome in workers.run(STAGE, [job]):
        if isinstance(outcome.result, Failure):
            raise NoPageError(outcome.result.reason)
    file = folder.parent / file_of_page(entry)
    try:
        return file.read_bytes()
    except OSError as error:
        raise NoPageError(error.strerror or str(error)) from None


def _picture_sizes(
    state: ContentState, site: str, setup: BuildSetup, workers: TaskRunner
) -> dict[str, int]:
    """Have the files of a site's pictures and attachments made; return their bytes by name."""
    entries = [state.catalog.entries[path] for path in state.planner.shown(site)]
    head = state.catalog.mastheads.get(f"{state.planner.path(site)}/site.toml")
    pictures = {made_as(p): p for entry in entries for _, p in entry.pictures}
    pictures |= {made_as(head): head} if head else {}
    files = {made_as(f): f for entry in entries for _, f in entry.attachments}
    originals = (pictures | files).values()
    sizes: dict[str, int] = {}
    jobs = [PictureJob(each, setup.content, setup.cache, setup.spare) for each in originals]
    for outcome in workers.run(MAKE, jobs):
        if isinstance(outcome.result, Failure):
            raise NoPageError(outcome.result.reason)
        if isinstance(outcome.result, Problem):
            raise NoPageError(outcome.result.path)
        sizes |= outcome.result
    return sizes
