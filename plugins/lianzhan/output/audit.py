"""Reads a staged site back before anything of it goes live: its top slot, links and addresses.

The plan says what should be there; a theme or a third-party plugin may have done otherwise. Every
file is looked at, whatever its ending.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from io import FileIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lianzhan.model.body import Body
from lianzhan.model.federation import ASSETS
from lianzhan.model.feeds import FEED_FORMATS
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import classify, split
from lianzhan.output.file_kinds import (
    BINARY,
    FEED,
    PAGE,
    as_utf8,
    is_packed,
    kind_of,
    look_through,
    unpacked,
)
from lianzhan.output.manifest import NAME
from lianzhan.output.mentions import addresses, leftovers, readings, slashes
from lianzhan.output.tags import VOID, TagParser
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from lianzhan.planning.plan import Planned, SitePlan

_TAG = re.compile(r"<[a-zA-Z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_VALUE = r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)"
_ATTRIBUTE = re.compile(rf"\s([a-zA-Z:_-]+{_VALUE})")
_HOLDS_ADDRESS = re.compile(r"(?:href|srcset|src|url)[\s=]")
_VALUE_WRITTEN = rb"\s*=(?:\s*(?:\"[^\"<=]*\"|'[^'<=]*'|[^\s\"'>]+)|(?=\s*[\"']))"
_NAMES = (b"href", b"src(?:set)?", b"url")
_IN_FEEDS = tuple(re.compile(name + _VALUE_WRITTEN) for name in _NAMES)
_IN_PAGES = _IN_FEEDS[:2]
"""Every attribute that holds an address, and text that looks so: no match hides another one.

A value that could hold another attribute, or a tag, is left out, so that what follows "=" is empty.
Each begins with letters that are searched for at once, in bytes as they are: a page is looked
through in a fifth of the time that one pattern takes for its text.
"""
_ORDINARY = re.compile(r"[\w./-]+", re.ASCII)
"""A path that is the same as a link."""
_ADDRESS_ELEMENT = re.compile(rb"<(?:link|loc|id|guid|uri|url)(?:\s[^<>]*)?>\s*([^<>\s]+)\s*<")
_ADDRESS_MEMBER = re.compile(rb'"(?:[a-z_]*url|id|image|icon|favicon)"\s*:\s*"([^"\\]*)"')
_LEFTOVER = re.compile(r"(?:\{|%7B|\|)(?:filename|static|attach)(?:\}|%7D|\|)", re.IGNORECASE)
_LISTS = ("index.html", *(kind.file for kind in FEED_FORMATS))
_LIST_PAGE = re.compile(r"page/[1-9][0-9]*\.html", re.ASCII)
_DRAFTS = "drafts"
"""Where Pelican puts what is not public."""
_UNCERTAIN = re.compile(rb"<(?:!--|script|style|main)", re.IGNORECASE)
"""What may hold a `<main` that is none, or be an earlier one."""
_PIECE = 1024
"""Characters of the home page looked at in one go."""


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
        yield from self._not_files()
        yield from self._unplanned_files()
        for path in self.files:
            if path.endswith(".html"):
                yield from self._page(path, self._data(path), path)
            elif path.endswith((".xml", ".json")):
                yield from self._addresses(path, self._data(path), path)
            elif not self._is_asset(path):
                yield from self._other(path)

    @cached_property
    def files(self) -> list[str]:
        """The paths of all staged files, without the manifest."""
        return [path for path in self._all[0] if path != NAME]

    @cached_property
    def _all(self) -> tuple[list[str], list[str]]:
        return look_through(self.folder)

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def _assets(self) -> str:
        """The start of the addresses of all assets on the site's host."""
        return f"{self.root}{ASSETS}/"

    @cached_property
    def _own(self) -> frozenset[str]:
        """The addresses of all staged files."""
        return frozenset(self.plan.url + path for path in self.files)

    @cached_property
    def root(self) -> str:
        """The start of all addresses on the site's host."""
        return self.plan.shared.root(self.plan.url)

    @cached_property
    def _escaped_root(self) -> bytes:
        """The same, as JSON and scripts may write it: looked for in a tenth of an unescaping."""
        return self.root.replace("/", "\\/").encode()

    @cached_property
    def _start(self) -> str:
        """What all paths of the site begin with on its host."""
        return self.plan.url[len(self.root) :]

    @cached_property
    def _known(self) -> frozenset[str]:
        """Addresses outside the site that its plan leads to."""
        plan = self.plan
        found = {place.url for place in (*plan.ancestors, *plan.children)}
        found |= {plan.portal, plan.shared.hub or ""}
        for planned in plan.everything:
            found |= {planned.url, planned.home.url, *_written(planned)}
        return frozenset(unquote(address.partition("#")[0]) for address in found)

    @cached_property
    def _sound(self) -> defaultdict[str, set[bytes]]:
        """Attributes whose links resolve, by the folder of the page: most are on every page.

        Those to files of the same folder, and the canonical addresses, are known from the start.
        """
        found: defaultdict[str, set[bytes]] = defaultdict(set)
        for path in filter(_ORDINARY.fullmatch, self.files):
            folder, _, name = path.rpartition("/")
            canonical = self.plan.url + path.removesuffix("index.html")
            found[folder] |= {f'href="{link}"'.encode() for link in (name, canonical)}
        return found

    @cached_property
    def _climbing(self) -> defaultdict[int, set[bytes]]:
        """Attributes whose links resolve and lead up to the site's folder, by depth of the page."""
        return defaultdict(set)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of the files read so far: what was audited is what the manifest names."""
        return {}

    def _data(self, path: str) -> bytes:
        with FileIO(f"{self.folder}/{path}") as file:  # a fifth of the cost of Path.read_bytes
            data = file.readall()
        self.digests[path] = digest_of_bytes(data)
        return as_utf8(data)

    def _fault(self, code: str, **details: str) -> Problem:
        return problem(self.config, 0, code, site=self.plan.slug, **details)

    def _slot(self) -> Iterator[Problem]:
        """The pinned slot opens the home page's main, and links an article of its column."""
        reader = SlotReader()
        if "index.html" in self._present:
            reader.read(self._data("index.html"))
        articles = {unquote(x.planned.url) for x in self.plan.in_column(self.plan.shared.pinned)}
        targets = {self._absolute(target, "index.html") for target in reader.links}
        if not reader.is_first or not articles & targets:
            yield self._fault("audit-slot")

    def _not_files(self) -> Iterator[Problem]:
        """A site is folders and files: links lead elsewhere, pipes and devices nowhere."""
        for path in self._all[1]:
            link = self.folder / path
            text = str(link.readlink()) if link.is_symlink() else path
            yield self._fault("audit-leak", page=path, text=text)

    def _unplanned_files(self) -> Iterator[Problem]:
        """In a column's folder or among the pages stands nothing that the plan does not know.

        That is articles, lists and feeds, and these packed by gzip. Nothing is a draft.
        """
        planned = {unquote(x.url)[len(self.plan.url) :] for x in (*self.plan.own, *self.plan.pages)}
        folders = {column.slug for column in self.plan.columns} | {"pages"}
        known = planned | {f"{folder}/{name}" for folder in folders for name in _LISTS}
        for path in self.files:
            if path in known or "/" not in path:
                continue
            folder, _, rest = path.removesuffix(".gz").partition("/")
            is_known = f"{folder}/{rest}" in known or (
                folder in folders and _LIST_PAGE.fullmatch(rest)
            )
            if not is_known and folder.casefold() in folders | {_DRAFTS}:
                yield self._fault("audit-leak", page=path, text=path)

    def _is_asset(self, path: str) -> bool:
        """Whether a file is one of the theme's, or a picture: the build itself has put it there."""
        folder, _, name = path.partition("/")
        return folder == ASSETS and name in self.assets

    def _other(self, path: str) -> Iterator[Problem]:
        """Look at a file that is no page or feed by its ending, as what it is to a browser."""
        data = self._data(path)
        inside = unpacked(path, data)
        if inside is None or is_packed(*inside):
            yield self._fault("audit-leak", page=path, text=path)
            return
        name, data = inside[0], as_utf8(inside[1])
        kind = kind_of(name, data)
        if kind == PAGE:
            yield from self._page(name, data, path)
        if kind == FEED:
            yield from self._addresses(name, data, path)
        elif kind != BINARY:
            yield from self._text(data, path)

    def _text(self, data: bytes, shown: str) -> Iterator[Problem]:
        """No address of the federation is unknown, none is left over, wherever they stand.

        What an author wrote may be in it, such as in an index for searching.
        """
        plain = slashes(data)
        for target in addresses(plain, self.root):
            if not (self._is_mentionable(target) or self._is_an_author_s(target)):
                yield self._fault("audit-dead-link", page=shown, target=target)
        for text in leftovers(plain):
            if not self._is_an_author_s(text):
                yield self._fault("audit-leak", page=shown, text=text)

    def _is_mentionable(self, address: str) -> bool:
        """Whether an address in a text leads somewhere, or is the start of one that does."""
        return any(
            self._is_known(start)
            or self._is_known(f"{start}/")
            or any(own.startswith(f"{start.rstrip('/')}/") for own in self._own)
            for start in readings(address)
        )

    def _is_an_author_s(self, text: str) -> bool:
        return any(text in written for written in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """What the authors of all listed articles and pages wrote."""
        values = {id(each.value): each.value for each in self.plan.everything}.values()
        return tuple(text for value in values for text in _texts_in(value))

    def _page(self, path: str, data: bytes, shown: str) -> Iterator[Problem]:
        """Every link of a page resolves; `shown` is what problems call it.

        Tags are only taken apart where something that looks like an address leads nowhere.
        """
        depth = path.count("/")
        sound, climbing = self._sound[path.rpartition("/")[0]], self._climbing[depth]
        new = likely_attributes(data, _IN_PAGES) - sound - climbing
        found = {x for x in new if self._is_sound(x, path)}
        up = b'href="' + b"../" * depth
        climbing |= {attribute for attribute in found if attribute.startswith(up)}
        sound |= found
        if found == new:
            return
        for target in set(references(_decoded(data))):
            if self._resolves(target, path):
                continue
            if _LEFTOVER.search(target):
                yield self._fault("audit-leak", page=shown, text=target)
            else:
                yield self._fault("audit-dead-link", page=shown, target=target)

    def _addresses(self, path: str, data: bytes, shown: str) -> Iterator[Problem]:
        """Every address of the federation in a feed or sitemap is one that the plan knows."""
        is_json = path.endswith(("json", "JSON"))
        if is_json and self._escaped_root in data:
            data = slashes(data)
        markup = data.replace(b'\\"', b'"') if is_json else data
        likely = likely_addresses(markup)
        is_certain = likely is not None and not any(map(self._is_unknown, likely))
        linked = () if is_certain else references(_decoded(markup))
        found = set((_ADDRESS_MEMBER if is_json else _ADDRESS_ELEMENT).findall(data))
        named = (html.unescape(_decoded(address)) for address in sorted(found))
        for target in dict.fromkeys((*linked, *named)):
            if self._is_unknown(target):
                yield self._fault("audit-dead-link", page=shown, target=target)

    def _is_sound(self, attribute: bytes, path: str) -> bool:
        """Whether all addresses in an attribute of a page lead to something, as far as it shows."""
        if attribute.endswith(b"="):
            return False
        return all(self._resolves(target, path) for target in _targets(_decoded(attribute)))

    def _resolves(self, target: str, path: str) -> bool:
        """Whether a link of a page leads to something: other hosts are not asked."""
        if target.startswith(self.root):
            return self._is_known(target)
        return _names_host(target) or self._is_known(self._absolute(target, path))

    def _is_unknown(self, address: str) -> bool:
        """Whether an address is one of the federation, and not in the plan."""
        return address.startswith(self.root) and not self._is_known(address)

    def _absolute(self, target: str, path: str) -> str:
        """Return the address, unquoted, that a page's link leads to; a folder's ends in "/"."""
        if _names_host(target):
            return unquote(target)
        folder, _, name = (self._start + path).rpartition("/")
        written = unquote(target.partition("#")[0].partition("?")[0]) or name
        if written in (".", "..") or written.endswith(("/", "/.", "/..")):
            written = f"{written.removesuffix('/')}/index.html"
        there = joined(folder, written)
        is_folder = there == "index.html" or there.endswith("/index.html")
        return self.root + (there.removesuffix("index.html") if is_folder else there)

    @cached_property
    def _answers(self) -> dict[str, bool]:
        """What is known of addresses so far: most stand on many pages."""
        return {}

    def _is_known(self, address: str) -> bool:
        answer = self._answers.get(address)
        if answer is None:
            answer = self._answers[address] = self._leads_somewhere(address)
        return answer

    def _leads_somewhere(self, address: str) -> bool:
        address = unquote(address.partition("#")[0])
        if address in self._known:
            return True
        if address.startswith(self._assets):
            return address.removeprefix(self._assets) in self.assets
        return (f"{address}index.html" if address.endswith("/") else address) in self._own


def joined(folder: str, link: str) -> str:
    """Return the path that a link from a page in a folder leads to.

    Nearly all links have their "../" in front and need no normalising, which takes three times
    as long.
    """
    parent, rest = folder, link
    while parent and rest.startswith("../"):
        parent, rest = parent.rpartition("/")[0], rest[3:]
    path = f"{parent}/{rest}" if parent else rest
    if "/." in path or "//" in path or path.startswith((".", "/")):
        return posixpath.normpath(posixpath.join(folder, link))
    return path


def likely_attributes(data: bytes, patterns: Iterable[re.Pattern[bytes]] = _IN_FEEDS) -> set[bytes]:
    """Return all attributes of a document that hold addresses, and what only looks so."""
    return {attribute for pattern in patterns for attribute in pattern.findall(data)}


def likely_addresses(data: bytes) -> set[str] | None:
    """Return the addresses in these attributes; None where that can't be told."""
    likely = likely_attributes(data)
    if any(attribute.endswith(b"=") for attribute in likely):
        return None
    return {target for attribute in likely for target in _targets(_decoded(attribute))}


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def references(text: str) -> Iterator[str]:
    """Yield the address in every attribute of a tag that holds one; text that looks so is none."""
    for tag in _TAG.findall(text):
        for attribute in _ATTRIBUTE.findall(tag):
            if _HOLDS_ADDRESS.match(attribute):
                yield from _targets(attribute)


def _targets(attribute: str) -> Iterator[str]:
    """Yield the addresses in an attribute as it is written."""
    name, _, written = attribute.partition("=")
    written = written.lstrip()
    value = html.unescape(written[1:-1] if written[0] in "\"'" else written)
    if name.rstrip() == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.strip())
    else:
        yield value.strip()


def _names_host(target: str) -> bool:
    """Whether a link says itself where it leads, such as mailto:, or to another host.

    One that can't be taken apart does not. Most links are paths: no need to try.
    """
    if ":" not in target and "//" not in target:
        return False
    parts = split(target)
    return parts is not None and (bool(parts.scheme) or target.startswith("//"))


def _written(planned: Planned[Any]) -> Iterator[str]:
    """Yield addresses that an author wrote out: what they lead to is not the theme's doing."""
    yield from (address for _, address in planned.links)
    yield from planned.value.addresses
    yield from (classify(image.src).address for image in planned.value.images)


def _texts_in(value: object) -> Iterator[str]:
    """Yield every text that an author wrote into a value, as readers see it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Body):
        yield html.unescape(value.html)
    elif isinstance(value, tuple):
        yield from (text for part in value for text in _texts_in(part))
    elif is_dataclass(value):
        parts = (getattr(value, part.name) for part in fields(value))
        yield from (text for part in parts for text in _texts_in(part))


class SlotReader(TagParser):
    """Looks for the first element with content in `main`; gathers the links of the pinned slot."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.is_first = False
        self._in_main = False
        self._decided = False
        self._depth = 0

    def read(self, data: bytes) -> None:
        """Read a page as far as its slot, from its main on if it is certain where that begins."""
        before, main, rest = data.partition(b"<main")
        is_certain = main and not _UNCERTAIN.search(before)
        text = _decoded(main + rest if is_certain else data)
        for start in range(0, len(text), _PIECE):
            self.feed(text[start : start + _PIECE])
            if self._decided and not self._depth:
                break

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow the way into main and into the slot."""
        values = dict(attrs)
        if self._depth:
            self._depth += tag not in VOID
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
        if self._depth and tag not in VOID:
            self._depth -= 1
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        """Text before the slot decides against it."""
        if self._in_main and not self._decided and data.strip():
            self._decided = True
