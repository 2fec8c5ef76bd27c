"""What readers see of honours: a page of all, and one for each award where that grew too heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.honour.groups import Group, grouped, rows
from lianzhan.kinds.honour.structured import structured
from lianzhan.kinds.pages import FOOTER, NavigationEntry, NoPages, Page
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.awards import Award

FILE = "honours/index.html"
TITLE = N_("荣誉名录")
MOST_ROWS = 100
"""Rows of one page: a site's own are 6 KiB of HTML then, 11.3 with sheet and script, of the 12.5
that a page besides homes may weigh, packed by gzip (tests/pages/weights.py)."""


class HonourPages(NoPages):
    """Pages of honours; a site whose area has none has no page."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the page of all honours; where they are too many, it has the site's own alone.

        A page for each award then lists all, `MOST_ROWS` at a time.
        """
        found = rows(site, shown)
        if not found:
            return
        every = grouped(site.awards, found)
        if len(found) <= MOST_ROWS:
            yield Page(FILE, "honours", {"groups": every, "totals": {}, "data": structured})
            return
        own = {g.award.slug: g for g in grouped(site.awards, [r for r in found if r.is_own])}
        groups = [own.get(group.award.slug, Group(group.award, ())) for group in every]
        totals = {group.award.slug: group.count for group in every}
        yield Page(FILE, "honours", {"groups": groups, "totals": totals, "data": structured})
        for group in every:
            yield from _of_award(site, group)

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry that leads to the page, at the foot of all others."""
        title = translations(site.language).gettext(TITLE)
        return NavigationEntry(title, FILE, FOOTER) if rows(site, shown) else None


def _of_award(site: SiteView, group: Group) -> Iterator[Page]:
    """Yield the pages of one award."""
    listed = [row for year in group.years for row in year.rows]
    parts = [listed[start : start + MOST_ROWS] for start in range(0, len(listed), MOST_ROWS)]
    for number, part in enumerate(parts, 1):
        yield Page(
            _file(group.award, number),
            "honours_award",
            {
                "award": group.award,
                "years": grouped([group.award], part)[0].years,
                "number": number,
                "last": len(parts),
                "newer": _address(site, group.award, number - 1, len(parts)),
                "older": _address(site, group.award, number + 1, len(parts)),
            },
        )


def _file(award: Award, number: int) -> str:
    folder = f"honours/{award.slug}"
    return f"{folder}/index.html" if number == 1 else f"{folder}/page/{number}.html"


def _address(site: SiteView, award: Award, number: int, last: int) -> str:
    """Return the address of a page of an award; "" where there is none of that number."""
    if not 1 <= number <= last:
        return ""
    return site.url + _file(award, number).removesuffix("index.html")


PAGES = HonourPages()
