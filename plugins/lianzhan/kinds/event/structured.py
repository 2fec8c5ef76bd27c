"""An event for search engines: schema.org Event as a value of JSON-LD. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lianzhan.kinds.event.values import CANCELLED, FULL
from lianzhan.kinds.event.words import last_moment
from lianzhan.kinds.organisations import organisation

if TYPE_CHECKING:
    from lianzhan.kinds.event.values import Event, When
    from lianzhan.kinds.event.view import EventView

_FREE = re.compile(r"(?:免费|不收费|free)\D*", re.IGNORECASE)
"""A fee that is nothing: no number follows, as in 免费停车，门票 20 元."""
_PRICE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,2})?) ?(?:元|yuan)?", re.IGNORECASE)
"""A fee that is a number and nothing else."""


def event_data(view: EventView) -> dict[str, Any]:
    """Return an event as schema.org has it: with its state, where it was before, place and fee."""
    event = view.value
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": view.url,
        "startDate": view.iso_start,
        **_end(view),
        "eventStatus": f"https://schema.org/{_status(event)}",
        **_before(event),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": event.place, "address": event.place}
        if event.place
        else {"@type": "Place", "name": event.organiser},
        "organizer": organisation(event.organiser, view.shown.home),
        **({"description": event.body.excerpt} if event.body.excerpt else {}),
        **_offers(view),
    }


def _end(view: EventView) -> dict[str, str]:
    end = last_moment(view.value, view.occurrence)
    if end is None or view.value.end is None:
        return {}
    return {"endDate": (end.date() if view.value.end.is_day else end).isoformat()}


def _status(event: Event) -> str:
    if event.state == CANCELLED:
        return "EventCancelled"
    return "EventRescheduled" if event.moved else "EventScheduled"


def _before(event: Event) -> dict[str, str | list[str]]:
    days = [_iso(when) for when in event.moved]
    return {"previousStartDate": days[0] if len(days) == 1 else days} if days else {}


def _iso(when: When) -> str:
    return (when.at.date() if when.is_day else when.at).isoformat()


def _offers(view: EventView) -> dict[str, Any]:
    """Return what it costs, where that is a number or nothing."""
    fee = view.value.fee.strip()
    price = "0" if _FREE.fullmatch(fee) else found[1] if (found := _PRICE.fullmatch(fee)) else None
    if price is None:
        return {}
    state = "SoldOut" if view.value.state == FULL else "InStock"
    signup = view.value.signup
    offer = {
        "@type": "Offer",
        "price": price,
        "priceCurrency": "CNY",
        "availability": f"https://schema.org/{state}",
        "url": (signup.url if signup else "") or view.url,
    }
    return {"isAccessibleForFree": float(price) == 0, "offers": offer}
