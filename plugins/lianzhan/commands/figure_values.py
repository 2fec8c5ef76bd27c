"""What `figures` prints, as values: the accounts of sites, from the records of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.commands.checking import check_content
from lianzhan.commands.printing import print_problems
from lianzhan.kinds.account.coverage import Coverage, coverage
from lianzhan.kinds.account.platforms import PLATFORM, PLATFORMS, WECHAT
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import kind_named
from lianzhan.planning.below import LevelBelow
from lianzhan.reading.paths import is_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.model.federation import Federation, Site


@dataclass(frozen=True)
class Figures:
    """Sites in the order of the tree, and the platforms of their published accounts by slug.

    Of the accounts of those that are `unread` nothing is known.
    """

    sites: tuple[Site, ...]
    unread: tuple[Site, ...]
    level_titles: Mapping[str, str]
    platforms: Mapping[str, frozenset[str]]

    @property
    def coverage(self) -> Coverage:
        """How many sites of each level have an account on each platform."""
        levels = (LevelBelow(title, self._at(name)) for name, title in self.level_titles.items())
        known = {site.slug: self.platforms.get(site.slug, frozenset()) for site in self.sites}
        return coverage([level for level in levels if level.slugs], known)

    @property
    def without_wechat(self) -> tuple[Site, ...]:
        """The sites of all levels without a public account, as far as their accounts are known."""
        has_none = (s for s in self.sites if WECHAT.name not in self.platforms.get(s.slug, ()))
        return tuple(site for site in has_none if site not in self.unread)

    def titles_at(self, slug: str) -> Iterator[str]:
        """Yield what the platforms of a site's accounts are called."""
        names = self.platforms.get(slug, frozenset())
        return (platform.title for platform in PLATFORMS if platform.name in names)

    def _at(self, level: str) -> tuple[str, ...]:
        return tuple(site.slug for site in self.sites if site.level == level)


def figures_of(request: Request, slug: str = "") -> Figures | None:
    """Return the figures of a federation, or of a site with all below it.

    None where nothing could be read, which is printed. Without sites where there is none so called.
    """
    state, _of_cache = check_content(request)
    if state.tree is None:
        print_problems(state.problems, request.content)
        return None
    federation = state.tree.federation
    titles = {level.name: level.title for level in federation.levels}
    sites = tuple(_below(federation, slug))
    unread = tuple(site for site in sites if _is_unread(site, state))
    return Figures(sites, unread, titles, _platforms(state))


def _below(federation: Federation, slug: str) -> Iterator[Site]:
    """Yield a site and all below it, in the order of the tree; all sites for ""."""
    for site in federation.sites:
        above = (site, *federation.ancestors(site))
        if not slug or any(each.slug == slug for each in above):
            yield site


def _is_unread(site: Site, state: ContentState) -> bool:
    """Whether nobody knows a site's accounts: its folder or their file can't be read."""
    file = f"{site.path}/{kind_named('account').file}"
    return site.slug not in state.records or is_below(file, state.unread)


def _platforms(state: ContentState) -> dict[str, frozenset[str]]:
    """Return the platforms of each site's published accounts."""
    found: dict[str, set[str]] = {}
    for path in state.published:
        entry = state.catalog.entries[path]
        if entry.kind == "account":
            found.setdefault(entry.site, set()).add(dict(entry.facts)[PLATFORM])
    return {slug: frozenset(names) for slug, names in found.items()}
