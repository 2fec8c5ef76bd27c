"""A built output as the proofs read it: its sites with their files, from the manifests alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lianzhan.output.manifest import NAME

if TYPE_CHECKING:
    from pathlib import Path

OWN_PAGES = frozenset({
    "accounts", "campaigns", "events", "honours", "pages", "search", "services", "subscribe", "topics",
})  # fmt: skip
"""Folders of a site that hold no column."""
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_SILENT = frozenset({"script", "style"})
_VOID = frozenset({"br", "img", "source", "input", "hr", "wbr", "link", "meta", "col", "area"})


class _Main(HTMLParser):
    """What stands in a page's main: its words and how many pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []
        self.pictures = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.inside += tag == "main"
        self._silent += tag in _SILENT
        self.pictures += bool(self.inside and tag == "img")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if self.inside and not self._silent:
            self.words.append(data)


@dataclass(frozen=True)
class Page:
    """A page of the output: its path below the output, and what a search for its kind may ask."""

    path: str
    html: str

    @cached_property
    def _main(self) -> _Main:
        main = _Main()
        main.feed(self.html)
        return main

    @property
    def letters(self) -> int:
        """How many characters its main holds, spaces left out."""
        return len(re.sub(r"\s", "", "".join(self._main.words)))

    @property
    def pictures(self) -> int:
        """How many pictures stand in its main."""
        return self._main.pictures

    @property
    def is_article(self) -> bool:
        """Whether it says of itself that it is an article."""
        return 'property="og:type" content="article"' in self.html

    @property
    def is_notice(self) -> bool:
        """Whether it is an article with the number of a document."""
        return self.is_article and '"identifier":' in self.html


@dataclass(frozen=True)
class Site:
    """A site: its folder in content/, as many steps deep as its level, and what is its own."""

    slug: str
    place: str
    name: str
    own: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def depth(self) -> int:
        """1 the province, 2 a city or a unit of the province's, 3 a county."""
        return self.place.count("/") + 1

    @property
    def parent(self) -> str:
        """The folder of the site above."""
        return self.place.rpartition("/")[0]

    def count(self, part: str) -> int:
        """How many values of its own it shows: "articles/", "events/", "services.toml"."""
        return sum(path.startswith(f"{self.place}/{part}") for path in self.own)


class Output:
    """A folder that a build has made. Raises FileNotFoundError where there are no sites."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sites = tuple(sorted(self._read(), key=lambda site: (site.depth, site.place)))
        if not self.sites:
            raise FileNotFoundError(f"no site in {folder}: not the output of a build")

    def _read(self) -> list[Site]:
        found = []
        for manifest in self.folder.glob(f"*/{NAME}"):
            document = json.loads(manifest.read_text("utf-8"))
            if document.get("site"):
                place, name = document["site"][:2]
                own = tuple(path for path in document["articles"] if path.startswith(f"{place}/"))
                slug = manifest.parent.name
                found.append(Site(slug, place, name, own, tuple(sorted(document["files"]))))
        return found

    @cached_property
    def parents(self) -> frozenset[str]:
        """The folders in content/ that have sites below."""
        return frozenset(site.parent for site in self.sites)

    def page(self, path: str) -> Page:
        """Read a page."""
        return Page(path, (self.folder / path).read_text("utf-8"))

    def address(self, path: str) -> str:
        """Return where a browser opens a page, without a server."""
        return (self.folder / path).resolve().as_uri()

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The home pages of all sites."""
        return tuple(f"{site.slug}/index.html" for site in self.sites)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that the output is made for, as the homes' canonical addresses have them."""
        found = (_CANONICAL.search(self.page(home).html) for home in self.homes)
        return frozenset(urlsplit(match[1]).netloc for match in found if match)

    @cached_property
    def articles(self) -> tuple[Page, ...]:
        """All pages that are articles."""
        pages = (self.page(path) for path in self.named(r"[^/]+/[^/]+\.html"))
        return tuple(page for page in pages if page.is_article)

    def named(self, pattern: str) -> tuple[str, ...]:
        """Return the pages of sites whose path below their site is of a form, in the sites' order."""
        form = re.compile(pattern)
        return tuple(
            f"{site.slug}/{file}"
            for site in self.sites
            for file in site.files
            if form.fullmatch(file)
        )
