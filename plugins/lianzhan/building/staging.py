"""A worker's jobs: stage a site or the portal, make a picture's files, delete old folders."""

from __future__ import annotations

import ast
import errno
import shutil
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lianzhan.building.last_build import signature_of
from lianzhan.building.site_jobs import PictureJob, PortalJob, SiteJob, Staged, StagedPortal
from lianzhan.gate.records import values_at
from lianzhan.model.attachments import MOST_BYTES, Attachment
from lianzhan.model.codes import N_, error
from lianzhan.model.federation import ASSETS
from lianzhan.model.problem import Problem, problem
from lianzhan.output.audit import Audit
from lianzhan.output.manifest import Manifest, digests_of, write_manifest
from lianzhan.planning.plan import portal_plan, site_plan
from lianzhan.reading.bounds import MAX_PICTURE_BYTES
from lianzhan.reading.looking import OF_SYSTEM, Seen
from lianzhan.reading.opening import read_seen
from lianzhan.rendering.build_setup import keep_file, made_file
from lianzhan.rendering.html.compiled_templates import compiled_templates
from lianzhan.rendering.pelican.site import read_base_settings, render_site
from lianzhan.rendering.pictures.files import ChangedPictureError, files_of
from lianzhan.rendering.redirects import without_scheme
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lianzhan.model.catalog import Picture
    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import Planned
    from lianzhan.reading.settings_file import Settings
    from lianzhan.rendering.build_setup import BuildSetup

IMAGE_CHANGED = error(
    "image-changed",
    N_("图片或附件在生成期间被改动或移走，用到它的站点保留上次的内容"),
    N_("等文件保存、同步完毕，再生成一次"),
)


def stage_site(job: SiteJob) -> Staged:
    """Render a site into its staged folder and audit it. Raises RenderError, ChangedError."""
    started = time.perf_counter()
    plan, setup = site_plan(job.outline, values_at(job.homes, job.outline.slug)), job.setup
    base = _base_settings(setup.settings_file, repr(setup.overrides), setup.setup_digest)
    shutil.rmtree(job.folder, ignore_errors=True)
    render_site(plan, base, job.folder, setup, job.sizes)
    names = asset_names(plan, setup)
    if not plan.shared.shares_host:
        copy_assets(names, setup, job.folder / ASSETS)
    is_strict = setup.policy.is_asked_for
    audit = Audit(job.folder, plan, job.config, frozenset(names), is_strict)
    problems = tuple(audit.problems())
    if problems:
        return Staged(plan.slug, None, "", problems, time.perf_counter() - started)
    shown = {path for planned in plan.everything for path in (planned.value.path, *planned.linked)}
    shown |= {mention.path for mention in plan.mentioned}
    listed = tuple(sorted(shown))
    files = digests_of(job.folder, audit.files, audit.digests)
    moved = {file: planned.value.path for file, planned in plan.redirects}
    manifest = Manifest(job.made_from, files, listed, tuple(names), job.site, moved)
    write_manifest(job.folder, manifest)
    signature = signature_of(job.folder)
    return Staged(plan.slug, manifest, signature, (), time.perf_counter() - started)


@lru_cache(maxsize=1)
def _base_settings(file: Path, overrides: str, _digest: str) -> Settings:
    """Read the settings once a build; the overrides as text, since they may hold lists."""
    return read_base_settings(file, dict(ast.literal_eval(overrides)))


def shown_pictures(plan: SitePlan) -> tuple[Picture, ...]:
    """Return every picture of a site's pages and feeds."""
    shown = {p.digest: p for planned in plan.everything for _, p in planned.value.pictures}
    head = (plan.masthead,) if plan.masthead else ()
    return (*shown.values(), *(picture for picture in head if picture.digest not in shown))


def asset_names(plan: SitePlan, setup: BuildSetup) -> list[str]:
    """Return the files below assets/ that a site's pages and feeds lead to, sorted."""
    files = {file.asset for each in _with_files(plan) for _, file in each.value.attachments}
    return sorted(files.union(_asset_names(shown_pictures(plan), setup)))


def _with_files(plan: SitePlan) -> Iterator[Planned[Any]]:
    """Yield what comes with files: on a host of its own a site has those of its values alone."""
    for planned in plan.everything:
        if planned.value.linked_files and (plan.shared.shares_host or planned.home == plan.place):
            yield planned


def _asset_names(pictures: Iterable[Picture], setup: BuildSetup) -> list[str]:
    names = {file.name for picture in pictures for file in files_of(picture).every}
    return sorted(names | {f"{setup.theme_version}/{path}" for path in setup.theme_files})


def copy_assets(names: list[str], setup: BuildSetup, folder: Path) -> None:
    """Copy assets into a folder. Raises MissingAssetError for one that is not there."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(setup.asset(name))


def stage_portal(job: PortalJob) -> StagedPortal:
    """Render the page of all sites, and what goes with it. Raises ChangedError."""
    from lianzhan.rendering.portal import portal_files  # one worker of some builds needs it

    plan, setup = portal_plan(job.outline, values_at(job.homes)), job.setup
    compiled = compiled_templates(*setup.digests, f"portal {plan.shared.language}")
    files = portal_files(plan, setup.theme, setup.theme_version, compiled)
    return StagedPortal(
        files,
        Manifest(
            made_from=setup.made_from(job.outline.digest),
            files={name: digest_of_bytes(data) for name, data in files.items()},
            articles=job.outline.articles,
            assets=tuple(_asset_names(plan.pictures, setup)),
            redirects={without_scheme(r.old): r.path for r in job.outline.redirects},
        ),
    )


def delete(folders: Iterable[Path]) -> None:
    """Delete folders that were replaced; `swap.recover` sees to what can't be deleted now."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def make_picture(job: PictureJob) -> dict[str, int] | Problem:
    """Have a picture's files made, or an attachment kept; return their bytes by name.

    Where the original is no longer what was judged, return that as a problem: what has come into
    its place was judged by nobody. Raises OSError where the files can't be kept.
    """
    original, cache, spare = job.original, job.cache, job.spare
    wanted = _wanted(original)
    found = {name: data for name in wanted if (data := made_file(name, cache, spare)) is not None}
    if len(found) < len(wanted):
        try:
            found = _made(_original(job), original)
        except ChangedPictureError:
            return problem(original.path, 0, IMAGE_CHANGED)
        for name, data in found.items():
            keep_file(name, data, cache, spare)
    return {name: len(data) for name, data in found.items()}


def _wanted(original: Picture | Attachment) -> list[str]:
    if isinstance(original, Attachment):
        return [original.asset]
    return [file.name for file in files_of(original).every]


def _made(raw: bytes, original: Picture | Attachment) -> dict[str, bytes]:
    """Return what is published of a file by name. Raises ChangedPictureError."""
    if not isinstance(original, Attachment):
        from lianzhan.rendering.pictures.making import make_files  # Pillow: most builds need none

        return make_files(raw, original)
    if digest_of_bytes(raw) != original.digest:
        raise ChangedPictureError(original.path)
    return {original.asset: raw}


def _original(job: PictureJob) -> bytes:
    """Read a file where it was judged. Raises ChangedPictureError where it is not there."""
    place = job.original.path
    is_picture = not isinstance(job.original, Attachment)
    limit = MAX_PICTURE_BYTES if is_picture else MOST_BYTES
    try:
        return read_seen(job.content, Seen(place, place, ()), limit)[0]
    except OSError as error:
        if error.errno in OF_SYSTEM or error.errno == errno.EIO:
            raise
        raise ChangedPictureError(place) from error
