"""Reads a staged site back before anything of it goes live: its top slot, links and addresses.

The plan says what should be there; a theme or a third-party plugin may have done otherwise.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lianzhan.model.problem import Problem, problem
from lianzhan.output.manifest import files_below
from lianzhan.plan import ASSETS
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lianzhan.plan import PlannedArticle, SitePlan

_TAG = re.compile(r"<[a-zA-Z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_ATTRIBUTE = re.compile(r"\s([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "url"})
_ADDRESS_ELEMENT = re.compile(r"<(?:link|loc|id|guid|uri|url)(?:\s[^<>]*)?>\s*([^<>\s]+)\s*<")
_ADDRESS_MEMBER = re.compile(r'"(?:[a-z_]*url|id|image|icon|favicon)"\s*:\s*"([^"\\]*)"')
_LEFTOVER = re.compile(r"(?:\{|%7B|\|)(?:filename|static|attach)(?:\}|%7D|\|)", re.IGNORECASE)
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Audit:
    """One staged site: its folder, plan, own file, and the names of the assets that will stand."""

    folder: Path
    plan: SitePlan
    config: str
    assets: Collection[str]

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the staged site; nothing may go live if there is anything."""
        yield from self._slot()
        yield from self._unplanned_pages()
        for path in self.files:
            if path.endswith(".html"):
                yield from self._page(path)
            elif path.endswith((".xml", ".json")):
                yield from self._addresses(path, self._text(path))

    @cached_property
    def files(self) -> list[str]:
        """The paths of all staged files."""
        return files_below(self.folder)

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def root(self) -> str:
        """The start of all addresses on the site's host."""
        return self.plan.shared.root(self.plan.url)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Addresses outside the site that its plan leads to."""
        plan = self.plan
        found = {place.url for place in (*plan.ancestors, *plan.children)}
        found |= {plan.portal, plan.shared.hub or ""}
        for planned in (*(x.planned for x in plan.listings), *plan.pages):
            found |= {planned.url, planned.home.url, *_written(planned)}
        return frozenset(unquote(address.partition("#")[0]) for address in found)

    @cached_property
    def _sound(self) -> defaultdict[str, set[str]]:
        """Links that were found to resolve, by the folder of the page: most are on every page."""
        return defaultdict(set)

    def _text(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8", errors="replace")

    def _fault(self, code: str, **details: str) -> Problem:
        return problem(self.config, 0, code, site=self.plan.slug, **details)

    def _slot(self) -> Iterator[Problem]:
        """The pinned slot opens the home page's main, and links an article of its column."""
        reader = SlotReader()
        if "index.html" in self._present:
            reader.feed(self._text("index.html"))
        articles = {unquote(x.planned.url) for x in self.plan.in_column(self.plan.shared.pinned)}
        targets = {self._absolute(target, "index.html") for target in reader.links}
        if not reader.is_first or not articles & targets:
            yield self._fault("audit-slot")

    def _unplanned_pages(self) -> Iterator[Problem]:
        """In a column's folder or among the pages stands no page that the plan does not know."""
        planned = {unquote(x.url)[len(self.plan.url) :] for x in (*self.plan.own, *self.plan.pages)}
        folders = {column.slug for column in self.plan.columns} | {"pages"}
        for path in self.files:
            folder, _, rest = path.partition("/")
            is_list = rest == "index.html" or rest.startswith("page/")
            if folder in folders and rest.endswith(".html") and not is_list and path not in planned:
                yield self._fault("audit-leak", page=path, text=path)

    def _page(self, path: str) -> Iterator[Problem]:
        folder = posixpath.dirname(path)
        for target in set(references(self._text(path))) - self._sound[folder]:
            if self._resolves(target, path):
                self._sound[folder].add(target)
                continue
            if _LEFTOVER.search(target):
                yield self._fault("audit-leak", page=path, text=target)
            else:
                yield self._fault("audit-dead-link", page=path, target=target)

    def _addresses(self, path: str, text: str) -> Iterator[Problem]:
        """Every address of the federation in a feed or sitemap is one that the plan knows."""
        is_json = path.endswith(".json")
        linked = references(text.replace('\\"', '"') if is_json else text)
        named = (_ADDRESS_MEMBER if is_json else _ADDRESS_ELEMENT).findall(text)
        for target in dict.fromkeys((*linked, *map(html.unescape, named))):
            if target.startswith(self.root) and not self._is_known(target):
                yield self._fault("audit-dead-link", page=path, target=target)

    def _resolves(self, target: str, path: str) -> bool:
        """Whether a link of a page leads to something: other hosts are not asked."""
        try:
            scheme = urlsplit(target).scheme
        except ValueError:
            return False
        if scheme or target.startswith("//"):
            return not target.startswith(self.root) or self._is_known(target)
        return self._is_known(self._absolute(target, path))

    def _absolute(self, target: str, path: str) -> str:
        """Return the address, unquoted, that a page's link leads to; a folder's ends in "/"."""
        if urlsplit(target).scheme:
            return unquote(target)
        here = self.plan.url[len(self.root) :] + path
        written = unquote(target.partition("#")[0].partition("?")[0]) or posixpath.basename(path)
        if written in (".", "..") or written.endswith(("/", "/.", "/..")):
            written += "/index.html"
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(here), written))
        is_folder = posixpath.basename(joined) == "index.html"
        return self.root + (joined.removesuffix("index.html") if is_folder else joined)

    def _is_known(self, address: str) -> bool:
        address = unquote(address.partition("#")[0])
        if address in self._known:
            return True
        asset = address.removeprefix(self.root + ASSETS + "/")
        if asset != address:
            return asset in self.assets
        if not address.startswith(self.plan.url):
            return False
        path = address[len(self.plan.url) :]
        if not path or path.endswith("/"):
            path += "index.html"
        return path in self._present


def references(text: str) -> Iterator[str]:
    """Yield the address in every attribute of a tag that holds one; text that looks so is none."""
    tags = _TAG.findall(text)
    for tag in (tag for tag in tags if "href" in tag or "src" in tag or "url" in tag):
        for name, *values in _ATTRIBUTE.findall(tag):
            if name in _ADDRESS_ATTRIBUTES:
                yield html.unescape("".join(values)).strip()
            elif name == "srcset":
                candidates = html.unescape("".join(values)).split(",")
                yield from (part.split()[0] for part in candidates if part.strip())


def _written(planned: PlannedArticle) -> Iterator[str]:
    """Yield addresses that an author wrote out: what they lead to is not the theme's doing."""
    article = planned.article
    yield from (address for _, address in planned.links)
    yield article.source.url if article.source else ""
    for image in article.images:
        if is_remote(image.src):
            yield f"https:{image.src}" if image.src.startswith("//") else image.src


class SlotReader(HTMLParser):
    """Looks for the first element with content in `main`; gathers the links of the pinned slot."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.is_first = False
        self._in_main = False
        self._decided = False
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow the way into main and into the slot."""
        values = dict(attrs)
        if self._depth:
            self._depth += tag not in _VOID
            if tag == "a" and values.get("href"):
                self.links.append(values["href"] or "")
        elif tag == "main":
            self._in_main = True
        elif self._in_main and not self._decided:
            if values.get("data-slot") == "pinned":
                self._decided = self.is_first = True
                self._depth = 1
            elif tag in ("img", "picture", "video", "iframe", "svg", "input", "button", "object"):
                self._decided = True

    def handle_endtag(self, tag: str) -> None:
        """Leave the slot, or main."""
        if self._depth and tag not in _VOID:
            self._depth -= 1
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        """Text before the slot decides against it."""
        if self._in_main and not self._decided and data.strip():
            self._decided = True
