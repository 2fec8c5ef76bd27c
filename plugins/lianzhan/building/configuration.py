"""The configuration of all sites: federation.toml and every site.toml, read or from the cache.

In: a scanned content folder. Out: the site tree, or the problems that leave no federation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.federation import SiteTree
from lianzhan.runtime.digests import code_digest, digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.model.live_sites import LiveSite
    from lianzhan.model.problem import Problem
    from lianzhan.reading.scan import Scan
    from lianzhan.reading.site_tree import Live
    from lianzhan.runtime.cache import Cache


def configuration(seen: Scan, cache: Cache | None, live: Live) -> SiteTree | tuple[Problem, ...]:
    """Return what the configuration says; it is cached if it has no fault.

    `live` is only asked where the answer depends on what stands in the output; such a one is never
    cached.
    """
    key = digest_of((code_digest(), seen.tree))
    kept = cache.load("tree") if cache else None
    if isinstance(kept, tuple) and kept[:1] == (key,) and isinstance(kept[-1], SiteTree):
        return kept[-1]
    from lianzhan.reading.federation import read_federation

    heard: list[Mapping[str, LiveSite]] = []

    def ask() -> Mapping[str, LiveSite]:
        heard.append(live())
        return heard[-1]

    tree = read_federation(seen.content, ask)
    if cache and isinstance(tree, SiteTree) and not tree.problems and not heard:
        cache.save("tree", (key, tree))
    return tree
