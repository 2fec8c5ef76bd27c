"""The end of a build: what is deliberately gone leaves all that still stands in the output.

In: what stands, and which of it is as planned. Everything else is freed of withdrawn, deleted and
expired articles where it stands, sites that are no more are removed, then pictures and theme files
that nobody uses. It needs neither theme nor plugins nor free space, and stops at no failure: what
can't be changed is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.digests import paths_below
from lianzhan.model.federation import ASSETS, PORTAL_FILES, SiteIdentity
from lianzhan.model.problem import Problem, problem
from lianzhan.model.report import Changes
from lianzhan.output.assets import delete_assets
from lianzhan.output.manifest import files_below
from lianzhan.output.swap import remove

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.dirty import Found
    from lianzhan.live import Output
    from lianzhan.model.federation import Federation
    from lianzhan.output.assets import StillShown
    from lianzhan.output.manifest import Manifest
    from lianzhan.output.takedown.folder import TakenDown
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

    def __init__(self, output: Output, checked: Checked, before: Found) -> None:
        if checked.tree is None:
            raise ValueError("without a federation nobody knows what is gone")
        self._output = output
        self._checked = checked
        self._federation: Federation = checked.tree.federation
        self._sites = self._identities(before)
        self._released: set[str] = set()
        named = (manifest for manifest in (*before.sites.values(), before.portal) if manifest)
        self._pictures = {n for m in named for n in m.assets if n.startswith("pictures/")}

    def _identities(self, before: Found) -> dict[str, SiteIdentity]:
        """Return who the live sites are; one that doesn't say so is who the content says."""
        known = {slug: m.site for slug, m in before.sites.items() if m and m.site}
        for slug, path in self._checked.paths.items():
            url = self._federation.address_of(slug)
            known.setdefault(slug, SiteIdentity(path, slug, "", url))
        return known

    def run(self, standing: Standing, content: Path, now: datetime) -> None:
        """Free everything; `standing` is brought up to date, with problems and files counted."""
        targets = self._targets(standing, content, now)
        if targets and targets.pages:
            self._take_down_sites(standing, targets)
            self._take_down_portal(standing, targets)
        for slug in standing.orphans:
            self._remove(slug, standing)

    def _targets(self, standing: Standing, content: Path, now: datetime) -> Targets | None:
        """Return the pages that are gone, as far as anything that stands may show them.

        Nearly always there is none to be looked for: then nothing is imported for it.
        """
        outdated = {s: m for s, m in standing.sites.items() if s not in standing.current}
        named = {path for manifest in outdated.values() if manifest for path in manifest.articles}
        if standing.portal and "" not in standing.current:
            named |= set(standing.portal.articles)
        lost = [slug for slug, manifest in outdated.items() if manifest is None]
        if lost or standing.portal is None:
            named |= {d.path for d in self._checked.decisions.values() if d.gone}
        named |= {article for slug in lost for article in self._pages_in(slug)}
        unpublished = named - self._checked.published
        if not unpublished:
            return None
        from lianzhan.gone import Judgement
        from lianzhan.output.takedown.targets import targets_of

        judgement = Judgement(content, self._checked, self._sites, now)
        return targets_of(judgement.gone(unpublished), self._sites)

    def _pages_in(self, slug: str) -> Iterator[str]:
        """Yield the articles that a site's folder without a manifest has pages of, by its files."""
        path = self._sites[slug].path
        site = self._federation.by_slug.get(slug)
        columns = {column.slug for column in (site or self._federation).columns}
        for file in files_below(self._output.folder / slug):
            folder, _, name = file.partition("/")
            stem = name.removesuffix(".html")
            if stem in (name, "index") or "/" in stem:
                continue
            if folder in columns:
                yield f"{path}/articles/{folder}/{stem}.md"
            elif folder == "pages":
                yield f"{path}/pages/{stem}.md"

    def _take_down_sites(self, standing: Standing, targets: Targets) -> None:
        from lianzhan.output.takedown.folder import take_down

        for slug, manifest in standing.sites.items():
            if slug in standing.current or slug in standing.orphans:
                continue
            if manifest and targets.articles.isdisjoint(manifest.articles):
                continue
            folder = self._output.folder / slug
            if folder.is_symlink() or not folder.is_dir():
                continue
            done = take_down(folder, slug, manifest, targets)
            standing.sites[slug] = done.manifest
            self._note(standing, slug, done, targets)
            if self._has_own_assets(slug):
                left = delete_assets(folder, done.pictures)
                self._note_left(standing, slug, left, targets)

    def _take_down_portal(self, standing: Standing, targets: Targets) -> None:
        from lianzhan.output.takedown.folder import take_down

        if "" not in standing.current:
            done = take_down(self._output.folder, "", standing.portal, targets)
            standing.portal = done.manifest
            self._note(standing, "", done, targets)

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
            standing.problems.append(problem(path, 0, "still-live", **details))

    def _remove(self, slug: str, standing: Standing) -> None:
        """Remove a site that is in the content no more."""
        folder = self._output.folder / slug
        manifest = standing.sites.pop(slug, None)
        standing.files += Changes(deleted=len(manifest.files) if manifest else 1)
        for file, reason in remove(folder, self._output.staging):
            if file.is_relative_to(folder):
                address = self._address(slug, file.relative_to(folder).as_posix())
                details = {"address": address, "reason": reason}
                standing.problems.append(problem(self._config(slug), 0, "still-live", **details))

    def _config(self, slug: str) -> str:
        return f"{self._sites[slug].path}/site.toml" if slug else "federation.toml"

    def _address(self, slug: str, file: str) -> str:
        return (self._sites[slug].url if slug else self._federation.portal) + file

    def _pictures_in(self, slug: str) -> set[str]:
        """Return the pictures that a site's files show, or the portal's (slug "")."""
        from lianzhan.output.takedown.folder import pictures_in

        folder = self._output.folder / slug
        return pictures_in(folder, files_below(folder) if slug else PORTAL_FILES)

    def sweep(self, standing: Standing, *, everything: bool) -> None:
        """Delete shared pictures and theme files that nobody uses, or only pictures used before.

        What lost its manifest may use any theme file, and the pictures that its files show.
        """
        sites = {slug: m for slug, m in standing.sites.items() if not self._has_own_assets(slug)}
        lost = [slug for slug, manifest in sites.items() if manifest is None]
        if standing.portal is None and (self._output.folder / PORTAL_FILES[0]).is_file():
            lost.append("")
        everything = everything and not lost
        candidates = self._released | self._pictures
        used = {name for m in (*sites.values(), standing.portal) if m for name in m.assets}
        for slug in lost:
            used |= self._pictures_in(slug)
        folder = self._output.folder / ASSETS
        there = paths_below(folder) if everything else sorted(candidates)
        left = delete_assets(self._output.folder, (name for name in there if name not in used))
        root = self._federation.address.partition("{slug}")[0]
        for file in left:
            if file.file.removeprefix(f"{ASSETS}/") in candidates:
                details = {"address": root + file.file, "reason": file.reason}
                standing.problems.append(problem("federation.toml", 0, "still-live", **details))
        for below in sorted(folder.glob("*")) if everything else ():
            if below.is_dir() and not below.is_symlink() and not paths_below(below):
                remove(below, self._output.staging)

    def _has_own_assets(self, slug: str) -> bool:
        return (self._output.folder / slug / ASSETS).is_dir()
