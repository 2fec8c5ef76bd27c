"""Which pages are to be taken down, and whether an address leads to one of them."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS
from lianzhan.output.takedown.target import Target, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lianzhan.model.live_sites import SiteIdentity
    from lianzhan.output.manifest import Manifest

_PAGES_OF_MANY = tuple(kind.address.partition("#")[0] for kind in KINDS if "#" in kind.address)
"""Folders whose page shows many values, each at an anchor."""
_ARTICLE_PAGE = re.compile(r"(?:^|/)[^/]+/[^/]+/(?!index\.html)[^/]+\.html")
"""The address of an article or page below its site: lists end in "/" or index.html."""
_LIST_PAGE = re.compile(r"(?:^|/)page/[0-9]+\.html$")


@dataclass(frozen=True)
class Targets:
    """All pages to be taken down at once, and the sites, by slug, that are no more."""

    pages: tuple[Target, ...]
    removed: Mapping[str, SiteIdentity] = field(default_factory=dict)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The paths of their articles."""
        return frozenset(page.article for page in self.pages)

    def are_mentioned(self, data: bytes) -> bool:
        """Whether a file may lead to one of them: most don't, and need not be parsed."""
        lowered = data.lower()
        return any(form in lowered for form in self._forms)

    @cached_property
    def _forms(self) -> tuple[bytes, ...]:
        """All that their names may be written as, in lower case."""
        names = {page.anchor or posixpath.basename(page.file) for page in self.pages}
        names |= {
            unquote(site.url).partition("://")[2].rstrip("/") for site in self.removed.values()
        }
        names |= self.removed.keys()
        forms = {form for name in names for form in _written(name)}
        return tuple(sorted(form.encode().lower() for form in forms))

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(f"{page.slug}/{page.file}" for page in self._whole)

    @cached_property
    def _whole(self) -> tuple[Target, ...]:
        """Those that go as a whole."""
        return tuple(page for page in self.pages if not page.anchor)

    @cached_property
    def _anchored(self) -> frozenset[tuple[str, str]]:
        """Anchors that go, each with all that its page may be called: place, address, path."""
        found: set[tuple[str, str]] = set()
        for page in (page for page in self.pages if page.anchor):
            hosted = unquote(page.url).partition("://")[2].partition("#")[0]
            names = (f"{page.slug}/{page.file}", hosted, f"/{hosted.partition('/')[2]}")
            found |= {(_folder(name), page.anchor) for name in names}
        return frozenset(found)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Their addresses without scheme."""
        return frozenset(unquote(page.url).partition("://")[2] for page in self._whole)

    @cached_property
    def _rooted(self) -> frozenset[tuple[str, str]]:
        """Their addresses without host, each with the slug whose files mean it; "" is any.

        On a host of its own a site's address is that host's root, and means it there alone.
        """
        hosted = ((page, unquote(page.url).partition("://")[2]) for page in self._whole)
        paths = [(page, f"/{address.partition('/')[2]}") for page, address in hosted]
        return frozenset(
            ("" if p.slug in path.removesuffix(p.file) else p.slug, path) for p, path in paths
        )

    def files_of(self, slug: str) -> frozenset[str]:
        """Return those that stand in one site's folder."""
        return frozenset(page.file for page in self._whole if page.slug == slug)

    def leads_here(self, address: str, slug: str, file: str) -> bool:
        """Whether an address written in a file of a site's folder leads to what is gone.

        The portal's files stand in no site: their slug is "".
        """
        return self.leads_to_page(address, slug, file) or self.leads_to_removed(address, slug, file)

    def leads_to_page(self, address: str, slug: str, file: str) -> bool:
        """Whether an address leads to one of the pages, or to an article of a removed site."""
        path = _path(address)
        if self._anchored and self._leads_to_anchor(address, slug, file):
            return True
        if hosted := _hosted(path):
            is_gone = hosted in self._addresses
        elif path.startswith("/"):
            is_gone = (slug, path) in self._rooted or ("", path) in self._rooted
        else:
            is_gone = _place(path, slug, file) in self._places
        return is_gone or (
            bool(self.removed)
            and names_article(address, slug, file)
            and self.leads_to_removed(address, slug, file)
        )

    def _leads_to_anchor(self, address: str, slug: str, file: str) -> bool:
        anchor, path = unquote(address.partition("#")[2]), _path(address)
        if hosted := _hosted(path):
            place = hosted
        elif path.startswith("/"):
            place = path
        else:
            place = _place(path, slug, file) if path else posixpath.join(slug, file)
        return bool(anchor) and (_folder(place), anchor) in self._anchored

    def leads_to_removed(self, address: str, slug: str, file: str) -> bool:
        """Whether an address leads into a site that is no more."""
        if not self.removed:
            return False
        path = _path(address)
        if hosted := _hosted(path):
            return f"{hosted}/".startswith(self._removed_addresses)
        if path.startswith("/"):
            roots = tuple(f"/{a.partition('/')[2]}" for a in self._removed_addresses)
            return f"{path}/".startswith(tuple(root for root in roots if root != "/"))
        is_address = path.startswith("../") or path.endswith("/") or "." in posixpath.basename(path)
        return is_address and _place(path, slug, file).partition("/")[0] in self.removed

    @cached_property
    def _removed_addresses(self) -> tuple[str, ...]:
        """The addresses of removed sites without scheme, ending in "/"."""
        addresses = (unquote(site.url).partition("://")[2] for site in self.removed.values())
        return tuple(f"{address.rstrip('/')}/" for address in addresses)

    def without_removed(self, text: str) -> str:
        """Return any text without the addresses of removed sites, wherever they stand in it."""
        return self._removed_written.sub("", text) if self.removed else text

    @cached_property
    def _removed_written(self) -> re.Pattern[str]:
        written = {f for address in self._removed_addresses for f in (address, quote(address))}
        starts = "|".join(re.escape(f"//{w}").replace("/", r"\\?/") for w in sorted(written))
        return re.compile(rf"(?:https?:)?(?:{starts})(?:[\w.~%?#&=;-]|\\?/)*", re.IGNORECASE)


def _written(name: str) -> Iterator[str]:
    """Yield a name as it is, and as addresses, JSON and HTML may write what is not ASCII in it."""
    yield name
    yield quote(name)
    yield json.dumps(name)[1:-1]
    yield "".join(c if c.isascii() else f"&#{ord(c)};" for c in name)
    yield "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in name)


def _path(address: str) -> str:
    """Return what an address leads to, without query and fragment."""
    return unquote(re.split(r"[#?]", address.strip(), maxsplit=1)[0])


def _hosted(path: str) -> str:
    """Return host and path of a whole address; "" for one that counts from where it stands."""
    _, found, rest = path.partition("://")
    return rest if found else path.removeprefix("//") if path.startswith("//") else ""


def _folder(place: str) -> str:
    """Return a place without the name of a folder's page, which links may leave out."""
    return place.removesuffix("index.html").rstrip("/")


def names_article(address: str, slug: str, file: str) -> bool:
    """Whether an address written in a file of a site's folder may be an article's, or the like."""
    path = _path(address)
    place = path if "//" in path or path.startswith("/") else _place(path, slug, file)
    is_anchor = "#" in address and f"{_folder(place)}/".endswith(_PAGES_OF_MANY)
    return is_anchor or (bool(_ARTICLE_PAGE.search(place)) and not is_list_page(place))


def is_list_page(file: str) -> bool:
    """Whether a file is a further page of a list, such as news/page/2.html."""
    return bool(_LIST_PAGE.search(file))


def _place(path: str, slug: str, file: str) -> str:
    """Return where in the output a relative link of a file leads to."""
    return posixpath.normpath(posixpath.join(slug, posixpath.dirname(file), path))


def targets_of(
    articles: Iterable[str],
    sites: Mapping[str, SiteIdentity],
    removed: Mapping[str, SiteIdentity] | None = None,
    manifests: Mapping[str, Manifest | None] | None = None,
) -> Targets:
    """Return the pages of articles at the live sites that are their homes, and removed sites.

    Of what the `manifests` of live sites name, pages at old addresses are among them.
    """
    gone = frozenset(articles)
    pages = {page for article in gone for page in pages_of(article, sites)}
    for slug, manifest in (manifests or {}).items():
        moved = manifest.redirects.items() if manifest and slug in sites else ()
        old = ((file, article) for file, article in moved if article in gone)
        pages |= {Target(a, slug, file, sites[slug].url + quote(file)) for file, a in old}
    return Targets(tuple(sorted(pages)), removed or {})
