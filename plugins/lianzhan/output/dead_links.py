"""The links of a staged site's pages, feeds and sitemaps that lead to nothing.

Most links stand on every page of a site. Those found sound once are known by their bytes, so that
nearly every page is done with a search and a comparison of sets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.frozen import dataclass
from lianzhan.output.markup_addresses import (
    IN_PAGES,
    decoded,
    element_addresses,
    likely_addresses,
    likely_attributes,
    member_addresses,
    references,
    targets,
)
from lianzhan.output.mentions import slashes
from lianzhan.output.promises import LinkedPages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.output.destinations import Destinations

_ORDINARY = re.compile(r"[\w./-]+", re.ASCII)
"""A path that is the same as a link."""


@dataclass(frozen=True)
class DeadLinks:
    """Finds the links of one site that lead to nothing; it learns from page to page."""

    destinations: Destinations
    linked: LinkedPages = field(default_factory=LinkedPages)

    def in_page(self, path: str, data: bytes) -> Iterator[str]:
        """Yield each link of a page that leads nowhere, as it is written.

        Tags are only taken apart where something that looks like an address leads nowhere.
        """
        depth = path.count("/")
        sound, climbing = self._sound[path.rpartition("/")[0]], self._climbing[depth]
        likely = likely_attributes(data, IN_PAGES)
        self.linked.learn(path, likely)
        new = likely - sound - climbing
        found = {x for x in new if self._is_sound(x, path)}
        up = b'href="' + b"../" * depth
        climbing |= {attribute for attribute in found if attribute.startswith(up)}
        sound |= found
        if found == new:
            return
        for target in set(references(decoded(data))):
            if not self.destinations.resolves(target, path):
                yield target

    def in_feed(self, path: str, data: bytes) -> Iterator[str]:
        """Yield the addresses of the federation in a feed or sitemap that the plan doesn't know."""
        is_unknown = self.destinations.is_unknown
        is_json = path.endswith(("json", "JSON"))
        if is_json and self._escaped_root in data:
            data = slashes(data)
        markup = data.replace(b'\\"', b'"') if is_json else data
        likely = likely_addresses(markup)
        is_certain = likely is not None and not any(map(is_unknown, likely))
        linked = () if is_certain else references(decoded(markup))
        named = member_addresses(data) if is_json else element_addresses(data)
        yield from filter(is_unknown, dict.fromkeys((*linked, *named)))

    @cached_property
    def _sound(self) -> defaultdict[str, set[bytes]]:
        """Attributes whose links resolve, by the folder of the page: most are on every page.

        Those to files of the same folder, and the canonical addresses, are known from the start.
        """
        found: defaultdict[str, set[bytes]] = defaultdict(set)
        site = self.destinations
        for path in filter(_ORDINARY.fullmatch, site.files):
            folder, _, name = path.rpartition("/")
            canonical = site.plan.url + path.removesuffix("index.html")
            found[folder] |= {f'href="{link}"'.encode() for link in (name, canonical)}
        return found

    @cached_property
    def _climbing(self) -> defaultdict[int, set[bytes]]:
        """Attributes whose links resolve and lead up to the site's folder, by depth of the page."""
        return defaultdict(set)

    @cached_property
    def _escaped_root(self) -> bytes:
        """The start of all addresses, as JSON and scripts may write it.

        To look for it takes a tenth of the time of unescaping.
        """
        return self.destinations.root.replace("/", "\\/").encode()

    def _is_sound(self, attribute: bytes, path: str) -> bool:
        """Whether all addresses in an attribute of a page lead to something, as far as it shows."""
        if attribute.endswith(b"="):
            return False
        resolves = self.destinations.resolves
        return all(resolves(target, path) for target in targets(decoded(attribute)))
