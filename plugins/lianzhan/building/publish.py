"""Staged sites go live: pictures and theme files first, then each site in the place of the old one.

At every moment in between, each site is as it was before or as it will be after. One that can't
be replaced stands as it was. What fails for one site is that site's problem, and holds up nothing
else.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.building.failed_sites import site_failed
from lianzhan.building.shared_files import Output, SharedFiles
from lianzhan.building.slug_moves import SlugMoves
from lianzhan.model.report import Changes
from lianzhan.output.manifest import changes
from lianzhan.output.swap import put_in_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.outdated import Comparison
    from lianzhan.building.site_jobs import AllStaged
    from lianzhan.model.problem import Problem
    from lianzhan.output.manifest import Manifest
    from lianzhan.rendering.build_setup import BuildSetup


class Publication:
    """Lets the staged sites of one build go live; `before` is what stood in the output."""

    def __init__(
        self,
        output: Output,
        checked: ContentState,
        setup: BuildSetup,
        staged: AllStaged,
        before: Comparison,
    ) -> None:
        self.files = SharedFiles(output, setup, are_as_left=before.has_same_assets)
        self.output = output.folder
        self.staging = self.files.staging
        self.checked = checked
        self.setup = setup
        self.staged = staged
        self.before = before
        self.problems: list[Problem] = []
        self.swapped: dict[str, Manifest] = {}
        self.portal: Manifest | None = None
        self._moves = SlugMoves(checked.paths, before.manifests)

    @cached_property
    def ready(self) -> dict[str, Manifest]:
        """The manifests of the sites that are staged and sound, by slug."""
        return {slug: s.manifest for slug, s in self.staged.sites.items() if s.manifest}

    @property
    def standing(self) -> dict[str, Manifest]:
        """The manifests of all sites that stand in the output now, by slug."""
        manifests = {**self.before.manifests, **self.swapped}
        return {slug: found for slug, found in manifests.items() if found}

    @property
    def written(self) -> dict[str, Manifest]:
        """The manifests that this build has written, by slug; the portal's by ""."""
        return {**self.swapped, "": self.portal} if self.portal else self.swapped

    def run(self, only: str | None = None) -> Changes:
        """Swap the sites in, each with all that it uses, or leave it as it was.

        With `only` one site was asked for: what it leads to may still have to be built.
        """
        files = Changes()
        ready = self._with_places(self.ready)
        if only is None:
            ready = self._without_dead_links(ready)
        self._place_assets(ready)
        for slug in self._in_order(ready):
            if self._goes_live(slug, ready[slug]):
                files += changes(self.before.manifests[slug], ready[slug])
        for slug in self.before.clean:
            files += Changes(unchanged=len(self.standing[slug].files))
        return files

    def _with_places(self, ready: Mapping[str, Manifest]) -> dict[str, Manifest]:
        """Return the sites whose slugs will be free for them; the others are problems."""
        taken = self._moves.without_place(ready, ready.keys() | self.before.clean)
        self.problems += map(self._moves.taken, taken)
        free = {slug: manifest for slug, manifest in ready.items() if slug not in taken}
        return self._with_places(free) if taken else free

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
        home = self.checked.catalog.entries[path].site
        before = self.before.manifests.get(home)
        return home in sound or (before is not None and path in before.articles)

    def _place_assets(self, ready: Mapping[str, Manifest]) -> None:
        """Put in place what sites share; sites with hosts of their own have theirs with them.

        Where somebody has touched shared files, those of all sites that stand are looked at.
        """
        shown = ready if self.before.has_same_assets else {**self.standing, **ready}
        shares = self.checked.tree is not None and self.checked.tree.federation.shares_host
        staged = [self.staging / slug for slug in ready]
        self.files.place_assets(shown.values() if shares else (), staged)

    def _in_order(self, ready: Mapping[str, Manifest]) -> Iterator[str]:
        """Yield the sites in the order in which their slugs become free; the rest are problems."""
        left = dict.fromkeys(ready)
        for slug in self._moves.in_order(ready, self._stands):
            del left[slug]
            yield slug
        self.problems += map(self._moves.taken, left)

    def _stands(self, slug: str) -> bool:
        return slug in self.swapped or slug in self.before.clean

    def _goes_live(self, slug: str, manifest: Manifest) -> bool:
        """Let a site take its place, or note why it can't."""
        try:
            if missing := self.files.unplaced(manifest):
                raise OSError(missing)
            put_in_place(self.staging / slug, self.output / slug, self.staging)
        except OSError as error:
            reason = error.strerror or str(error)
            self.problems.append(site_failed(self.checked.paths[slug], slug, reason))
            return False
        self.swapped[slug] = manifest
        return True
