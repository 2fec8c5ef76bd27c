"""What readers see of campaigns: a page each with its feeds, a list, and a block on homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.campaign.structured import campaign_data
from lianzhan.kinds.campaign.values import FOLDER
from lianzhan.kinds.campaign.view import views
from lianzhan.kinds.pages import FOOTER, Block, FeedOfOne, NavigationEntry, NoPages, Page
from lianzhan.model.codes import N_
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.campaign.view import CampaignView
    from lianzhan.kinds.drawn import DrawnView
    from lianzhan.kinds.views import Shown, SiteView

TITLE = N_("主题活动")
LIST = f"{FOLDER}/index.html"
ON_HOME = 2
"""Campaigns on a home page."""
ON_PAGE = 30
"""Entries on a page of a campaign."""


class CampaignPages(NoPages):
    """Pages, blocks and feeds of campaigns."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the pages of each campaign, a short one where it is pushed, and a list of many."""
        every = views(site, shown)
        if len(every) > 1:
            values = {
                "running": [campaign for campaign in every if not campaign.is_over],
                "past": [campaign for campaign in every if campaign.is_over],
            }
            yield Page(LIST, "campaign_list", values)
        for campaign in every:
            if campaign.is_own:
                yield from _pages_of(campaign)
            else:
                yield Page(campaign.file, "campaign_here", {"campaign": campaign})

    def block(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the campaigns that are announced or run: the site's own first."""
        every = views(site, shown)
        running = [campaign for campaign in every if not campaign.is_over][:ON_HOME]
        url = f"{site.url}{FOLDER}/" if len(every) > 1 else ""
        values = {"campaigns": running, "url": url}
        return Block("running_campaigns", values) if running else None

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry of the list, or of the only campaign: at the foot of all pages."""
        every = views(site, shown)
        if not every:
            return None
        file = LIST if len(every) > 1 else every[0].file
        return NavigationEntry(translations(site.language).gettext(TITLE), file, FOOTER)

    def feeds(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[FeedOfOne]:
        """Yield the feed of each of the site's own campaigns that shows entries."""
        for campaign in views(site, shown):
            if campaign.is_own and campaign.newest:
                newest = tuple(entry.shown for entry in campaign.newest)
                yield FeedOfOne(f"{FOLDER}/{campaign.value.name}", campaign.title, newest)


def _pages_of(campaign: CampaignView) -> Iterator[Page]:
    """Yield a campaign's pages: all that is known of it on the first, entries on every one."""
    entries = campaign.entries
    batches = [entries[start : start + ON_PAGE] for start in range(0, len(entries), ON_PAGE)]
    for number, batch in enumerate(batches or [()], 1):
        yield Page(_file(campaign, number), "campaign", _values(campaign, batch, number, batches))


def _values(
    campaign: CampaignView,
    batch: tuple[DrawnView, ...],
    number: int,
    batches: list[tuple[DrawnView, ...]],
) -> dict[str, Any]:
    is_first, is_last = number == 1, number >= len(batches)
    return {
        "campaign": campaign,
        "groups": campaign.groups(batch),
        "number": number,
        "count": max(1, len(batches)),
        "previous": "" if is_first else _file(campaign, number - 1),
        "next": "" if is_last else _file(campaign, number + 1),
        "data": campaign_data(campaign, (*campaign.results, *batch)) if is_first else None,
    }


def _file(campaign: CampaignView, number: int) -> str:
    page = "index.html" if number == 1 else f"page/{number}.html"
    return f"{FOLDER}/{campaign.value.name}/{page}"


PAGES = CampaignPages()
