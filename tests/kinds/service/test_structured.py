"""What programs are told of services and hotlines."""

from __future__ import annotations

from typing import Any

import pytest

from kinds.service.made import HELP, Place, Shown, Site, hotline, made
from lianzhan.kinds.service.groups import groups
from lianzhan.kinds.service.structured import structured
from lianzhan.model.contact import Point, Telephone
from lianzhan.model.help import Help
from lianzhan.reading.hours import parse_hours

BARE: Any = Site(help=Help((), HELP.kinds))


def said(*shown: Any, site: Any = BARE) -> list[dict[str, Any]]:
    found = structured(site, groups(site, shown))
    graph: list[dict[str, Any]] = found["@graph"] if found else []
    return graph


def test_a_site_with_nothing_of_its_own_and_no_hotlines_says_nothing() -> None:
    lent = Shown(made(), "nearest", Place("x", "甲", "https://example.org/x/"))
    assert structured(BARE, groups(BARE, (lent,))) is None


def test_members_that_say_nothing_are_left_out() -> None:
    (one,) = said(Shown(made()))
    assert one == {
        "@type": "GovernmentService",
        "@id": "https://example.org/hunan/services/#a",
        "url": "https://example.org/hunan/services/#a",
        "name": "题a",
        "serviceType": "权益维护",
        "provider": {
            "@type": "GovernmentOrganization",
            "@id": "https://example.org/hunan/",
            "name": "湖南省妇联",
            "url": "https://example.org/hunan/",
        },
        "areaServed": {"@type": "AdministrativeArea", "name": "湖南省"},
    }


def test_the_ways_to_a_service_are_its_channel() -> None:
    values = {
        "telephones": (Telephone("0731-84555555", "tel:+8673184555555"),),
        "address": "某路 1 号",
        "point": Point(28.1941, 112.9823),
        "booking": "https://example.com/",
    }
    channel = said(Shown(made(**values)))[0]["availableChannel"]
    assert channel["servicePhone"] == [{"@type": "ContactPoint", "telephone": "+8673184555555"}]
    assert channel["serviceUrl"] == "https://example.com/"
    place = channel["serviceLocation"]
    assert place["address"]["streetAddress"] == "某路 1 号"
    assert place["hasMap"].startswith("https://uri.amap.com/marker?")
    assert "geo" not in place


@pytest.mark.parametrize(
    ("written", "opens", "closes"),
    [
        ("周一 9:00—12:00", "09:00", "12:00"),
        ("24小时", "00:00", "23:59"),
        ("每天 20:00—次日 8:00", "20:00", "08:00"),
    ],
)
def test_hours_are_those_of_a_clock(written: str, opens: str, closes: str) -> None:
    (one,) = said(Shown(made(hours=parse_hours(written))))
    (hours,) = one["hoursAvailable"]
    assert (hours["opens"], hours["closes"]) == (opens, closes)
    assert hours["dayOfWeek"][0] == "https://schema.org/Monday"


def test_hotlines_that_are_called_are_points_of_contact() -> None:
    site: Any = Site(help=Help((hotline("12338"), hotline("12110"))))
    assert said(site=site) == [
        {
            "@type": "ContactPoint",
            "name": "题12338",
            "contactType": "题12338",
            "telephone": "12338",
        }
    ]


@pytest.mark.parametrize(
    ("office", "area"),
    [("湖南省妇联", "湖南省"), ("湖南省妇女联合会", "湖南省"), ("妇工委", None), ("妇联", None)],
)
def test_the_area_is_in_the_name_of_the_office(office: str, area: str | None) -> None:
    home = Place("x", office, "https://example.org/x/")
    (one,) = said(Shown(made(), home=home))
    assert one.get("areaServed", {}).get("name") == area
