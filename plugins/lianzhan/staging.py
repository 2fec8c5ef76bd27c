"""What a worker does for the build: render and audit one site, or make one picture's files."""

from __future__ import annotations

import ast
import shutil
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.output.audit import Audit
from lianzhan.output.manifest import Manifest, describe, write_manifest
from lianzhan.plan import ASSETS
from lianzhan.rendering.image_sizing import make_variants, variants
from lianzhan.rendering.site import RenderError, read_base_settings, render_site

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.cache import Cache
    from lianzhan.model.article import Picture
    from lianzhan.model.problem import Problem
    from lianzhan.plan import SitePlan
    from lianzhan.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    """What all sites of a build share: settings, theme, cache; `digest` covers code and theme.

    `settings_file` is pelicanconf.py or publishconf.py, `overrides` what the command line changes.
    """

    settings_file: Path
    overrides: tuple[tuple[str, object], ...]
    content: Path
    cache: Cache
    theme_version: str
    theme_files: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class SiteJob:
    """One site to stage in `folder`; `config` is the path of its site.toml in problems."""

    house: House
    plan: SitePlan
    digest: str
    folder: Path
    config: str
    sizes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged site: its manifest, or the problems that keep it from going live."""

    slug: str
    manifest: Manifest | None
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def pages(self) -> int:
        """How many HTML pages it has."""
        files = self.manifest.files if self.manifest else ()
        return sum(path.endswith(".html") for path in files)


def stage_site(job: SiteJob) -> Staged:
    """Render a site into its staged folder and audit it. Raises RenderError."""
    started = time.perf_counter()
    plan, house = job.plan, job.house
    base = _base_settings(house.settings_file, repr(house.overrides))
    shutil.rmtree(job.folder, ignore_errors=True)
    render_site(plan, base, job.folder, house.theme_version, job.sizes)
    names = asset_names(plan, house)
    if not plan.shared.shares_host:
        copy_assets(names, house.cache, job.folder / ASSETS)
    problems = tuple(Audit(job.folder, plan, job.config, frozenset(names)).problems())
    if problems:
        return Staged(plan.slug, None, problems, time.perf_counter() - started)
    shown = (*(listing.planned for listing in plan.listings), *plan.pages)
    entries = tuple(dict.fromkeys(i for planned in shown for i in (planned.id, *planned.linked)))
    manifest = describe(job.folder, job.digest, entries, tuple(names))
    write_manifest(job.folder, manifest)
    return Staged(plan.slug, manifest, (), time.perf_counter() - started)


@lru_cache(maxsize=1)
def _base_settings(file: Path, overrides: str) -> Settings:
    """Read the settings once a process; the overrides as text, since they may hold lists."""
    return read_base_settings(file, dict(ast.literal_eval(overrides)))


def shown_pictures(plan: SitePlan) -> tuple[Picture, ...]:
    """Return every picture of a site's pages and feeds."""
    everything = (*(listing.planned for listing in plan.listings), *plan.pages)
    shown = {p.digest: p for planned in everything for _, p in planned.article.pictures}
    return tuple(shown.values())


def asset_names(plan: SitePlan, house: House) -> list[str]:
    """Return the files below assets/ that a site's pages and feeds lead to, sorted."""
    pictures = shown_pictures(plan)
    names = {variant.name for picture in pictures for variant in variants(picture)}
    return sorted(names | {f"{house.theme_version}/{path}" for path in house.theme_files})


def copy_assets(names: list[str], cache: Cache, folder: Path) -> None:
    """Copy assets from the cache into a folder. Raises RenderError for one that is not there."""
    for name in names:
        data = cache.get(name)
        if data is None:
            raise RenderError(f"{name} is missing from the cache")
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@dataclass(frozen=True, slots=True)
class PictureJob:
    """One picture whose files are to be in the cache."""

    picture: Picture
    content: Path
    cache: Cache


def make_picture(job: PictureJob) -> dict[str, int]:
    """Have a picture's files in the cache; return their bytes by name.

    Raises ValueError where the picture is no longer what was checked, OSError where it is gone.
    """
    wanted = [variant.name for variant in variants(job.picture)]
    found = {name: data for name in wanted if (data := job.cache.get(name)) is not None}
    if len(found) < len(wanted):
        found = make_variants((job.content / job.picture.path).read_bytes(), job.picture)
        for name, data in found.items():
            job.cache.put(name, data)
    return {name: len(data) for name, data in found.items()}
