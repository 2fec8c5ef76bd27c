"""Absolute addresses to links: relative between pages of one host, absolute between hosts."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2.runtime import Context

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
    """By page, since pages ask, and by folder with its "/", whose pages share them."""

    def link(self, target: str, output_file: str) -> str:
        """Return the link from a page to an address.

        404.html is shown in the place of pages at any depth, so its links are absolute.
        """
        if output_file == "404.html":
            return target
        links = self._links.get(output_file)
        if links is None:
            links = self._links[output_file] = self._links_from(output_file)
        return links[target]

    def _links_from(self, output_file: str) -> Links:
        """Return the links from a page's folder."""
        folder = output_file.rpartition("/")[0] + "/"
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


@pass_context
def href(context: Context, target: str) -> str:
    """Jinja filter: the link from the page being rendered to an absolute address."""
    given = context.parent  # no template sets these two: a look at its own names first would cost
    host: Host = given["host"]
    return host.link(target, given["output_file"])


@pass_context
def theme_file(context: Context, path: str) -> str:
    """Jinja filter: the link from the page being rendered to one of the theme's files."""
    host: Host = context["host"]
    return host.link(_theme_file(context, path), context["output_file"])


@pass_context
def theme_file_here(context: Context, path: str) -> str:
    """Jinja filter: the link to one of the theme's files from where the page itself stands.

    404.html needs it when it is opened as a file: there its absolute links lead nowhere.
    """
    host: Host = context["host"]
    return Links(host.site + context["output_file"], host.root)[_theme_file(context, path)]


def _theme_file(context: Context, path: str) -> str:
    folder = str(context["THEME_STATIC_DIR"]).rpartition("/")[2]
    return f"{context['host'].assets}{folder}/{path}"


@pass_context
def canonical_address(context: Context, output_file: str) -> str:
    """Jinja filter: the canonical address of a page, such as the one being rendered."""
    host: Host = context["host"]
    return host.address(output_file)
