"""The end of a build: what is deliberately gone leaves all that still stands in the output.

In: what stands, and which of it is as planned. Everything else is freed of withdrawn, deleted and
expired articles where it stands, sites that are no more are removed, then pictures and theme files
that nobody uses. It needs neither theme nor plugins nor free space, and stops at no failure: what
can't be changed or looked into is named.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.building.claimed_output import STILL_LIVE
from lianzhan.building.unused_assets import UnusedAssets, has_own_assets
from lianzhan.model.federation import FROM_CONTENT
from lianzhan.model.frozen import dataclass
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import Changes
from lianzhan.output.assets import delete_assets
from lianzhan.output.durable import sync_folders
from lianzhan.output.swap import Stays, remove
from lianzhan.runtime.no_links import ignore, is_link, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Manifests
    from lianzhan.building.shared_files import Output
    from lianzhan.model.federation import Federation
    from lianzhan.output.assets import StillShown
    from lianzhan.output.manifest import Manifest
    from lianzhan.output.takedown.folder import TakenDown
    from lianzhan.output.takedown.live_folder import LiveFolder
    from lianzhan.output.takedown.targets import Targets


@dataclass
class Standing:
    """What stands in the output: manifests by slug, the portal's, and what of it is as planned.

    A site that lost its manifest has None. The portal counts as current under the slug "".
    """

    sites: dict[str, Manifest | None]
    portal: Manifest | None
    current: Collection[str] = ()
    orphans: tuple[str, ...] = ()
    files: Changes = field(default_factory=Changes)
    problems: list[Problem] = field(default_factory=list)


class Clearing:
    """Frees an output of what is gone; `live` is what stood in it before the build."""

    def __init__(self, output: Output, checked: ContentState, before: Manifests) -> None:
        if checked.tree is None:
            raise ValueError("without a federation nobody knows what is gone")
        self._output = output
        self._checked = checked
        self._federation: Federation = checked.tree.federation
        self._sites = self._identities(before)
        self._released: set[str] = set()
        self._before = [m for m in (*before.sites.values(), before.portal) if m]
        named = (name for manifest in self._before for name in manifest.assets)
        self._pictures = {name for name in named if name.startswith(FROM_CONTENT)}

    def _identities(self, before: Manifests) -> dict[str, SiteIdentity]:
        """Return who the live sites are; one that doesn't say so is who the content says.

        One that is not in the content either has an address alone.
        """
        known = {slug: m.site for slug, m in before.sites.items() if m and m.site}
        unnamed = dict.fromkeys((slug for slug, m in before.sites.items() if m), "")
        for slug, path in {**unnamed, **self._checked.paths}.items():
            url = self._federation.address_of(slug)
            known.setdefault(slug, SiteIdentity(path, slug, "", url))
        return known

    def run(self, standing: Standing, content: Path, now: datetime) -> None:
        """Free everything; `standing` is brought up to date, with problems and files counted."""
        targets = self._targets(standing, content, now)
        if targets and (targets.pages or targets.removed):
            self._take_down(standing, targets)
        for slug in standing.orphans:
            self._remove(slug, standing)
        with suppress(OSError):
            folders = [self._output.folder] if targets or standing.orphans else []
            sync_folders(folders, is_wanted=self._output.syncs)

    def _targets(self, standing: Standing, content: Path, now: datetime) -> Targets | None:
        """Return the pages that are gone, as far as anything that stands may show them.

        Nearly always there is none to be looked for: then nothing is imported for it.
        """
        outdated = {s: m for s, m in standing.sites.items() if self._is_outdated(s, standing)}
        named = {path for manifest in outdated.values() if manifest for path in manifest.articles}
        if standing.portal and "" not in standing.current:
            named |= {*standing.portal.articles, *standing.portal.redirects.values()}
        lost = [slug for slug, manifest in outdated.items() if manifest is None]
        if lost or standing.portal is None:
            named |= {d.path for d in self._checked.decisions.values() if d.gone}
            named |= {path for manifest in self._before for path in manifest.articles}
        for slug in (*lost, *([""] if standing.portal is None else ())):
            named |= {*self._named_in(slug)}
        unpublished = named - self._checked.published
        removed = {slug: self._sites[slug] for slug in standing.orphans}
        if not unpublished and not removed:
            return None
        from lianzhan.building.gone import Judgement
        from lianzhan.output.takedown.targets import targets_of

        judgement = Judgement(content, self._checked, self._sites, now)
        gone = judgement.gone(unpublished)
        return targets_of(gone, self._sites, removed, standing.sites)

    def _is_outdated(self, slug: str, standing: Standing) -> bool:
        return slug not in standing.current and slug not in standing.orphans

    def _named_in(self, slug: str) -> Iterator[str]:
        """Yield the articles that a folder without a manifest shows, by its pages and links."""
        from lianzhan.output.takedown.named import Names

        folder = self._output.folder / slug
        files = [path for path, _ in walk(folder, ignore)] if slug else PORTAL_FILES
        return Names(self._sites, self._columns_of).articles_in(folder, slug, files)

    def _columns_of(self, slug: str) -> frozenset[str]:
        site = self._federation.by_slug.get(slug)
        return frozenset(column.slug for column in (site or self._federation).columns)

    def _take_down(self, standing: Standing, targets: Targets) -> None:
        from lianzhan.output.takedown.folder import take_down

        folders = list(self._folders(standing, targets))
        for folder, done in take_down(folders, targets, syncs=self._output.syncs):
            if folder.slug:
                standing.sites[folder.slug] = done.manifest
            else:
                standing.portal = done.manifest
            self._note(standing, folder.slug, done, targets)
            if folder.slug and has_own_assets(folder.path):
                own = delete_assets(folder.path, done.pictures)
                self._note_left(standing, folder.slug, own.left, targets)

    def _folders(self, standing: Standing, targets: Targets) -> Iterator[LiveFolder]:
        """Yield the folders that may show what is gone: not those that are as planned."""
        from lianzhan.output.takedown.live_folder import LiveFolder

        for slug, manifest in standing.sites.items():
            shows = manifest is None or not targets.articles.isdisjoint(manifest.articles)
            folder = self._output.folder / slug
            if not self._is_outdated(slug, standing) or not (shows or targets.removed):
                continue
            if not is_link(folder):
                yield LiveFolder(slug, folder, manifest)
        if self._is_outdated("", standing):
            yield LiveFolder("", self._output.folder, standing.portal)

    def _note(self, standing: Standing, slug: str, done: TakenDown, targets: Targets) -> None:
        standing.files += Changes(written=done.edited, deleted=done.deleted)
        self._released |= done.pictures
        self._note_left(standing, slug, done.left, targets)

    def _note_left(
        self, standing: Standing, slug: str, left: Iterable[StillShown], targets: Targets
    ) -> None:
        """Name every address that still shows what is gone."""
        manifest = standing.sites.get(slug) if slug else standing.portal
        shown = sorted(targets.articles.intersection(manifest.articles if manifest else ()))
        path = shown[0] if shown else self._config(slug)
        for file in left:
            details = {"address": self._address(slug, file.file), "reason": file.reason}
            standing.problems.append(problem(path, 0, STILL_LIVE, **details))

    def _remove(self, slug: str, standing: Standing) -> None:
        """Remove a site that is in the content no more."""
        folder = self._output.folder / slug
        manifest = standing.sites.pop(slug, None)
        standing.files += Changes(deleted=len(manifest.files) if manifest else 1)
        for file, reason in self._removed(folder):
            if file.is_relative_to(folder):
                address = self._address(slug, file.relative_to(folder).as_posix())
                details = {"address": address, "reason": reason}
                standing.problems.append(problem(self._config(slug), 0, STILL_LIVE, **details))

    def _removed(self, folder: Path) -> list[Stays]:
        """Remove a folder; return what stays."""
        try:
            return remove(folder, self._output.staging)
        except OSError as error:
            return [Stays(folder, error.strerror or str(error))]

    def _config(self, slug: str) -> str:
        path = self._sites[slug].path if slug else ""
        return f"{path}/site.toml" if path else "federation.toml"

    def _address(self, slug: str, file: str) -> str:
        return (self._sites[slug].url if slug else self._federation.portal) + file

    def delete_unused_assets(self, standing: Standing, *, everything: bool) -> None:
        """Delete pictures and theme files that nothing uses which stands (see UnusedAssets)."""
        unused = UnusedAssets(
            output=self._output,
            federation=self._federation,
            sites=standing.sites,
            portal=standing.portal,
            pictures=self._pictures,
            released=self._released,
        )
        standing.problems += unused.delete(everything=everything)
