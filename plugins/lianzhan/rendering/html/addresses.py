"""Absolute addresses to links: relative between pages of one host, absolute between hosts."""

from __future__ import annotations

import posixpath
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.site_facts import FederationFacts


class Links(dict[str, str]):
    """The links from the pages of one folder by the addresses they lead to, each made once.

    Addresses are absolute; links between what is below `root` are relative. A folder's link names
    its index.html, so that it opens without a web server, too.
    """

    def __init__(self, page: str, root: str) -> None:
        super().__init__()
        self._root = root
        names = page[len(root) :].split("/")[:-1]
        self._ways_up = [
            ("".join(f"{name}/" for name in names[:depth]), "../" * (len(names) - depth))
            for depth in range(len(names), 0, -1)
        ]
        self._to_root = ("", "../" * len(names))

    def __missing__(self, target: str) -> str:
        link = self[target] = self._link(target) if target.startswith(self._root) else target
        return link

    def _link(self, target: str) -> str:
        path, mark, fragment = target[len(self._root) :].partition("#")
        if not path or path.endswith("/"):
            path += "index.html"
        folder, up = self._to_root
        for way in self._ways_up:
            if path.startswith(way[0]):
                folder, up = way
                break
        return f"{up}{path[len(folder) :]}{mark}{fragment}"


class _Absolute(dict[str, str]):
    """Links that are the addresses themselves."""

    def __missing__(self, target: str) -> str:
        return target


_ABSOLUTE = _Absolute()


@dataclass(frozen=True)
class Host:
    """Where the pages being rendered stand: addresses that end in "/".

    Links below `root` are relative; `site` is the folder that output_file counts from; pictures
    and theme files stand below `assets`.
    """

    site: str
    root: str
    assets: str
    _links: dict[str, Links] = field(default_factory=dict, compare=False, repr=False)
    """By folder, whose pages share them."""

    def link(self, target: str, output_file: str) -> str:
        """Return the link from a page to an address."""
        return self.links(output_file)[target]

    def links(self, output_file: str) -> Mapping[str, str]:
        """Return the links from a page by the addresses that they lead to.

        404.html is shown in the place of pages at any depth, so its links are absolute.
        """
        if output_file == "404.html":
            return _ABSOLUTE
        folder = output_file.rpartition("/")[0]
        links = self._links.get(folder)
        if links is None:
            links = self._links[folder] = Links(self.site + output_file, self.root)
        return links

    def assets_link(self, output_file: str) -> str:
        """Return the link from a page to the assets folder, ending in "/"."""
        return self.link(f"{self.assets}x", output_file)[:-1]

    def address(self, output_file: str) -> str:
        """Return the canonical address of a page; that of a folder ends in "/"."""
        if posixpath.basename(output_file) == "index.html":
            output_file = output_file[: -len("index.html")]
        return self.site + quote(output_file)


def host_of(plan: SitePlan) -> Host:
    """Return where a site's pages stand."""
    url = plan.place.url
    return Host(url, plan.shared.root(url), plan.shared.assets(url))


def portal_host(shared: FederationFacts) -> Host:
    """Return where the portal stands: on the sites' host, or alone."""
    root = shared.root(shared.portal)
    root = root if shared.portal == root else shared.portal
    return Host(shared.portal, root, shared.assets(shared.portal))
