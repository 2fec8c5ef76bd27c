"""Who is behind a value, as programs read it."""

from __future__ import annotations

from lianzhan.kinds.organisations import office, organisation
from lianzhan.planning.site_facts import SiteLink

HOME = SiteLink("yiyang", "益阳市妇联", "https://example.org/yiyang/")


def test_the_unit_of_a_site_is_known_by_its_address_wherever_it_is_named() -> None:
    assert organisation("益阳市妇联", HOME) == office(HOME)
    assert office(HOME) == {
        "@type": "GovernmentOrganization",
        "@id": "https://example.org/yiyang/",
        "name": "益阳市妇联",
        "url": "https://example.org/yiyang/",
    }


def test_another_unit_is_not_said_to_be_at_the_address_of_the_site() -> None:
    assert organisation("益阳市图书馆", HOME) == {"@type": "Organization", "name": "益阳市图书馆"}
