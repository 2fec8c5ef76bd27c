"""Whose a slug is: of the folder that says it, and, where several do, of who stands under it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.reading.site_walk import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lianzhan.model.live_sites import LiveSite

DUPLICATE_SLUG = error(
    "duplicate-slug", N_("站点代号“{slug}”已由 {other} 使用"), N_("在 site.toml 中用 slug 另取代号")
)

_SLUG = re.compile(r"^[ \t]*slug[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)


class SlugClaims:
    """Which folders want which slugs; `ask` tells, by slug, which sites stand in the output."""

    def __init__(self, ask: Callable[[], Mapping[str, LiveSite]]) -> None:
        self._ask = ask
        self._claims: dict[str, list[Folder]] = {}
        self.nameless: list[Folder] = []

    @cached_property
    def live(self) -> Mapping[str, LiveSite]:
        """The sites that stand; asked for only where folders don't tell."""
        return self._ask()

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {there.site.path: slug for slug, there in self.live.items()}

    def claim(self, folder: Folder) -> None:
        """Note which slug a folder wants; one of which nothing is known but its name wants none."""
        slug = folder.site.slug if folder.site else self._known(folder)
        if slug is None:
            self.nameless.append(folder)
        else:
            self._claims.setdefault(slug, []).append(folder)

    def is_claimed(self, slug: str) -> bool:
        """Whether any folder wants a slug."""
        return slug in self._claims

    def _known(self, folder: Folder) -> str | None:
        return self._slugs.get(folder.path) or self._said(folder)

    def _said(self, folder: Folder) -> str | None:
        """Return the slug of a site that stands, if a site.toml with faults still says it.

        So a site that has moved is known, and a slip in its site.toml takes nothing down.
        """
        said = _SLUG.search(folder.table.source) if folder.table else None
        return said[1] if said and said[1] in self.live else None

    def settled(self) -> dict[str, tuple[Folder, str]]:
        """Return the folders that are a site's, by their paths, with the slugs they have."""
        owners = {slug: self._owner(slug, folders) for slug, folders in self._claims.items()}
        settled = {folder.path: (folder, slug) for slug, folder in owners.items() if folder}
        settled |= self._refused(settled)
        disputed = [slug for slug, owner in owners.items() if not owner]
        return settled | self._moved_twice(settled, disputed)

    def _owner(self, slug: str, folders: list[Folder]) -> Folder | None:
        """Return whose a slug is: the only one's, that of who stands under it, or nobody's."""
        if len(folders) == 1:
            return folders[0]
        here = self.live[slug].site.path if slug in self.live else None
        owner = next((folder for folder in folders if folder.path == here), None)
        for folder in folders:
            if folder is not owner and folder.table:
                other = owner or next(f for f in folders if f is not folder)
                folder.table.add_problem(
                    "slug", DUPLICATE_SLUG, slug=slug, other=_config(other.path)
                )
        return owner

    def _refused(self, settled: Mapping[str, object]) -> dict[str, tuple[Folder, str]]:
        """Return the folders that were refused a slug, and stand in the output under another."""
        refused = (f for folders in self._claims.values() for f in folders if f.path not in settled)
        return {
            folder.path: (Folder(folder.path, folder.table), slug)
            for folder in refused
            if (slug := self.stands_as(folder.path))
        }

    def stands_as(self, path: str) -> str:
        """Return the slug under which a folder stands, if no folder wants it; else ""."""
        slug = self._slugs.get(path, "")
        return "" if slug in self._claims else slug

    def _moved_twice(
        self, settled: Mapping[str, object], disputed: Iterable[str]
    ) -> dict[str, tuple[Folder, str]]:
        """Return for each slug that stands, and that nobody got, a folder to stand for it."""
        found = {}
        for slug in disputed:
            claims = [f for f in self._claims[slug] if f.path not in settled]
            if claims and slug in self.live:
                found[claims[0].path] = (Folder(claims[0].path, claims[0].table), slug)
        return found


def _config(path: str) -> str:
    return f"{path}/site.toml"
