"""Staged sites go live: pictures and theme files first, then each site in the place of the old one.

At every moment in between, each site is as it was before or as it will be after. One that can't
be replaced stands as it was. What fails for one site is that site's problem, and holds up nothing
else.
"""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.building.failed_sites import site_failed
from lianzhan.model.federation import ASSETS
from lianzhan.model.problem import problem
from lianzhan.model.report import Changes
from lianzhan.output.durable import sync_trees
from lianzhan.output.manifest import changes
from lianzhan.output.swap import put_in_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Comparison
    from lianzhan.building.site_jobs import AllStaged
    from lianzhan.model.problem import Problem
    from lianzhan.output.manifest import Manifest
    from lianzhan.rendering.build_setup import BuildSetup


@dataclass(frozen=True)
class Output:
    """The output folder; `staging` is None where nothing can be put into it.

    `syncs` says whether what goes live is to be on the disk before.
    """

    folder: Path
    staging: Path | None
    syncs: bool = True


class Publication:
    """One build's last step: what is staged, and what was live before."""

    def __init__(
        self,
        output: Output,
        checked: ContentState,
        setup: BuildSetup,
        staged: AllStaged,
        before: Comparison,
    ) -> None:
        if output.staging is None:
            raise ValueError("nothing goes live that was not staged")
        self.output = output.folder
        self.staging = output.staging
        self.checked = checked
        self.setup = setup
        self.staged = staged
        self.before = before
        self.problems: list[Problem] = []
        self.swapped: dict[str, Manifest] = {}
        self._syncs = output.syncs
        self._unplaced: dict[str, str] = {}

    @cached_property
    def ready(self) -> dict[str, Manifest]:
        """What the sites hold that are staged and sound."""
        return {slug: s.manifest for slug, s in self.staged.sites.items() if s.manifest}

    @property
    def standing(self) -> dict[str, Manifest]:
        """What all sites hold that stand in the output now."""
        manifests = {**self.before.manifests, **self.swapped}
        return {slug: found for slug, found in manifests.items() if found}

    def run(self, only: str | None = None) -> Changes:
        """Swap the sites in, each with all that it uses, or leave it as it was.

        With `only` one site was asked for: what it leads to may still have to be built.
        """
        files = Changes()
        same = self.before.has_same_assets
        ready = self._with_places(self.ready)
        if only is None:
            ready = self._without_dead_links(ready)
        shown = ready if same else {**self.standing, **ready}
        self.place_assets(shown.values(), [self.staging / slug for slug in ready])
        for slug in self._in_order(ready):
            if self._goes_live(slug, ready[slug]):
                files += changes(self.before.manifests[slug], ready[slug])
        for slug in self.before.clean:
            files += Changes(unchanged=len(self.standing[slug].files))
        return files

    @cached_property
    def _movers(self) -> dict[str, str]:
        """The slugs, by those that they stood under, of sites that have another one now."""
        now = {path: slug for slug, path in self.checked.paths.items()}
        stood = ((slug, there.site) for slug, there in self.before.manifests.items() if there)
        heirs = ((slug, now.get(site.path, slug)) for slug, site in stood if site)
        return {slug: heir for slug, heir in heirs if slug != heir}

    def _with_places(self, ready: Mapping[str, Manifest]) -> dict[str, Manifest]:
        """Return the sites whose slugs will be free for them; of the others that is told.

        A site that stands under a slug and has another one now keeps its pages until it can move.
        """
        sound = ready.keys() | self.before.clean
        taken = [slug for slug in ready if self._movers.get(slug, slug) not in sound]
        for slug in taken:
            self._note_taken(slug)
        free = {slug: manifest for slug, manifest in ready.items() if slug not in taken}
        return self._with_places(free) if taken else free

    def _note_taken(self, slug: str) -> None:
        there = self.before.manifests[slug]
        other = there.site.path if there and there.site else slug
        path = f"{self.checked.paths[slug]}/site.toml"
        details = {"slug": slug, "other": f"{other}/site.toml"}
        self.problems.append(problem(path, 0, "duplicate-slug", **details))

    def _in_order(self, ready: Collection[str]) -> Iterator[str]:
        """Yield the sites whose slugs are free, those first that make a place free for others.

        Where each waits for another, as when two exchange their slugs, all of them go live.
        """
        waiting = dict.fromkeys(ready)
        while waiting:
            free = [slug for slug in waiting if self._movers.get(slug) not in waiting]
            for slug in free or [*waiting]:
                del waiting[slug]
                mover = self._movers.get(slug)
                if not free or mover is None or mover in self.swapped or mover in self.before.clean:
                    yield slug
                else:
                    self._note_taken(slug)

    def _without_dead_links(self, ready: dict[str, Manifest]) -> dict[str, Manifest]:
        """Return the sites that lead to no new page of a site that will not go live.

        Those that do stand as they were, until it can.
        """
        while True:
            sound = ready.keys() | self.before.clean
            if sound >= self.before.made_from.keys():
                return ready
            lost = {s for s, m in ready.items() if not self.has_pages(m.articles, sound)}
            if not lost:
                return ready
            ready = self._with_places({s: m for s, m in ready.items() if s not in lost})

    def has_pages(self, articles: Iterable[str], sound: Collection[str]) -> bool:
        """Whether articles have pages: their sites are sound, or had them before."""
        return all(self._has_page(path, sound) for path in articles)

    def _has_page(self, path: str, sound: Collection[str]) -> bool:
        home = self.checked.catalog.articles[path].site
        before = self.before.manifests.get(home)
        return home in sound or (before is not None and path in before.articles)

    def _goes_live(self, slug: str, manifest: Manifest) -> bool:
        """Let a site take its place, or note why it can't."""
        try:
            if missing := self.unplaced(manifest):
                raise OSError(missing)
            put_in_place(self.staging / slug, self.output / slug, self.staging)
        except OSError as error:
            reason = error.strerror or str(error)
            self.problems.append(site_failed(self.checked.paths[slug], slug, reason))
            return False
        self.swapped[slug] = manifest
        return True

    def place_assets(
        self, manifests: Iterable[Manifest], sites: Iterable[Path] = (), *, of_portal: bool = False
    ) -> None:
        """Put pictures and theme files where sites share them, or the portal's, if possible.

        They, and staged sites, are on the disk before anything takes its place: in one go, since
        that costs as much for one file as for thousands.
        """
        names: set[str] = set()
        if of_portal or (self.checked.tree and self.checked.tree.federation.shares_host):
            names = {name for manifest in manifests for name in manifest.assets}
        waiting = [name for name in sorted(names) if self._is_staged(name)]
        folder = self.staging / ASSETS
        try:
            self._sync([folder] if waiting else [], *sites)
            for name in waiting:
                put_in_place(folder / name, self.output / ASSETS / name, self.staging)
        except OSError as error:
            reason = f"{error.filename or ASSETS}: {error.strerror or error}"
            self._unplaced |= dict.fromkeys(names, reason)

    def _sync(self, folders: list[Path], *sites: Path) -> None:
        sync_trees([*folders, *sites], is_wanted=self._syncs)

    def unplaced(self, manifest: Manifest) -> str:
        """Return why a picture or theme file that a manifest names is not there, or nothing."""
        return next((self._unplaced[n] for n in manifest.assets if n in self._unplaced), "")

    def _is_staged(self, name: str) -> bool:
        """Stage a picture or theme file that is missing, or is not what it was; say if it was so.

        What is there and can't be compared, because the cache has lost it, stays.
        """
        live = self.output / ASSETS / name
        try:
            is_there = live.is_file()
            if is_there and (self.before.has_same_assets or not self.setup.has_asset(name)):
                return False
            data = self.setup.asset(name)
            if is_there and live.read_bytes() == data:
                return False
            staged = self.staging / ASSETS / name
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(data)
        except OSError as error:
            self._unplaced[name] = f"{ASSETS}/{name}: {error.strerror or error}"
            return False
        return True

    def place_files(self, files: Mapping[str, bytes]) -> None:
        """Let files take their places in the output folder itself, in their order.

        Raises OSError, and then some may have done so.
        """
        folder = self.staging / "root"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        self._sync([folder])
        for name in files:
            if has_link(self.output, name):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
            put_in_place(folder / name, self.output / name, self.staging)


def has_link(folder: Path, path: str) -> bool:
    """Whether a link on the way to a path below a folder would lead somewhere else."""
    above = (folder / path).parents[: path.count("/")]
    return any(place.is_symlink() for place in above)
