"""Which pages are to be taken down, and whether an address leads to one of them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lianzhan.model.federation import SiteIdentity

_OWN_FOLDERS = ("articles", "pages")
_ENDINGS = (".md", ".markdown")
_ARTICLE_PAGE = re.compile(r"(?:^|/)[^/]+/[^/]+/(?!index\.html)[^/]+\.html")
_LIST_PAGE = re.compile(r"(?:^|/)page/[0-9]+\.html$")
"""The address of an article or page below its site: lists end in "/" or index.html."""


@dataclass(frozen=True, order=True)
class Target:
    """A page to be taken down: its article below content/, its place in the output, its address.

    `file` is the path in the site's folder, such as "news/two.html".
    """

    article: str
    slug: str
    file: str
    url: str


@dataclass(frozen=True)
class Targets:
    """All pages to be taken down at once."""

    pages: tuple[Target, ...]

    @cached_property
    def articles(self) -> frozenset[str]:
        """The paths of their articles."""
        return frozenset(page.article for page in self.pages)

    @cached_property
    def mentioned(self) -> re.Pattern[bytes]:
        """Matches in the bytes of every file that may name one: most files name none."""
        names = {posixpath.basename(page.file) for page in self.pages}
        written = {form for name in names for form in (name, quote(name))}
        return re.compile(b"|".join(re.escape(name.encode()) for name in sorted(written)))

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(f"{page.slug}/{page.file}" for page in self.pages)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Their addresses without scheme."""
        return frozenset(unquote(page.url).partition("://")[2] for page in self.pages)

    @cached_property
    def _rooted(self) -> frozenset[tuple[str, str]]:
        """Their addresses without host, each with the slug whose files mean it; "" is any.

        On a host of its own a site's address is that host's root, and means it there alone.
        """
        hosted = ((page, unquote(page.url).partition("://")[2]) for page in self.pages)
        paths = [(page, f"/{address.partition('/')[2]}") for page, address in hosted]
        return frozenset(
            ("" if p.slug in path.removesuffix(p.file) else p.slug, path) for p, path in paths
        )

    def files_of(self, slug: str) -> frozenset[str]:
        """Return those that stand in one site's folder."""
        return frozenset(page.file for page in self.pages if page.slug == slug)

    def leads_here(self, address: str, slug: str, file: str) -> bool:
        """Whether an address written in a file of a site's folder leads to one of these pages.

        The portal's files stand in no site: their slug is "".
        """
        path = unquote(re.split(r"[#?]", address.strip(), maxsplit=1)[0])
        scheme, found, rest = path.partition("://")
        if found or path.startswith("//"):
            return (rest if found else scheme[2:]) in self._addresses
        if path.startswith("/"):
            return (slug, path) in self._rooted or ("", path) in self._rooted
        return _place(path, slug, file) in self._places


def names_article(address: str, slug: str, file: str) -> bool:
    """Whether an address written in a file of a site's folder may be an article's."""
    path = unquote(re.split(r"[#?]", address.strip(), maxsplit=1)[0])
    place = path if "//" in path or path.startswith("/") else _place(path, slug, file)
    return bool(_ARTICLE_PAGE.search(place)) and not is_list_page(place)


def is_list_page(file: str) -> bool:
    """Whether a file is a further page of a list, such as news/page/2.html."""
    return bool(_LIST_PAGE.search(file))


def _place(path: str, slug: str, file: str) -> str:
    """Return where in the output a relative link of a file leads to."""
    return posixpath.normpath(posixpath.join(slug, posixpath.dirname(file), path))


def page_of(article: str, sites: Mapping[str, SiteIdentity]) -> Target | None:
    """Return the page of an article below content/, if one of these sites (by slug) is its home."""
    return next(_pages_of(article, sites), None)


def _pages_of(article: str, sites: Mapping[str, SiteIdentity]) -> Iterator[Target]:
    """Yield an article's page, and each copy in a folder that says it is the same site."""
    homes = [slug for slug, site in sites.items() if article.startswith(f"{site.path}/")]
    longest = max((len(sites[slug].path) for slug in homes), default=0)
    for home in homes:
        site = sites[home]
        file = _file_of(article.removeprefix(f"{site.path}/")) if len(site.path) == longest else ""
        if file:
            yield Target(article, home, file, site.url + quote(file))


def _file_of(article: str) -> str:
    """Return the page's path in its site's folder: `articles/news/two.md` is news/two.html."""
    folder, _, rest = article.partition("/")
    stem, ending = posixpath.splitext(rest)
    if folder not in _OWN_FOLDERS or ending.lower() not in _ENDINGS:
        return ""
    parts = stem.split("/")
    wanted = 1 if folder == "pages" else 2
    if len(parts) == wanted + 1 and parts[-1].lower() == "index":
        parts.pop()
    if len(parts) != wanted:
        return ""
    column = "pages/" if folder == "pages" else f"{parts[0]}/"
    return f"{column}{unicodedata.normalize('NFC', parts[-1])}.html"


def targets_of(articles: Iterable[str], sites: Mapping[str, SiteIdentity]) -> Targets:
    """Return the pages of articles at the live sites that are their homes."""
    return Targets(tuple(sorted(p for article in articles for p in _pages_of(article, sites))))
