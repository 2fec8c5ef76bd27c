"""A campaign for search engines: schema.org Event as a value of JSON-LD. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.organisations import office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.campaign.view import CampaignView
    from lianzhan.kinds.drawn import DrawnView


def campaign_data(campaign: CampaignView, entries: Iterable[DrawnView]) -> dict[str, Any]:
    """Return a campaign as schema.org has it: days, organiser, and the entries of its first page.

    It is an Event whose place is its page: a call is open for some months, and no other type has a
    first and a last day. Entries are what is shown there (`workFeatured`).
    """
    shown = [{"@type": "CreativeWork", "name": each.title, "url": each.address} for each in entries]
    slogan = campaign.value.slogan or campaign.value.body.excerpt
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": campaign.title,
        "url": campaign.url,
        **({"description": slogan} if slogan else {}),
        "startDate": campaign.terms.starts.date().isoformat(),
        "endDate": campaign.terms.last_day.date().isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": campaign.url},
        "organizer": office(campaign.shown.home),
        **({"workFeatured": shown} if shown else {}),
    }
