"""Which files a site may hold: where what is published stands, nothing else may stand.

In: the paths of a staged site's files, and its plan. Out: those that the plan does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.feeds import FEED_FORMATS
from lianzhan.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.planning.plan import SitePlan

_LISTS = ("index.html", *(kind.file for kind in FEED_FORMATS))
_LIST_PAGE = re.compile(r"page/[1-9][0-9]*\.html", re.ASCII)
_DRAFTS = "drafts"
"""Where Pelican puts what is not public."""


def unplanned_files(files: Iterable[str], plan: SitePlan) -> Iterator[str]:
    """Yield the files in a column's folder, or among the pages, that the plan does not know.

    It knows articles, pages, lists and feeds, and these packed by gzip. A draft is never planned.
    """
    planned = {unquote(x.url)[len(plan.url) :] for x in (*plan.own, *plan.pages)}
    planned |= {page.file for page in plan.of_kinds.pages}
    planned |= {file.path for file in plan.of_kinds.files}
    planned |= {file for file, _ in plan.redirects}
    planned |= {f"{x.folder}/{kind.file}" for x in plan.of_kinds.feeds for kind in FEED_FORMATS}
    reserved = filter(None, (kind.reserved for kind in KINDS))
    lists = {column.slug for column in plan.columns} | {*reserved}
    folders = lists | {*plan.empty}
    known = planned | {f"{folder}/{name}" for folder in lists for name in _LISTS}
    for path in files:
        if path in known or "/" not in path:
            continue
        folder, _, rest = path.removesuffix(".gz").partition("/")
        is_list_page = folder in lists and _LIST_PAGE.fullmatch(rest)
        is_known = f"{folder}/{rest}" in known or is_list_page
        if not is_known and folder.casefold() in folders | {_DRAFTS}:
            yield path
