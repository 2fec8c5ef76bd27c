"""Services and hotlines as programs read them: JSON-LD in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.maps import map_address
from lianzhan.kinds.organisations import office
from lianzhan.model.names import area_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.service.groups import Group
    from lianzhan.kinds.service.values import Service
    from lianzhan.kinds.views import Shown, SiteView
    from lianzhan.model.contact import Hours, Span, Telephone
    from lianzhan.model.help import Hotline

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = 24 * 60

Data = dict[str, Any]


def structured(site: SiteView, found: tuple[Group, ...]) -> Data | None:
    """Return what a page of services says: the site's own, and all hotlines; None without either.

    What is borrowed its own site says. Points are left out: schema.org's are in WGS-84.
    """
    own = [(g, service) for g in found if g.lender is None for service in g.services]
    graph = [_service(group, service) for group, service in own]
    graph += [_hotline(line) for line in site.help.calls]
    return {"@context": "https://schema.org", "@graph": graph} if graph else None


def _service(group: Group, shown: Shown) -> Data:
    service: Service = shown.value
    return _said(
        "GovernmentService",
        {
            "@id": shown.url,
            "url": shown.url,
            "name": service.title,
            "description": service.summary,
            "serviceType": group.kind.title,
            "audience": _named("Audience", "audienceType", service.audience),
            "provider": office(shown.home),
            "areaServed": _named("AdministrativeArea", "name", area_of(shown.home.name)),
            "hoursAvailable": [*_opening(service.hours)],
            "availableChannel": _channel(service),
        },
    )


def _hotline(line: Hotline) -> Data:
    """Return a hotline as a point of contact that is nobody's in particular."""
    return _said(
        "ContactPoint",
        {
            "name": line.title,
            "description": line.summary,
            "contactType": line.title,
            "telephone": _number(line.telephone),
            "hoursAvailable": [*_opening(line.hours)],
        },
    )


def _channel(service: Service) -> Data:
    """Return the ways to a service; calls are answered when it is open."""
    hours = [*_opening(service.hours)]
    calls = [
        _said("ContactPoint", {"telephone": _number(number), "hoursAvailable": hours})
        for number in service.telephones
    ]
    ways = {
        "servicePhone": calls,
        "serviceUrl": service.booking,
        "serviceLocation": _place(service),
    }
    return _said("ServiceChannel", ways) if any(ways.values()) else {}


def _place(service: Service) -> Data:
    if not service.address:
        return {}
    address = {"streetAddress": service.address, "addressCountry": "CN"}
    on_map = map_address(service.point, service.title) if service.point else ""
    return _said("Place", {"address": _said("PostalAddress", address), "hasMap": on_map})


def _opening(hours: Hours | None) -> Iterator[Data]:
    for span in hours.spans if hours else ():
        yield _said("OpeningHoursSpecification", _times(span))


def _times(span: Span) -> Data:
    """Return a span; one that goes on after midnight closes before it opens (schema.org)."""
    days = [f"https://schema.org/{_DAYS[day]}" for day in span.days]
    closes = "23:59" if span.end == _DAY else _clock(span.end % _DAY)
    return {"dayOfWeek": days, "opens": _clock(span.start), "closes": closes}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(telephone: Telephone) -> str:
    return telephone.uri.removeprefix("tel:")


def _named(kind: str, name: str, value: str) -> Data:
    return _said(kind, {name: value}) if value else {}


def _said(kind: str, members: Data) -> Data:
    """Return a thing of a type with those members that say anything."""
    return {"@type": kind} | {name: value for name, value in members.items() if value}
