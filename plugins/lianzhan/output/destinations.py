"""Where the links and addresses of a staged site lead, and whether anything is there.

In: the site's plan, the paths of its staged files, and the assets that will stand. Other hosts are
never asked: an address of theirs leads somewhere.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.portal_files import OPML
from lianzhan.model.target import classify, split
from lianzhan.output.mentions import readings
from lianzhan.planning.site_facts import file_addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import Planned


@dataclass(frozen=True)
class Destinations:
    """What links of one site may lead to; `files` are paths of its own, `assets` names."""

    plan: SitePlan
    files: Collection[str]
    assets: Collection[str]

    def resolves(self, target: str, path: str) -> bool:
        """Whether a link of a page leads to something: other hosts are not asked."""
        if target.startswith(self.root):
            return self._is_known(target)
        return _names_host(target) or self._is_known(self.absolute(target, path))

    def is_unknown(self, address: str) -> bool:
        """Whether an address is one of the federation, and not in the plan."""
        return address.startswith(self.root) and not self._is_known(address)

    def is_mentionable(self, address: str) -> bool:
        """Whether an address in a text leads somewhere, or is the start of one that does."""
        return any(
            self._is_known(start)
            or self._is_known(f"{start}/")
            or any(own.startswith(f"{start.rstrip('/')}/") for own in self._own)
            for start in readings(address)
        )

    def absolute(self, target: str, path: str) -> str:
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
    def root(self) -> str:
        """The start of all addresses on the site's host."""
        return self.plan.shared.root(self.plan.url)

    @cached_property
    def _start(self) -> str:
        """What all paths of the site begin with on its host."""
        return self.plan.url[len(self.root) :]

    @cached_property
    def _assets(self) -> str:
        """The start of the addresses of all assets on the site's host."""
        return f"{self.root}{ASSETS}/"

    @cached_property
    def _own(self) -> frozenset[str]:
        """The addresses of all staged files."""
        return frozenset(self.plan.url + path for path in self.files)

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """Addresses outside the site that its plan leads to."""
        plan = self.plan
        found = {place.url for place in (*plan.ancestors, *plan.children, *plan.siblings)}
        found |= {plan.portal, f"{plan.portal}{OPML}", plan.shared.hub or ""}
        for mention in plan.mentioned:
            found |= {mention.url, mention.home.url}
        for planned in plan.everything:
            found |= {planned.url, planned.home.url, *_written(planned)}
        for kind, shown in plan.others:
            for listing in shown:
                value, home = listing.value, listing.home
                found.update(file_addresses(home, kind, value.column, value.name))
        return frozenset(unquote(address.partition("#")[0]) for address in found)

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
        if address in self._elsewhere:
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
