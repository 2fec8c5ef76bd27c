"""What readers see of notices: a page each, in the place of what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.pages import NoPages, Page
from lianzhan.model.catalog import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.views import Shown, SiteView


class NoticePages(NoPages):
    """Pages of notices: nothing leads to them but the addresses that were known before."""

    def pages(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the page of each notice that is at home here."""
        for notice in shown:
            if notice.why == OWN:
                value = notice.value
                file = f"{value.column}/{value.name}.html"
                yield Page(file, "notice", {"notice": notice}, in_sitemap=False)


PAGES = NoticePages()
