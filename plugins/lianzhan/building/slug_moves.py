"""Sites that get another slug: who must move before whom, and who finds their place still taken.

In: the sites of the content, and what stands in the output. A site that stands under a slug and has
another one now keeps its pages there until it can move.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from lianzhan.output.manifest import Manifest


@dataclass(frozen=True)
class SlugMoves:
    """Which sites move: `paths` are all sites' folders in the content, both maps by slug."""

    paths: Mapping[str, str]
    manifests: Mapping[str, Manifest | None]

    @cached_property
    def _movers(self) -> dict[str, str]:
        """The new slugs, by those that they stand under, of sites that have another one now."""
        now = {path: slug for slug, path in self.paths.items()}
        stood = ((slug, there.site) for slug, there in self.manifests.items() if there)
        heirs = ((slug, now.get(site.path, slug)) for slug, site in stood if site)
        return {slug: heir for slug, heir in heirs if slug != heir}

    def without_place(self, ready: Iterable[str], sound: Collection[str]) -> list[str]:
        """Return the sites whose place another one keeps, as that one is not sound itself."""
        return [slug for slug in ready if self._movers.get(slug, slug) not in sound]

    def in_order(self, ready: Iterable[str], stands: Callable[[str], bool]) -> Iterator[str]:
        """Yield the sites that can go live, those first that make a place free for others.

        Before the next one is asked for, the one before has gone live, or has not: `stands` tells.
        Where each waits for another, as when two exchange their slugs, all of them go live. What is
        not yielded has no place.
        """
        waiting = dict.fromkeys(ready)
        while waiting:
            free = [slug for slug in waiting if self._movers.get(slug) not in waiting]
            for slug in free or [*waiting]:
                del waiting[slug]
                mover = self._movers.get(slug)
                if not free or mover is None or stands(mover):
                    yield slug

    def taken(self, slug: str) -> Problem:
        """Return the problem of a site whose place another one keeps."""
        # Few sites ever change places, and all that reads site.toml comes with this.
        from lianzhan.reading.slug_claims import DUPLICATE_SLUG

        there = self.manifests[slug]
        other = there.site.path if there and there.site else slug
        path = f"{self.paths[slug]}/site.toml"
        return problem(path, 0, DUPLICATE_SLUG, slug=slug, other=f"{other}/site.toml")
