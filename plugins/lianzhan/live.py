"""Staged sites go live: pictures and theme files first, then sites and portal, orphans last.

At every moment in between, each site is as it was before or as it will be after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import BUILT, KEPT, UNCHANGED, Changes, SiteResult
from lianzhan.output.audit import references
from lianzhan.output.claim import MARKER, STAGING
from lianzhan.output.manifest import (
    NAME,
    Manifest,
    changes,
    files_below,
    read_manifest,
)
from lianzhan.output.swap import put_in_place, remove
from lianzhan.plan import ASSETS
from lianzhan.rendering.image_sizing import variants
from lianzhan.rendering.portal import PORTAL_FILES, portal_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.plan import PortalPlan, SitePlan
    from lianzhan.staging import House, Staged


@dataclass(frozen=True, slots=True)
class Live:
    """What going live did."""

    sites: tuple[SiteResult, ...]
    problems: tuple[Problem, ...]
    files: Changes


@dataclass(frozen=True, slots=True)
class GoingLive:
    """One build's last step: staged results, clean plans, and the manifests that were live."""

    output: Path
    checked: Checked
    house: House
    theme: Path
    staged: dict[str, Staged]
    clean: list[SitePlan]
    before: dict[str, Manifest | None]

    @property
    def staging(self) -> Path:
        """The folder that the staged sites stand in."""
        return self.output / STAGING

    def run(self, only: str | None) -> Live:
        """Swap everything in. With `only`, that site alone: portal and orphans stay as they are."""
        ready = {slug: s.manifest for slug, s in self.staged.items() if s.manifest}
        portal = self.checked.plan.portal if only is None else None
        self._place_assets(ready.values(), portal)
        files = Changes()
        for slug, manifest in ready.items():
            put_in_place(self.staging / slug, self.output / slug, self.staging)
            files += changes(self.before[slug], manifest)
        problems: tuple[Problem, ...] = ()
        if only is None:
            placed, problems = self._place_portal(portal)
            removed, taken_down = self._remove_orphans(portal)
            files, problems = files + placed + removed, (*problems, *taken_down)
        for plan in self.clean:
            live = self.before[plan.slug]
            files += Changes(unchanged=len(live.files) if live else 0)
        return Live(self._results(only), problems, files)

    def _results(self, only: str | None) -> tuple[SiteResult, ...]:
        built = {
            slug: SiteResult(slug, BUILT, staged.pages, staged.seconds)
            for slug, staged in self.staged.items()
            if staged.manifest
        }
        clean = {plan.slug for plan in self.clean}
        wanted = self.checked.paths if only is None else [only]
        return tuple(
            built.get(slug)
            or SiteResult(slug, UNCHANGED if slug in clean else KEPT, self._pages(slug))
            for slug in wanted
        )

    def _pages(self, slug: str) -> int:
        manifest = read_manifest(self.output / slug)
        return sum(path.endswith(".html") for path in manifest.files) if manifest else 0

    def _portal_assets(self, portal: PortalPlan | None) -> set[str]:
        if portal is None:
            return set()
        names = {variant.name for picture in portal.pictures for variant in variants(picture)}
        return names | {f"{self.house.theme_version}/{path}" for path in self.house.theme_files}

    def _place_assets(self, ready: Iterable[Manifest], portal: PortalPlan | None) -> None:
        """Put pictures and theme files where they are shared: all of them, or the portal's."""
        names = self._portal_assets(portal)
        if self.checked.tree and self.checked.tree.federation.shares_host:
            names = names.union(*(manifest.assets for manifest in ready))
        for name in sorted(names):
            live = self.output / ASSETS / name
            if live.exists():
                continue
            data = self.house.cache.get(name)
            if data is None:
                raise OSError(f"{self.house.cache.folder}: {name}")
            self._place(data, live)

    def _place(self, data: bytes, live: Path) -> None:
        part = self.staging / "part"
        part.write_bytes(data)
        put_in_place(part, live, self.staging)

    def _place_portal(self, portal: PortalPlan | None) -> tuple[Changes, tuple[Problem, ...]]:
        """Write the portal's files that differ. Without any site to show there is no portal.

        One that fails stays as it was, unless it shows an article that is no longer published.
        """
        files: dict[str, bytes] = {}
        problems: tuple[Problem, ...] = ()
        try:
            if portal is not None:
                files = portal_files(portal, self.theme, self.house.theme_version)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            problems = (problem("federation.toml", 0, "portal-failed", reason=reason),)
            if not self._portal_is_stale():
                return Changes(), problems
        total = Changes()
        for name in PORTAL_FILES:
            live, data = self.output / name, files.get(name)
            if data is None:
                total += Changes(deleted=int(live.exists()))
                live.unlink(missing_ok=True)
            elif live.is_file() and live.read_bytes() == data:
                total += Changes(unchanged=1)
            else:
                self._place(data, live)
                total += Changes(written=1)
        return total, problems

    def _portal_is_stale(self) -> bool:
        """Whether the live portal leads to an article that has no page any more."""
        page, plans = self.output / "index.html", self.checked.plan.sites
        text = page.read_text("utf-8", "replace") if page.is_file() else ""
        known = {planned.url for plan in plans for planned in plan.own}
        sites = tuple(plan.url for plan in plans)
        linked = {urljoin(plans[0].portal, target.partition("#")[0]) for target in references(text)}
        pages = {link for link in linked if link.startswith(sites) and link.endswith(".html")}
        return any(link not in known for link in pages if not link.endswith("/index.html"))

    def _remove_orphans(self, portal: PortalPlan | None) -> tuple[Changes, tuple[Problem, ...]]:
        """Delete sites that are gone, and pictures and theme files that nobody shows.

        A kept site stays unless it shows an article that is no longer published: nothing withheld
        outlives the build, even where that takes a broken site off line.
        """
        ready = {slug for slug, staged in self.staged.items() if staged.manifest}
        current = ready | {plan.slug for plan in self.clean}
        used = self._portal_assets(portal)
        gone, problems = Changes(), []
        for entry in self._sites():
            manifest = read_manifest(entry)
            is_clean = manifest is not None and set(manifest.entries) <= self.checked.standing
            if entry.name in current or (entry.name in self.checked.paths and is_clean):
                has_own = (entry / ASSETS).is_dir()
                used |= set(manifest.assets) if manifest and not has_own else set()
                continue
            gone += Changes(deleted=len(manifest.files) if manifest else 1)
            remove(entry, self.staging)
            if entry.name in self.checked.paths:
                config = f"{self.checked.paths[entry.name]}/site.toml"
                problems.append(problem(config, 0, "site-taken-down", site=entry.name))
        self._remove_assets(used)
        return gone, tuple(problems)

    def _remove_assets(self, used: set[str]) -> None:
        for name in files_below(self.output / ASSETS):
            if name not in used:
                remove(self.output / ASSETS / name, self.staging)
        for folder in (self.output / ASSETS).glob("*"):
            if folder.is_dir() and not files_below(folder):
                remove(folder, self.staging)

    def _sites(self) -> list[Path]:
        """Every folder that a build has put there: what has no manifest is somebody else's."""
        ours = {MARKER, STAGING, ASSETS, *PORTAL_FILES}
        entries = (e for e in self.output.iterdir() if e.name not in ours)
        return sorted(e for e in entries if (e / NAME).exists())
