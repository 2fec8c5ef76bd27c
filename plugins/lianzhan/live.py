"""Staged sites go live: pictures and theme files first, then sites and portal, orphans last.

At every moment in between, each site is as it was before or as it will be after.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.digests import paths_below
from lianzhan.jobs import PortalJob
from lianzhan.model.federation import ASSETS
from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import BUILT, KEPT, REMOVED, UNCHANGED, Changes, SiteResult
from lianzhan.output.claim import MARKER
from lianzhan.output.manifest import (
    NAME,
    Manifest,
    changes,
    digest_of_file,
    read_manifest,
    write_manifest,
)
from lianzhan.output.swap import put_in_place, remove

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.dirty import LiveSites
    from lianzhan.drafts import PortalDraft
    from lianzhan.house import House
    from lianzhan.jobs import AllStaged, StagedPortal


@dataclass(frozen=True)
class Live:
    """What going live did."""

    sites: tuple[SiteResult, ...]
    problems: tuple[Problem, ...]
    files: Changes


@dataclass(frozen=True)
class GoingLive:
    """One build's last step: what is staged below `staging`, and what was live before."""

    staging: Path
    checked: Checked
    house: House
    staged: AllStaged
    before: LiveSites

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.before.output

    @cached_property
    def ready(self) -> dict[str, Manifest]:
        """What the sites that go live now hold."""
        return {slug: s.manifest for slug, s in self.staged.sites.items() if s.manifest}

    @cached_property
    def standing(self) -> dict[str, Manifest]:
        """What all sites hold that will stand in the output afterwards.

        A site that could not be built keeps its output unless it shows an article that is no longer
        published: nothing withheld outlives the build, even where that takes a site off line.
        """
        manifests = {**self.before.manifests, **self.ready}
        current = {*self.ready, *self.before.clean}
        allowed = self.checked.standing
        return {
            slug: manifest
            for slug, manifest in manifests.items()
            if manifest and (slug in current or allowed.issuperset(manifest.articles))
        }

    def run(self, only: str | None) -> Live:
        """Swap everything in. With `only`, that site alone: portal and orphans stay as they are."""
        same = self.before.has_same_assets
        self._place_assets((self.ready if same else self.standing).values())
        files = Changes()
        for slug, manifest in self.ready.items():
            put_in_place(self.staging / slug, self.output / slug, self.staging)
            files += changes(self.before.manifests[slug], manifest)
        problems: list[Problem] = []
        if only is None:
            portal = Portal(self)
            files += portal.place(problems)
            files += self._remove_orphans(problems)
            self._remove_assets(portal.manifest)
        for slug in self.before.clean:
            files += Changes(unchanged=len(self.standing[slug].files))
        wanted = self.checked.paths if only is None else [only]
        return Live(tuple(map(self._result, wanted)), tuple(problems), files)

    def _result(self, slug: str) -> SiteResult:
        manifest, why = self.standing.get(slug), self.before.reasons.get(slug, "")
        pages = manifest.pages if manifest else 0
        if slug in self.ready:
            return SiteResult(slug, BUILT, pages, self.staged.sites[slug].seconds, why)
        if slug in self.before.clean:
            return SiteResult(slug, UNCHANGED, pages)
        return SiteResult(slug, KEPT if manifest else REMOVED, pages, reason=why)

    def _place_assets(self, manifests: Iterable[Manifest]) -> None:
        """Put pictures and theme files where sites share them."""
        if self.checked.tree and self.checked.tree.federation.shares_host:
            self.place(name for manifest in manifests for name in manifest.assets)

    def place(self, names: Iterable[str]) -> None:
        """Put pictures and theme files where they are missing, or are not what they were.

        What is there and can't be compared, because the cache has lost it, stays.
        """
        for name in sorted(set(names)):
            live = self.output / ASSETS / name
            is_there = live.is_file()
            if is_there and (self.before.has_same_assets or not self.house.has_asset(name)):
                continue
            data = self.house.asset(name)
            if not is_there or live.read_bytes() != data:
                self.place_bytes(data, live)

    def place_bytes(self, data: bytes, live: Path) -> None:
        """Let bytes take the place of a live file, at once."""
        part = self.staging / "part"
        part.write_bytes(data)
        put_in_place(part, live, self.staging)

    def _remove_orphans(self, problems: list[Problem]) -> Changes:
        """Delete sites that are gone, or must be."""
        gone = Changes()
        for entry in self._sites():
            if entry.name in self.standing:
                continue
            manifest = read_manifest(entry)
            gone += Changes(deleted=len(manifest.files) if manifest else 1)
            remove(entry, self.staging)
            if entry.name in self.checked.paths:
                config = f"{self.checked.paths[entry.name]}/site.toml"
                problems.append(problem(config, 0, "site-taken-down", site=entry.name))
        return gone

    def _sites(self) -> list[Path]:
        """Every folder that a build has put there: what has no manifest is somebody else's."""
        ours = {MARKER, self.staging.name, ASSETS}
        entries = (e for e in self.output.iterdir() if e.name not in ours)
        return sorted(e for e in entries if (e / NAME).exists())

    def _remove_assets(self, portal: Manifest | None) -> None:
        """Delete the pictures and theme files that nobody shows."""
        used = set(portal.assets) if portal else set()
        for slug, manifest in self.standing.items():
            if not (self.output / slug / ASSETS).is_dir():
                used.update(manifest.assets)
        for name in paths_below(self.output / ASSETS):
            if name not in used:
                remove(self.output / ASSETS / name, self.staging)
        for folder in (self.output / ASSETS).glob("*"):
            if folder.is_dir() and not paths_below(folder):
                remove(folder, self.staging)


class Portal:
    """The page of all sites that stand, and what goes with it, in the output folder itself."""

    def __init__(self, build: GoingLive) -> None:
        self._build = build
        self._output = build.output
        self._before = build.before.portal
        self.manifest = self._before

    def place(self, problems: list[Problem]) -> Changes:
        """Write what differs. Without any site to show there is no portal.

        One that fails stays as it was, unless it shows an article that is no longer published.
        """
        house = self._build.house
        planner = self._build.checked.planner
        draft = planner.portal(self._build.standing)
        made_from = house.made_from(draft.digest if draft else "")
        before = self._before
        if draft and before and before.made_from == made_from and self._is_whole(before):
            return Changes(unchanged=len(before.files))
        try:
            portal = self._rendered(draft, made_from) if draft else None
            self._build.place(portal.manifest.assets if portal else ())
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            problems.append(problem("federation.toml", 0, "portal-failed", reason=reason))
            if before is None or self._build.checked.standing.issuperset(before.articles):
                return Changes()
            portal = None
        return self._replace(portal)

    def _is_whole(self, manifest: Manifest) -> bool:
        try:
            return all(
                digest_of_file(self._output / name) == digest
                for name, digest in manifest.files.items()
            )
        except OSError:
            return False

    def _rendered(self, draft: PortalDraft, made_from: tuple[str, ...]) -> StagedPortal:
        """Return what was rendered while the sites were, unless some of them were lost."""
        staged = self._build.staged.portal
        if staged and staged.manifest.made_from == made_from:
            return staged
        from lianzhan.staging import stage_portal

        return stage_portal(PortalJob(self._build.house, draft, self._build.checked.homes(draft)))

    def _replace(self, portal: StagedPortal | None) -> Changes:
        """Let the files take the place of those before."""
        files, made = (portal.files, portal.manifest) if portal else ({}, None)
        old = self._before.files if self._before else {}
        total = Changes()
        for name, data in files.items():
            live = self._output / name
            if live.is_file() and live.read_bytes() == data:
                total += Changes(unchanged=1)
            else:
                self._build.place_bytes(data, live)
                total += Changes(written=1)
        for name in old.keys() - files.keys():
            (self._output / name).unlink(missing_ok=True)
            total += Changes(deleted=1)
        self.manifest = made
        if made:
            write_manifest(self._build.staging, made)
            put_in_place(self._build.staging / NAME, self._output / NAME, self._build.staging)
        else:
            (self._output / NAME).unlink(missing_ok=True)
        return total
