"""Pictures and theme files below the output that nobody uses any more are deleted.

In: what stands in the output in the end. What can't be deleted, though readers may still find it,
is named.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.building.claimed_output import STILL_LIVE
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.model.problem import problem
from lianzhan.output.assets import delete_assets
from lianzhan.output.swap import remove
from lianzhan.runtime.no_links import ignore, is_file, is_folder, is_link, refuse, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lianzhan.building.shared_files import Output
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem
    from lianzhan.output.assets import StillShown
    from lianzhan.output.manifest import Manifest


@dataclass(frozen=True)
class UnusedAssets:
    """What of the shared assets may go: `pictures` were used before, `released` by what is gone.

    `sites` and `portal` are the manifests of what stands; a folder that lost its own has None.
    """

    output: Output
    federation: Federation
    sites: Mapping[str, Manifest | None]
    portal: Manifest | None
    pictures: Collection[str]
    released: Collection[str]

    def delete(self, *, everything: bool) -> list[Problem]:
        """Delete shared pictures and theme files that nobody uses, or only pictures used before.

        What lost its manifest may use any theme file, and the pictures that its files show; where
        not all of them can be found, only pictures go that what is gone has left over. Return what
        could not be deleted.
        """
        lost = [*self._without_manifest()]
        used, is_certain = self._used(lost)
        candidates = {*self.released, *(self.pictures if is_certain else ())}
        folder = self.output.folder / ASSETS
        is_all = everything and not lost
        there = {*candidates, *(path for path, _ in walk(folder, ignore) if is_all)}
        left = delete_assets(self.output.folder, there - used).left
        for below in sorted(folder.glob("*")) if is_all else ():
            if _is_empty(below):
                remove(below, self.output.staging)
        named = (file for file in left if file.file.removeprefix(f"{ASSETS}/") in candidates)
        return [self._still_live(file) for file in named]

    def _still_live(self, file: StillShown) -> Problem:
        details = {"address": self._root + file.file, "reason": file.reason}
        return problem("federation.toml", 0, STILL_LIVE, **details)

    @cached_property
    def _sharing(self) -> tuple[tuple[str, Manifest | None], ...]:
        """The sites that have no assets in their own folders."""
        folder = self.output.folder
        return tuple(x for x in self.sites.items() if not has_own_assets(folder / x[0]))

    def _without_manifest(self) -> Iterator[str]:
        """Yield the sites that use shared assets and don't say which; "" is the portal."""
        yield from (slug for slug, manifest in self._sharing if manifest is None)
        if self.portal is None and is_file(self.output.folder / PORTAL_FILES[0]):
            yield ""

    def _used(self, lost: Iterable[str]) -> tuple[set[str], bool]:
        """Return the assets in use, and whether these are all of them, as far as they show."""
        manifests = (*(manifest for _, manifest in self._sharing), self.portal)
        used = {name for manifest in manifests if manifest for name in manifest.assets}
        unlisted: list[str] = []
        for slug in lost:
            used |= self._pictures_in(slug, unlisted)
        return used, not unlisted

    def _pictures_in(self, slug: str, unlisted: list[str]) -> set[str]:
        """Return the pictures that a site's files show, or the portal's (slug "")."""
        from lianzhan.output.takedown.pictures import pictures_in

        folder = self.output.folder / slug
        found = walk(folder, lambda path, _error: unlisted.append(path))
        return pictures_in(folder, (path for path, _ in found) if slug else PORTAL_FILES)

    @property
    def _root(self) -> str:
        """The address of the folder that holds shared pictures and theme files."""
        federation = self.federation
        if not federation.shares_host:
            return federation.portal
        return federation.address.partition("{slug}")[0]


def has_own_assets(site: Path) -> bool:
    """Whether a live site has its pictures and theme files in its own folder."""
    return is_folder(site / ASSETS)


def _is_empty(folder: Path) -> bool:
    """Whether there is a folder that holds no file, nor one that can't be looked into."""
    if is_link(folder) or not is_folder(folder):
        return False
    try:
        return not any(walk(folder, refuse))
    except OSError:
        return False
