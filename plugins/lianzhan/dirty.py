"""Which sites are not as they should be, and why: what is live against what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS
from lianzhan.model.report import CONTENT, DAMAGED, NEW, SETUP, THEME
from lianzhan.output.manifest import has_assets, is_complete, read_manifest
from lianzhan.stamp import signatures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lianzhan.check import Checked
    from lianzhan.house import House
    from lianzhan.output.manifest import Manifest


@dataclass(frozen=True)
class LiveSites:
    """What stands in the output before a build, and what each site that can be built is made from.

    `reasons` says why a site must be built, "" where it need not. `expected` are the slugs of all
    sites that will stand if every one can be built. `signatures` are those of the output's entries.
    """

    output: Path
    manifests: dict[str, Manifest | None]
    made_from: dict[str, tuple[str, ...]]
    reasons: dict[str, str]
    expected: frozenset[str]
    portal: Manifest | None
    signatures: dict[str, str]
    shows_withheld: bool
    has_same_assets: bool

    def dirty(self, only: str | None) -> list[str]:
        """Return the sites to build, of all or of one alone."""
        return [slug for slug, why in self.reasons.items() if why and only in (None, slug)]

    @property
    def clean(self) -> list[str]:
        """The sites that are as they should be."""
        return [slug for slug, why in self.reasons.items() if not why]

    def signatures_after(self, swapped: Mapping[str, str]) -> dict[str, str]:
        """Return the signatures of all that stands in the output now; those of sites are known."""
        same = {slug: self.signatures[slug] for slug in self.clean if slug in self.signatures}
        known = {**same, **swapped}
        return known | signatures(self.output, without=known)


@dataclass(frozen=True)
class Found:
    """What stands in the output before a build: signatures of its entries, and the manifests."""

    signatures: dict[str, str]
    manifests: dict[str, Manifest | None]
    portal: Manifest | None


def look(output: Path) -> Found:
    """Look at an output folder."""
    found = signatures(output)
    sites = {name: read_manifest(output / name) for name in found}
    return Found(found, sites, read_manifest(output))


def live_sites(
    output: Path, before: Found, checked: Checked, house: House, left: dict[str, str]
) -> LiveSites:
    """Compare the output with the plan. `left` are the signatures that the last build left.

    A folder that has the same signature is as it was; any other is read and compared with its
    manifest, byte for byte.
    """
    found = before.signatures
    manifests = {slug: before.manifests.get(slug) for slug in checked.paths}
    made_from: dict[str, tuple[str, ...]] = {
        slug: house.made_from(checked.planner.digest(slug)) for slug in checked.sites
    }
    same = {slug for slug in checked.sites if slug in left and left[slug] == found.get(slug)}
    reasons = {
        slug: _reason(output / slug, manifests[slug], made, is_known=slug in same)
        for slug, made in made_from.items()
    }
    live = {slug: manifest for slug, manifest in manifests.items() if manifest}
    allowed = {s for s, manifest in live.items() if checked.standing.issuperset(manifest.articles)}
    return LiveSites(
        output=output,
        manifests=manifests,
        made_from=made_from,
        reasons=reasons,
        expected=frozenset(allowed.union(checked.sites)),
        portal=before.portal,
        signatures=found,
        shows_withheld=len(allowed) < len(live),
        has_same_assets=ASSETS in left and left[ASSETS] == found.get(ASSETS),
    )


def _reason(
    folder: Path, manifest: Manifest | None, made_from: tuple[str, ...], *, is_known: bool
) -> str:
    if manifest is None:
        return NEW
    pairs = zip((CONTENT, THEME, SETUP), manifest.made_from, made_from, strict=False)
    changed = next((why for why, before, now in pairs if before != now), "")
    if changed or len(manifest.made_from) != len(made_from):
        return changed or SETUP
    if has_assets(folder, manifest) and (is_known or is_complete(folder, manifest)):
        return ""
    return DAMAGED
