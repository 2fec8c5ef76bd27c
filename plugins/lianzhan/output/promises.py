"""What the design promises of every page, looked for in a staged site of a theme that makes them.

In: the bytes of pages, and the paths of those that the plan knows. Out: what is empty, and which
pages no other links. A look at bytes alone clears nearly every page; only in doubt are links
followed one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lianzhan.model.codes import N_, setup_error
from lianzhan.model.frozen import dataclass
from lianzhan.output.markup_addresses import decoded, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianzhan.output.destinations import Destinations
    from lianzhan.planning.plan import SitePlan

AUDIT_EMPTY = setup_error(
    "audit-empty",
    N_("站点 {site} 的页面 {page} 有空的区块“{text}”"),
    N_("检查主题模板：没有内容的区块连同标题一起省去"),
)
AUDIT_UNLINKED = setup_error(
    "audit-unlinked",
    N_("站点 {site} 没有一个页面通向 {page}"),
    N_("检查主题模板：栏目页要列出全部稿件，首页或导航要通向每个栏目和服务、活动、账号等页面"),
)

_EMPTY = re.compile(
    rb"<(section|aside|ul|ol|nav|table|dl)\b[^<>]*>\s*</\1\s*>|</h[1-6]>\s*</(?:section|aside|main)\b"
)
"""A block in which nothing is, and a heading after which nothing comes in its block."""
_LINKED = re.compile(rb"<a\s(?:[^<>]*\s)?(href=\"[^\"]*\")", re.IGNORECASE)
_HOME, _LOST = "index.html", "404.html"
_MORE = "/page"
"""The folder below a column's that holds the pages of its list from the second on."""


def empty_blocks(data: bytes) -> Iterator[str]:
    """Yield what is empty in a page's main, as it is written."""
    main = data.find(b"<main")
    for found in _EMPTY.finditer(data, max(main, 0)):
        yield decoded(found[0])


def pages_to_link(plan: SitePlan) -> list[str]:
    """Return the paths of the site's pages that another page of it has to link.

    Those of the home page, of lost addresses, of moved and of withdrawn texts are not among them,
    nor what an author wrote to stand outside the columns: only another author can link that. Nor
    is a column that lists nothing any more: its page is there for those who follow its feeds.
    """
    own = [unquote(planned.url)[len(plan.url) :] for planned in plan.own]
    lists = [f"{column.slug}/{_HOME}" for column in plan.listed_columns]
    pages = (page for page in plan.of_kinds.pages if page.in_sitemap)
    return [*own, *lists, *(page.file for page in pages)]


def _unlooked_for(plan: SitePlan) -> set[str]:
    """Return the pages that nothing leads to but addresses that are lost or were known before.

    So what they alone link is linked by none.
    """
    moved = (file for file, _ in plan.redirects)
    withdrawn = (page.file for page in plan.of_kinds.pages if not page.in_sitemap)
    return {_LOST, *moved, *withdrawn}


@dataclass
class LinkedPages:
    """Learns from page to page which attributes each list holds, then says what none links."""

    lists: defaultdict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, path: str, attributes: set[bytes]) -> None:
        """Keep a list's attributes: home's, and by folder those of index pages and what follows."""
        folder, _, name = path.rpartition("/")
        if name == _HOME or folder.endswith(_MORE):
            self.lists[folder] |= attributes

    def unlinked(
        self, plan: SitePlan, destinations: Destinations, read: Callable[[str], bytes]
    ) -> list[str]:
        """Return the pages that no other page links; `read` gives a page's bytes."""
        pages = (page for page in pages_to_link(plan) if page in destinations.files)
        doubtful = [page for page in pages if not self._is_listed(page)]
        if not doubtful:
            return []
        linked: set[str] = set()
        for path in {*destinations.files} - _unlooked_for(plan):
            if path.endswith(".html"):
                linked |= _leads(path, read(path), destinations)
        return [page for page in doubtful if _address(page, destinations) not in linked]

    def _is_listed(self, page: str) -> bool:
        """Whether home links a page, or the list of its own folder does."""
        folder, _, name = page.rpartition("/")
        if b'href="%b"' % quote(page).encode() in self.lists[""]:
            return True
        link, more = quote(name).encode(), self.lists.get(folder + _MORE, ())
        return name != _HOME and (
            b'href="%b"' % link in self.lists[folder] or b'href="../%b"' % link in more
        )


def _leads(path: str, data: bytes, destinations: Destinations) -> set[str]:
    """Return the addresses that a page's links lead to, but its own."""
    written = (decoded(attribute) for attribute in set(_LINKED.findall(data)))
    found = {
        destinations.absolute(target, path).partition("#")[0]
        for attribute in written
        for target in targets(attribute)
    }
    return found - {_address(path, destinations)}


def _address(path: str, destinations: Destinations) -> str:
    folder = path.removesuffix(_HOME) if path.endswith(f"/{_HOME}") else path
    return unquote(destinations.plan.url) + folder
