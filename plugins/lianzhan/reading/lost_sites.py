"""Sites that stand in the output, and whose folders are there without a site.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.kinds import TEXT_FOLDERS
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.markdown_files import MISPLACED_FILE
from lianzhan.reading.paths import is_below
from lianzhan.reading.site_walk import Folder, Walk, leads_out
from lianzhan.reading.toml_file import CONFIG_MISSING, Table

if TYPE_CHECKING:
    from lianzhan.model.live_sites import LiveSite
    from lianzhan.reading.slug_claims import SlugClaims


class LostSites:
    """The sites that stand in the output, and whose folders are there without a site.toml.

    Nobody has seen the site.toml of one below a folder that can't be read, or behind a link; one
    whose folder still holds articles or pages has lost it. What such sites hold by now is `unknown`
    if they can't be looked into, or if another folder says that it is the same site.
    """

    def __init__(self, walk: Walk, claims: SlugClaims) -> None:
        self.folders: list[Folder] = []
        self.unknown: list[str] = []
        self.problems: list[Problem] = []
        self._walk, self._claims = walk, claims
        places = [*walk.strays, *walk.links, *walk.unreadable]
        self._with_texts = {home for place in places for home in _homes(place)}
        known = {folder.path for folder in walk.folders}
        for slug, there in claims.live.items() if places else ():
            if there.site.path not in known:
                self._look_for(slug, there)
        lost = {folder.path for folder in self.folders if folder.table}
        self.problems += (
            problem(stray, 0, MISPLACED_FILE)
            for stray in walk.strays
            if lost.isdisjoint(_homes(stray))
        )

    def _look_for(self, slug: str, there: LiveSite) -> None:
        path = there.site.path
        links = [link for link in self._walk.links if is_below(path, (link,))]
        if links or is_below(path, self._walk.unreadable):
            self.folders.append(Folder(path))
            self.unknown += links
            self.problems += map(leads_out, links)
        elif path in self._with_texts and not self._has_moved(slug, there):
            file = f"{path}/site.toml"
            above = path.rpartition("/")[0]
            near = f"{above}/site.toml" if above else "—"
            fault = problem(file, 0, CONFIG_MISSING, name="site.toml", near=near)
            self.folders.append(Folder(path, Table(file, {}, "", [fault])))
            self.unknown += [path] if self._claims.is_claimed(slug) else []

    def _has_moved(self, slug: str, there: LiveSite) -> bool:
        """Whether another folder says that it is the site, and none of its articles stayed."""
        own = {article for article in there.articles if is_below(article, (there.site.path,))}
        return self._claims.is_claimed(slug) and own.isdisjoint(self._walk.strays)


def _homes(path: str) -> list[str]:
    """Return the folders that a file or folder would be an article or page of, were they sites."""
    parts = path.split("/")
    return ["/".join(parts[:n]) for n, part in enumerate(parts) if n and part in TEXT_FOLDERS]
