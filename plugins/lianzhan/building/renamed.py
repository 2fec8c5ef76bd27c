"""Published files that were renamed without an alias: their readers lose them, so they are named.

In: what stands in the output, and what the content says. Out: a warning at each new file that says
what a page says whose own file is gone. Where no file is gone, nothing is looked at.
"""

from __future__ import annotations

import html
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import file_of, is_notice
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.paths import is_below, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lianzhan.building.content_state import ContentState
    from lianzhan.kinds.value import Value
    from lianzhan.model.live_sites import LiveSite
    from lianzhan.output.takedown.target import Target

RENAMED = warning(
    "renamed-without-alias",
    N_("这一篇原来是 {old}：旧网址会打不开，订阅者会又收到一次"),
    N_(
        "在稿头写上 aliases: [{alias}]；以后改名或换栏目请用 "
        "python3 tasks.py move content/{old} content/{new}"
    ),
)
_TAG = re.compile(r"<[^>]*>")
_ENOUGH = 40
"""Characters of a text that no other article begins with: then its title may have changed, too."""


def with_renamed(checked: ContentState, live: Mapping[str, LiveSite], output: Path) -> ContentState:
    """Return what a check found, with a warning for each file that was renamed without an alias."""
    found = tuple(renamed(checked, live, output))
    if not found:
        return checked
    return replace(checked, problems=tuple(sorted({*checked.problems, *found})))


def renamed(checked: ContentState, live: Mapping[str, LiveSite], output: Path) -> Iterator[Problem]:
    """A published file that was renamed names its old address, so that its readers find it."""
    for slug, there in live.items():
        start, known = f"{there.site.path}/", checked.decisions
        gone = [
            path
            for path in there.articles
            if path not in known and path.startswith(start) and not is_notice(path)
        ]
        if gone and slug in checked.records:
            yield from _renamed_at(slug, gone, checked, live, output)


def _renamed_at(
    slug: str, gone: list[str], checked: ContentState, live: Mapping[str, LiveSite], output: Path
) -> Iterator[Problem]:
    pages = [*_pages(slug, gone, checked, live)]
    new = _new_values(slug, checked, live[slug]) if pages else []
    for page in pages if new else ():
        with suppress(OSError):
            said = _words((output / slug / page.file).read_text("utf-8", "replace"))
            for value in (value for value in new if _is_said(value, said)):
                alias = page.file.removesuffix("/index.html").removesuffix(".html")
                details = {"old": page.article, "new": value.path, "alias": alias}
                yield problem(value.path, 1, RENAMED, **details)


def _pages(
    slug: str, gone: list[str], checked: ContentState, live: Mapping[str, LiveSite]
) -> Iterator[Target]:
    """Yield the live pages whose own files are gone: neither moved, nor unread, nor a bundle now.

    Those of sites that stand below are theirs.
    """
    from lianzhan.output.takedown.target import page_of as page_at

    sites = {name: there.site for name, there in live.items()}
    present = {page_of(path) for path in checked.decisions}
    for path in gone:
        place = page_of(path)
        is_known = place in present or place in checked.catalog.moved
        page = None if is_known or is_below(file_of(path), checked.unread) else page_at(path, sites)
        if page and page.slug == slug and not page.anchor:
            yield page


def _new_values(slug: str, checked: ContentState, there: LiveSite) -> list[Value]:
    """Return the articles and pages of a site that do not stand yet, with their words."""
    from lianzhan.gate.records import ChangedError, values_of

    record = checked.records[slug]
    shown = {*there.articles}
    new = [e.path for e in record.entries if e.path not in shown and e.status != "withdrawn"]
    if not new:
        return []
    try:
        values = values_of(checked.sources[slug], record.values)
    except (ChangedError, OSError):
        return []
    found = [values[path] for path in new if path in values]
    return [value for value in found if value.file == value.path and not value.moved_from]


def _words(markup: str) -> str:
    return "".join(html.unescape(_TAG.sub("", markup)).split())


def _is_said(value: Value, said: str) -> bool:
    """Whether a page says what a text begins with, and its title unless that is long enough."""
    begins = "".join(value.body.excerpt.removesuffix("…").split())
    title = "".join(str(getattr(value, "title", "")).split())
    return begins in said and (len(begins) >= _ENOUGH or (bool(title) and title in said))
