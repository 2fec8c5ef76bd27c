"""Which articles a folder shows that has no manifest to say so: by its pages, and by its links.

In: the folder of a site, or the portal's files. Out: the paths below content/ that these pages are
made from, as far as a column of the site could hold them.
"""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.frozen import dataclass
from lianzhan.runtime.no_links import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lianzhan.model.live_sites import SiteIdentity

_PAGE = re.compile(r"[\w./%~:-]+\.html")


@dataclass(frozen=True)
class Names:
    """Tells articles by the addresses of their pages: `columns_of` gives a site's, by its slug."""

    sites: Mapping[str, SiteIdentity]
    columns_of: Callable[[str], Collection[str]]

    def articles_in(self, folder: Path, slug: str, files: Iterable[str]) -> Iterator[str]:
        """Yield the articles that files of a folder are the pages of, or lead to."""
        places: set[str] = set()
        for file in files:
            places.add(posixpath.join(slug, file))
            with suppress(OSError):
                text = (read_file(folder / file) or b"").decode("utf-8", "replace")
                found = set(_PAGE.findall(text.replace("\\/", "/")))
                places |= {self._place(address, slug, file) for address in found}
        for place in sorted(places):
            yield from self._article(place)

    def _place(self, address: str, slug: str, file: str) -> str:
        """Return where in the output an address leads to, "" for one elsewhere."""
        path = unquote(address)
        _, is_whole, hosted = path.partition("//")
        if not is_whole:
            base = "" if path.startswith("/") else posixpath.join(slug, posixpath.dirname(file))
            return posixpath.normpath(posixpath.join(base, path)).lstrip("/")
        found = (start for start in self._starts if hosted.startswith(start))
        start = max(found, key=len, default="")
        return f"{self._starts[start]}/{hosted.removeprefix(start)}" if start else ""

    @cached_property
    def _starts(self) -> dict[str, str]:
        """The slugs of all sites by their addresses without scheme."""
        sites = self.sites.items()
        return {unquote(site.url).partition("://")[2]: slug for slug, site in sites}

    def _article(self, place: str) -> Iterator[str]:
        slug, _, file = place.partition("/")
        folder, _, name = file.partition("/")
        stem = name.removesuffix(".html")
        if slug not in self.sites or stem in ("", name, "index") or "/" in stem:
            return
        if folder == "pages":
            yield f"{self.sites[slug].path}/pages/{stem}.md"
        elif folder in self.columns_of(slug):
            yield f"{self.sites[slug].path}/articles/{folder}/{stem}.md"
