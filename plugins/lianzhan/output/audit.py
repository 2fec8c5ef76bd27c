"""Reads a staged site back before anything of it goes live: its top slot, links and addresses.

The plan says what should be there; a theme or a third-party plugin may have done otherwise. Every
file is looked at, whatever its ending.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.kinds.value import texts_in
from lianzhan.model.codes import N_, Code, setup_error
from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem, problem
from lianzhan.model.review import REVIEW_MARK
from lianzhan.output.content_lines import unfolded
from lianzhan.output.dead_links import DeadLinks
from lianzhan.output.destinations import Destinations
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
from lianzhan.output.mentions import addresses, data_scripts, leftovers, slashes
from lianzhan.output.planned_files import unplanned_files
from lianzhan.output.promises import AUDIT_EMPTY, AUDIT_UNLINKED, empty_blocks
from lianzhan.output.slot_reader import SlotReader
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lianzhan.planning.plan import SitePlan

AUDIT_SLOT = setup_error(
    "audit-slot",
    N_("站点 {site} 的首页 <main> 里，最先出现的不是头条栏目的稿件"),
    N_('检查主题的首页模板：data-slot="pinned" 必须是 <main> 的第一个元素'),
)
AUDIT_DEAD_LINK = setup_error(
    "audit-dead-link",
    N_("站点 {site} 的页面 {page} 有死链“{target}”"),
    N_("检查主题模板或插件；稿件里的死链在此之前已经去掉"),
)
AUDIT_LEAK = setup_error(
    "audit-leak",
    N_("站点 {site} 的页面 {page} 含有不应公开的内容“{text}”"),
    N_("检查主题模板或插件"),
)

_LEFTOVER = re.compile(r"(?:\{|%7B|\|)(?:filename|static|attach)(?:\}|%7D|\|)", re.IGNORECASE)
"""A link of a page that Pelican did not replace."""
_REVIEW_MARK = REVIEW_MARK.encode()
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 65_536
"""Bytes read at a time: nearly every file of a site is shorter."""


@dataclass(frozen=True)
class Audit:
    """One staged site: its folder, plan, own file, and the names of the assets that will stand.

    Where `is_strict`, its theme promises what the design does (see `promises`).
    """

    folder: Path
    plan: SitePlan
    config: str
    assets: Collection[str]
    is_strict: bool = False

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the staged site; nothing may go live if there is anything."""
        yield from self._slot()
        yield from self._not_files()
        for path in unplanned_files(self.files, self.plan):
            yield self._leak(path, path)
        for path in self.files:
            if path.endswith(".html"):
                yield from self._page(path, self._data(path), path)
            elif path.endswith((".xml", ".json")):
                yield from self._feed(path, self._data(path), path)
            elif not self._is_asset(path):
                yield from self._other(path)
        yield from self._unlinked() if self.is_strict else ()

    @cached_property
    def files(self) -> list[str]:
        """The paths of all staged files, without the manifest."""
        return [path for path in self._all[0] if path != NAME]

    @cached_property
    def _all(self) -> tuple[list[str], list[str]]:
        return look_through(self.folder)

    @cached_property
    def destinations(self) -> Destinations:
        """What links of the site may lead to."""
        return Destinations(self.plan, self.files, self.assets)

    @cached_property
    def _dead_links(self) -> DeadLinks:
        return DeadLinks(self.destinations)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of the files read so far: what was audited is what the manifest names."""
        return {}

    def _data(self, path: str) -> bytes:
        data = _bytes_of(f"{self.folder}/{path}")
        self.digests[path] = digest_of_bytes(data)
        return as_utf8(data)

    def _fault(self, code: Code, **details: str) -> Problem:
        return problem(self.config, 0, code, site=self.plan.slug, **details)

    def _leak(self, page: str, text: str) -> Problem:
        return self._fault(AUDIT_LEAK, page=page, text=text)

    def _dead(self, page: str, target: str) -> Problem:
        return self._fault(AUDIT_DEAD_LINK, page=page, target=target)

    def _slot(self) -> Iterator[Problem]:
        """The pinned slot opens the home page's main, and links an article of its column."""
        reader = SlotReader()
        if "index.html" in self.files:
            reader.read(self._data("index.html"))
        articles = {unquote(x.planned.url) for x in self.plan.in_column(self.plan.shared.pinned)}
        shown = {self.destinations.absolute(target, "index.html") for target in reader.links}
        if not reader.is_first or not articles & shown:
            yield self._fault(AUDIT_SLOT)

    def _not_files(self) -> Iterator[Problem]:
        """A site is folders and files: links lead elsewhere, pipes and devices nowhere."""
        for path in self._all[1]:
            link = self.folder / path
            yield self._leak(path, str(link.readlink()) if link.is_symlink() else path)

    def _is_asset(self, path: str) -> bool:
        """Whether a file is one of the theme's, or a picture: the build itself has put it there."""
        folder, _, name = path.partition("/")
        return folder == ASSETS and name in self.assets

    def _page(self, path: str, data: bytes, shown: str) -> Iterator[Problem]:
        """Every link of a page resolves, and it is none for reviewers; problems call it `shown`.

        What it says to programs mentions nothing that is not there, either.
        """
        if _REVIEW_MARK in data:
            yield self._leak(shown, REVIEW_MARK)
        for text in empty_blocks(data) if self.is_strict else ():
            if not self._is_an_author_s(text):
                yield self._fault(AUDIT_EMPTY, page=shown, text=text)
        for target in self._dead_links.in_page(path, data):
            yield (
                self._leak(shown, target) if _LEFTOVER.search(target) else self._dead(shown, target)
            )
        for script in data_scripts(data):
            yield from self._text(script, shown)

    def _unlinked(self) -> Iterator[Problem]:
        """Every page that the plan knows is linked by another one of the site."""
        for path in self._dead_links.linked.unlinked(self.plan, self.destinations, self._data):
            yield self._fault(AUDIT_UNLINKED, page=path)

    def _feed(self, path: str, data: bytes, shown: str) -> Iterator[Problem]:
        """Every address of the federation in a feed or sitemap is one that the plan knows."""
        for address in self._dead_links.in_feed(path, data):
            yield self._dead(shown, address)

    def _other(self, path: str) -> Iterator[Problem]:
        """Look at a file that is no page or feed by its ending, as what it is to a browser."""
        data = self._data(path)
        inside = unpacked(path, data)
        if inside is None or is_packed(*inside):
            yield self._leak(path, path)
            return
        name, data = inside[0], as_utf8(inside[1])
        kind = kind_of(name, data)
        if kind == PAGE:
            yield from self._page(name, data, path)
        if kind == FEED:
            yield from self._feed(name, data, path)
        elif kind != BINARY:
            yield from self._text(unfolded(name, data), path)

    def _text(self, data: bytes, shown: str) -> Iterator[Problem]:
        """No address of the federation is unknown, none is left over, wherever they stand.

        What an author wrote may be in it, such as in an index for searching.
        """
        plain = slashes(data)
        for address in addresses(plain, self.destinations.root):
            if not (self.destinations.is_mentionable(address) or self._is_an_author_s(address)):
                yield self._dead(shown, address)
        for text in leftovers(plain):
            if not self._is_an_author_s(text):
                yield self._leak(shown, text)

    def _is_an_author_s(self, text: str) -> bool:
        return any(text in written for written in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """What the authors of all listed articles and pages wrote."""
        values = {id(each.value): each.value for each in self.plan.everything}.values()
        return tuple(text for value in values for text in texts_in(value))


def _bytes_of(path: str) -> bytes:
    """Return a file's bytes in three calls of the system: a file object takes seven.

    Raises OSError.
    """
    file = os.open(path, _READ)
    try:
        data = piece = os.read(file, _PIECE)
        while len(piece) == _PIECE:
            piece = os.read(file, _PIECE)
            data += piece
        return data
    finally:
        os.close(file)
