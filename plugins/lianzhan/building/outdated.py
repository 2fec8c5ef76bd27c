"""Which sites are out of date, and why: the live output compared with the plan."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.building.last_build import signatures
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of
from lianzhan.model.live_sites import LiveSite
from lianzhan.model.report import CONTENT, DAMAGED, NEW, SETUP, THEME
from lianzhan.output.manifest import (
    has_assets,
    is_complete,
    manifest_bytes,
    read_manifest,
    read_portal,
)
from lianzhan.reading.paths import is_below
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.building.last_build import Left
    from lianzhan.output.manifest import Manifest
    from lianzhan.rendering.build_setup import BuildSetup


@dataclass(frozen=True)
class Comparison:
    """What stands in the output before a build, and what each site that can be built is made from.

    `manifests` has every site of the content, and the `orphans`: those that are in it no more.
    `changes` says why a site's plan asks for it to be built, "" where it does not. `left` is
    what the last build left: a folder that still has its own signature is as it was, any other is
    compared with its manifest, byte for byte. To look at every file takes long, so it is done when
    the sites that have changed are at work already.
    """

    output: Path
    manifests: dict[str, Manifest | None]
    made_from: dict[str, tuple[str, ...]]
    changes: dict[str, str]
    orphans: tuple[str, ...]
    portal: Manifest | None
    left: Left

    @cached_property
    def expected(self) -> frozenset[str]:
        """The slugs of all sites that will stand if every one can be built."""
        live = {slug for slug, manifest in self.manifests.items() if manifest}
        return frozenset(live.union(self.made_from).difference(self.orphans))

    def changed(self, only: str | None) -> list[str]:
        """Return the sites that are not what the plan says, of all or of one alone."""
        return [slug for slug, why in self.changes.items() if why and only in (None, slug)]

    def damaged(self, only: str | None) -> list[str]:
        """Return the sites that are up to date, but whose live folders somebody has changed."""
        return [slug for slug in self._damaged if only in (None, slug)]

    @cached_property
    def signatures(self) -> dict[str, str]:
        """Signatures of the output without the sites that have changed, taken before any swap."""
        return signatures(self.output, without={*self.changed(None)})

    @cached_property
    def _damaged(self) -> tuple[str, ...]:
        unchanged = (slug for slug, why in self.changes.items() if not why)
        return tuple(slug for slug in unchanged if not self._is_whole(slug))

    def _is_whole(self, slug: str) -> bool:
        """Whether a site's folder and the assets it uses are as its manifest says."""
        folder, manifest = self.output / slug, self.manifests[slug]
        if manifest is None or not has_assets(folder, manifest):
            return False
        is_ours = self.is_ours(slug, manifest)
        return self._is_as_it_was(slug) or (is_ours and is_complete(folder, manifest))

    def is_ours(self, slug: str, manifest: Manifest) -> bool:
        """Whether a manifest is the one that the last build wrote, as far as that is known."""
        return self.left.manifests.get(slug) in (None, digest_of_bytes(manifest_bytes(manifest)))

    def noted_after(self, written: Mapping[str, Manifest]) -> dict[str, str]:
        """Return the digests of the manifests that are builds' own now; some were just written."""
        new = {slug: self.manifests.get(slug) for slug in self.clean - self.left.manifests.keys()}
        own = {slug: manifest for slug, manifest in {**new, **written}.items() if manifest}
        made = {slug: digest_of_bytes(manifest_bytes(own[slug])) for slug in own}
        return self.left.manifests | made

    def _is_as_it_was(self, name: str) -> bool:
        was = self.left.signatures.get(name)
        return was is not None and was == self.signatures.get(name)

    @property
    def has_same_assets(self) -> bool:
        """Whether nobody has touched the pictures and theme files."""
        return self._is_as_it_was(ASSETS)

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each site must be built, "" where it need not."""
        return {**self.changes, **dict.fromkeys(self._damaged, DAMAGED)}

    @cached_property
    def clean(self) -> frozenset[str]:
        """The sites that are as they should be."""
        return frozenset(slug for slug, why in self.reasons.items() if not why)

    def signatures_after(self, swapped: Mapping[str, str]) -> dict[str, str]:
        """Return the signatures of all that is in the output now; `swapped` are new sites' own."""
        same = {slug: self.signatures[slug] for slug in self.clean if slug in self.signatures}
        known = {**same, **swapped}
        return known | signatures(self.output, without=known)


@dataclass(frozen=True)
class Manifests:
    """The manifests that stand in the output before a build: each site's, and the portal's."""

    sites: dict[str, Manifest | None]
    portal: Manifest | None

    @property
    def live(self) -> dict[str, LiveSite]:
        """Which sites stand in the output by slug; those of older versions don't say.

        Of a folder and its copy, the one is meant that the site's address names.
        """
        said = {s: LiveSite(m.site, m.articles) for s, m in self.sites.items() if m and m.site}
        named = {there.site.path for slug, there in said.items() if _names(there.site.url, slug)}
        return {
            slug: there
            for slug, there in said.items()
            if there.site.path not in named or _names(there.site.url, slug)
        }


def _names(url: str, slug: str) -> bool:
    return slug in re.split(r"[:/.]", url)


def read_manifests(output: Path) -> Manifests:
    """Read the manifests of an output folder; a link in it is followed nowhere."""
    try:
        entries = [entry for entry in output.iterdir() if not entry.is_symlink()]
    except OSError:
        return Manifests({}, None)
    return Manifests({entry.name: read_manifest(entry) for entry in entries}, read_portal(output))


def compare(
    output: Path, before: Manifests, checked: ContentState, setup: BuildSetup, left: Left
) -> Comparison:
    """Compare what the manifests say with the plan; `left` as in Comparison."""
    manifests = {slug: before.sites.get(slug) for slug in checked.paths}
    orphans = orphans_of(before, checked)
    made_from: dict[str, tuple[str, ...]] = {
        slug: setup.made_from(checked.planner.digest(slug))
        for slug in checked.sites
        if not shows_unread(manifests[slug], checked)
    }
    return Comparison(
        output=output,
        manifests=manifests | {slug: before.sites[slug] for slug in orphans},
        made_from=made_from,
        changes={slug: _change(manifests[slug], made) for slug, made in made_from.items()},
        orphans=orphans,
        portal=before.portal,
        left=left,
    )


def shows_unread(manifest: Manifest | None, checked: ContentState) -> bool:
    """Whether a site, or the portal, shows articles of which nobody knows what they are now.

    To build it would take them down, for no better reason than that they could not be read.
    """
    unread = checked.unread
    if manifest is None or not unread:
        return False
    return any(is_below(file_of(path), unread) for path in manifest.articles)


def orphans_of(before: Manifests, checked: ContentState) -> tuple[str, ...]:
    """Return the sites that are live, and in the content no more."""
    return tuple(slug for slug in before.sites if _is_orphan(slug, before, checked))


def _is_orphan(slug: str, before: Manifests, checked: ContentState) -> bool:
    """Where folders can't be read, a site that does not say which one is its own is none."""
    manifest, tree = before.sites[slug], checked.tree
    if manifest is None or tree is None or slug in checked.paths:
        return False
    return not (tree.unreadable and manifest.site is None)


def _change(manifest: Manifest | None, made_from: tuple[str, ...]) -> str:
    if manifest is None:
        return NEW
    pairs = zip((CONTENT, THEME, SETUP), manifest.made_from, made_from, strict=False)
    changed = next((why for why, before, now in pairs if before != now), "")
    return changed or (SETUP if len(manifest.made_from) != len(made_from) else "")
