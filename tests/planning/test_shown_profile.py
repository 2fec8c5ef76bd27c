"""What a site does not say is taken from the nearest above that does, and named as theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION

from lianzhan.model.contact import Hours, Point, Telephone
from lianzhan.model.profile import NO_PROFILE, Accent, Profile, Tile
from lianzhan.planning.shown_profile import (
    NOTHING_SHOWN,
    Fact,
    Place,
    ShownProfile,
    shown_profile,
    shown_profiles,
)
from lianzhan.planning.site_facts import SiteLink

if TYPE_CHECKING:
    from lianzhan.model.federation import Federation

CALL = (Telephone("12338", "tel:12338"),)
PORTAL = SiteLink("", "矩阵", "https://example.org/")
PLACES = {
    s.slug: SiteLink(s.slug, s.name, f"https://example.org/{s.slug}/") for s in FEDERATION.sites
}


def federation(shared: Profile = NO_PROFILE, **profiles: Profile) -> Federation:
    sites = (replace(s, profile=profiles.get(s.slug, NO_PROFILE)) for s in FEDERATION.sites)
    return replace(FEDERATION, profile=shared, sites=tuple(sites))


def shown(shared: Profile = NO_PROFILE, **profiles: Profile) -> dict[str, ShownProfile]:
    return shown_profiles(federation(shared, **profiles), PLACES, PORTAL)


def test_each_fact_is_that_of_the_nearest_site_which_has_it() -> None:
    found = shown(
        Profile(email="all@example.org"),
        hunan=Profile(telephones=CALL, host="省妇联"),
        changsha=Profile(host="市妇联"),
        furong=Profile(hours=Hours("凭预约")),
    )
    assert found["furong"] == ShownProfile(
        hours=Fact(Hours("凭预约")),
        host=Fact("市妇联", PLACES["changsha"]),
        telephones=Fact(CALL, PLACES["hunan"]),
        email=Fact("all@example.org", PORTAL),
    )
    assert found["changsha"].host == Fact("市妇联")
    assert found["hengyang"].host == Fact("省妇联", PLACES["hunan"])
    assert found["hubei"] == ShownProfile(email=Fact("all@example.org", PORTAL))


def test_who_runs_a_site_for_another_unit_does_not_run_it_for_this_one() -> None:
    found = shown(hunan=Profile(host="省妇联", run_by="网络处"), changsha=Profile(host="市妇联"))
    assert found["changsha"].run_by is found["furong"].run_by is None
    assert found["hengyang"].run_by == Fact("网络处", PLACES["hunan"])
    run = shown(hunan=Profile(run_by="网络处"), furong=Profile(host="区妇联", run_by="办公室"))
    assert run["furong"].run_by == Fact("办公室")


def test_nothing_is_taken_from_a_neighbour_or_from_below() -> None:
    found = shown(hengyang=Profile(host="市妇联"), furong=Profile(telephones=CALL))
    assert found["changsha"] == found["hunan"] == found["hubei"] == NOTHING_SHOWN


def test_an_address_keeps_its_own_postcode_and_point() -> None:
    found = shown(
        hunan=Profile(address="省里", postcode="410000", point=Point(28.2, 112.9)),
        changsha=Profile(address="市里"),
        furong=Profile(postcode="410011"),
    )
    assert found["changsha"].place == Fact(Place("市里", "", None))
    assert found["furong"].place == Fact(Place("市里", "", None), PLACES["changsha"])


def test_what_makes_a_site_known_is_taken_from_nobody() -> None:
    own = Profile(motto="星城", accent=Accent.RIVER, mark="长沙", tile=Tile(1, 2))
    found = shown(changsha=own)
    city = found["changsha"]
    assert (city.motto, city.accent, city.mark, city.tile) == ("星城", "湘水", "长沙", (1, 2))
    assert found["furong"] == NOTHING_SHOWN


def test_a_site_with_a_name_alone_says_nothing_and_can_not_be_found() -> None:
    assert not NOTHING_SHOWN.says_anything
    assert not NOTHING_SHOWN.can_be_found
    assert not shown_profile(Profile(motto="好"), NOTHING_SHOWN).says_anything
    called = shown_profile(Profile(telephones=CALL), NOTHING_SHOWN)
    assert called.says_anything
    assert called.can_be_found
    assert not shown_profile(Profile(host="妇联"), NOTHING_SHOWN).can_be_found


def test_a_deep_tree_is_no_matter_of_recursion() -> None:
    sites = [replace(FEDERATION.sites[0], profile=Profile(host="省妇联"))]
    for number in range(3000):
        sites.append(
            replace(sites[0], slug=f"s{number}", parent=sites[-1].slug, profile=NO_PROFILE)
        )
    places = {site.slug: SiteLink(site.slug, site.name, "") for site in sites}
    found = shown_profiles(replace(FEDERATION, sites=tuple(sites)), places, PORTAL)
    assert found["s2999"].host == Fact("省妇联", places["hunan"])
