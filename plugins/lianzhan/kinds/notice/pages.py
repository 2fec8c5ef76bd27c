"""What readers see of notices: a page each, in the place of what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.pages import Page
from lianzhan.model.catalog import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.pages import Block, FeedItem, NavigationEntry, Shown, SiteView


class NoticePages:
    """Pages of notices."""

    def pages(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the page of each notice that is at home here."""
        for notice in shown:
            if notice.why == OWN:
                value = notice.value
                file = f"{value.column}/{value.name}.html"
                yield Page(file, "notice", {"notice": notice}, in_sitemap=False)

    def items(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Iterator[FeedItem]:
        """Feeds tell of the entry's end, and show nothing."""
        return iter(())

    def block(self, _site: SiteView, _shown: tuple[Shown, ...]) -> Block | None:
        """The home page shows nothing."""
        return None

    def navigation(self, _site: SiteView, _shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Nothing leads to notices but the addresses that were known before."""
        return None


PAGES = NoticePages()
