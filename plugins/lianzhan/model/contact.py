"""Values: how an office is reached: telephones, opening hours, a point on the map.

They go to workers with every site. Without slots: see `kinds.article.values`.
"""

from __future__ import annotations

from typing import NamedTuple

from lianzhan.model.frozen import dataclass


class Telephone(NamedTuple):
    """A number that people call: as pages show it, and its `tel:` address.

    The address is a global number of RFC 3966 (tel:+8673184555555) where the number is one. Those
    that are called within the country alone (110, 12338, 400-…) stand as they are dialled, without
    the `phone-context` that RFC 3966, 5.1.4, wants: telephones take its signs for digits. An
    extension is shown, and not dialled, for the same reason.
    """

    shown: str
    uri: str


class Span(NamedTuple):
    """Open from `start` to `end` on some weekdays (Monday is 0).

    Minutes after the midnight that the day begins with; an `end` above 1440 is on the next day.
    """

    days: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Hours:
    """When an office is open: as it is shown, and the spans that it names.

    Words without any time of day (凭预约) have no spans.
    """

    shown: str
    spans: tuple[Span, ...] = ()


class Point(NamedTuple):
    """A place: degrees north and east in GCJ-02 (GB 20263—2006), the datum of Chinese web maps.

    It is up to some 700 m away from WGS-84, which receivers of satellites give.
    """

    latitude: float
    longitude: float
