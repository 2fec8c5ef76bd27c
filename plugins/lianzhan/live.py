"""Staged sites go live: pictures and theme files first, then sites and portal, orphans last.

At every moment in between, each site is as it was before or as it will be after. Where one can't be
replaced, it stands as it was, less what is deliberately gone. What fails for one site is that
site's problem, and holds up nothing else.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.check import site_failed
from lianzhan.model.federation import ASSETS
from lianzhan.model.report import Changes
from lianzhan.output.manifest import changes
from lianzhan.output.swap import put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.dirty import LiveSites
    from lianzhan.house import House
    from lianzhan.jobs import AllStaged
    from lianzhan.model.problem import Problem
    from lianzhan.output.manifest import Manifest


class GoingLive:
    """One build's last step: what is staged below `staging`, and what was live before."""

    def __init__(
        self, staging: Path, checked: Checked, house: House, staged: AllStaged, before: LiveSites
    ) -> None:
        self.staging = staging
        self.checked = checked
        self.house = house
        self.staged = staged
        self.before = before
        self.output = before.output
        self.problems: list[Problem] = []
        self.swapped: dict[str, Manifest] = {}
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

    def run(self) -> Changes:
        """Swap the sites in, each with all that it uses, or leave it as it was."""
        files = Changes()
        same = self.before.has_same_assets
        shown = self.ready if same else {**self.standing, **self.ready}
        self.place_assets(shown.values())
        for slug, manifest in self.ready.items():
            if self._goes_live(slug, manifest):
                files += changes(self.before.manifests[slug], manifest)
        for slug in self.before.clean:
            files += Changes(unchanged=len(self.standing[slug].files))
        return files

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

    def place_assets(self, manifests: Iterable[Manifest]) -> None:
        """Put pictures and theme files where sites share them, as far as possible."""
        if self.checked.tree and self.checked.tree.federation.shares_host:
            for name in sorted({name for manifest in manifests for name in manifest.assets}):
                self._place(name)

    def unplaced(self, manifest: Manifest) -> str:
        """Return why a picture or theme file that a manifest names is not there, or nothing."""
        return next((self._unplaced[n] for n in manifest.assets if n in self._unplaced), "")

    def _place(self, name: str) -> None:
        """Put a picture or theme file where it is missing, or is not what it was.

        What is there and can't be compared, because the cache has lost it, stays.
        """
        live = self.output / ASSETS / name
        is_there = live.is_file()
        if is_there and (self.before.has_same_assets or not self.house.has_asset(name)):
            return
        try:
            data = self.house.asset(name)
            if not is_there or live.read_bytes() != data:
                self.place_bytes(data, live)
        except OSError as error:
            self._unplaced[name] = f"{ASSETS}/{name}: {error.strerror or error}"

    def place_bytes(self, data: bytes, live: Path) -> None:
        """Let bytes take the place of a live file, at once. Raises OSError."""
        part = self.staging / "part"
        try:
            part.write_bytes(data)
            put_in_place(part, live, self.staging)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
