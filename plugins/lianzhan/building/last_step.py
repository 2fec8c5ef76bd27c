"""The last step of a build: what was staged is published, what is gone leaves what stands.

Out: what became of each site. Where nothing new can be published, only the second half is done.
"""

from __future__ import annotations

import os
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.building.outdated import orphans_of
from lianzhan.building.publish_portal import Portal
from lianzhan.building.standing import Clearing, Standing
from lianzhan.model.codes import N_, warning
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import BUILT, KEPT, REMOVED, UNCHANGED, Changes, SiteResult
from lianzhan.output.durable import sync_folders
from lianzhan.output.manifest import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Manifests
    from lianzhan.building.publish import Publication
    from lianzhan.building.shared_files import Output
    from lianzhan.output.manifest import Manifest
    from lianzhan.runtime.job import TaskRunner

STRANGE_OUTPUT = warning(
    "strange-output",
    N_("输出文件夹里的“{name}”不是由本程序生成的，不会部署"),
    N_("确认后从输出文件夹中删除；主机需要的文件请放进 content/public/"),
)


@dataclass(frozen=True)
class Published:
    """What became of the sites at the end of a build, with the problems and files counted."""

    sites: tuple[SiteResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: Changes = field(default_factory=Changes)


@dataclass(frozen=True)
class LastStep:
    """What one build publishes into an output; `only` is the slug of the one site asked for.

    `before` is what stood in the output when the build began.
    """

    content: Path
    output: Output
    now: datetime
    checked: ContentState
    before: Manifests
    only: str | None

    def cleared(self) -> Published:
        """Publish nothing new; take down what is gone."""
        sites = self._known()
        standing = Standing(sites, self.before.portal, orphans=self._orphans(sites))
        self._clear(standing)
        return self._live(standing, {})

    def published(self, going: Publication, workers: TaskRunner) -> Published:
        """Let all that is staged go live, then take down what is gone from everything else."""
        files = going.run(self.only)
        sites = {**self._known(), **going.swapped}
        orphans = self._orphans(sites)
        portal = Portal(going, sites.keys() - orphans, workers)
        if self.only is None:
            files += portal.place()
        current = {*going.swapped, *going.before.clean, *([""] if portal.is_current else ())}
        standing = Standing(sites, portal.manifest, current, orphans, files)
        self._clear(standing)
        sync_folders([self.output.folder], is_wanted=self.output.syncs)
        live = self._live(standing, going.before.reasons)
        seconds = {slug: staged.seconds for slug, staged in going.staged.sites.items()}
        built = [self._result(r, going, seconds.get(r.slug, 0.0)) for r in live.sites]
        return Published(tuple(built), (*going.problems, *live.problems), live.files)

    def _orphans(self, standing: Mapping[str, Manifest | None]) -> tuple[str, ...]:
        """Return the sites to be removed. One whose slug has changed stands until the new one does.

        That can't be told of a site that does not say which folder it was made from.
        """
        if self.only is not None:
            return ()
        return tuple(slug for slug in self._removed if not self._waits(slug, standing))

    def _waits(self, slug: str, standing: Mapping[str, Manifest | None]) -> bool:
        """Whether a site of this slug has another one now under which it doesn't stand yet."""
        there = self.before.live.get(slug)
        now = {path: slug for slug, path in self.checked.paths.items()}
        heir = now.get(there.site.path) if there else None
        if there is None or heir is None:
            return False
        manifest = standing.get(heir)
        return not (manifest and manifest.site and manifest.site.path == there.site.path)

    @property
    def _removed(self) -> tuple[str, ...]:
        return orphans_of(self.before, self.checked)

    def _known(self) -> dict[str, Manifest | None]:
        """Return the manifests of all sites that stand; None for a folder that lost its own."""
        found = {slug: manifest for slug, manifest in self.before.sites.items() if manifest}
        lost = (slug for slug in self.before.sites if slug in self.checked.paths)
        return dict.fromkeys(lost) | found

    def _clear(self, standing: Standing) -> None:
        clearing = Clearing(self.output, self.checked, self.before)
        clearing.run(standing, self.content, self.now)
        clearing.delete_unused_assets(standing, everything=self.only is None)
        ours = {*standing.sites, *(standing.portal.files if standing.portal else ())}
        for name in strange_names(self.output.folder, ours):
            standing.problems.append(problem("federation.toml", 0, STRANGE_OUTPUT, name=name))

    def _live(self, standing: Standing, reasons: dict[str, str]) -> Published:
        wanted = self.checked.paths if self.only is None else [self.only]
        results = []
        for slug in wanted:
            manifest = standing.sites.get(slug)
            status = KEPT if slug in standing.sites else REMOVED
            pages = manifest.pages if manifest else 0
            results.append(SiteResult(slug, status, pages, reason=reasons.get(slug, "")))
        return Published(tuple(results), tuple(standing.problems), standing.files)

    def _result(self, kept: SiteResult, going: Publication, seconds: float) -> SiteResult:
        if kept.slug in going.swapped:
            return SiteResult(kept.slug, BUILT, kept.pages, seconds, kept.reason)
        if kept.slug in going.before.clean:
            return SiteResult(kept.slug, UNCHANGED, kept.pages)
        return kept


def strange_names(output: Path, ours: set[str]) -> list[str]:
    """Return what stands in an output folder that no build has put there, hidden names aside."""
    known = {NAME, ASSETS, *ours}
    with os.scandir(output) as found:
        entries = [(entry.name, entry.is_symlink()) for entry in found]
    return sorted(n for n, is_link in entries if is_link or (n not in known and n[0] != "."))
