"""Wherever a site is named its look goes with it, and what shows it is made anew with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, article, catalog

from lianzhan.model.catalog import OWN, PICKED, PUSHED, Placement
from lianzhan.model.identity import SiteLook
from lianzhan.model.profile import Accent, Profile
from lianzhan.planning.places import families, site_links
from lianzhan.planning.planner import Planner
from lianzhan.planning.portal_outline import portal_outline

if TYPE_CHECKING:
    from lianzhan.model.federation import Federation

THEORY = article("hunan", "theory")
NEWS = article("changsha")
COUNTY_NEWS = article("furong")
SITES = ("hunan", "changsha", "furong", "hengyang", "hubei")


def changed(**profiles: Profile) -> Federation:
    sites = (replace(s, profile=profiles.get(s.slug, s.profile)) for s in FEDERATION.sites)
    return replace(FEDERATION, sites=tuple(sites))


def planner(federation: Federation = FEDERATION, *more: Placement) -> Planner:
    placed = [
        Placement(slug, "theory", THEORY.path, OWN if slug == "hunan" else PUSHED) for slug in SITES
    ]
    news = Placement("changsha", "news", NEWS.path, OWN)
    articles = (THEORY, NEWS, COUNTY_NEWS)
    paths = [each.path for each in articles]
    return Planner(federation, catalog(*articles), paths, [*placed, news, *more])


def test_a_site_has_the_look_that_it_sets_and_else_the_one_of_its_place_and_name() -> None:
    places = site_links(changed(hengyang=Profile(accent=Accent.PINE, mark="衡")))
    assert places["hengyang"].look == SiteLook(Accent.PINE, "衡")
    assert places["hunan"].look == SiteLook(Accent.CINNABAR, "hu")
    assert places["changsha"].look.accent == Accent.POMEGRANATE


def test_a_family_is_all_sites_below_one_in_their_order() -> None:
    places = site_links(FEDERATION)
    assert families(FEDERATION, places)["hunan"] == (places["changsha"], places["hengyang"])
    assert families(FEDERATION, places)[None] == (places["hunan"], places["hubei"])


def test_a_site_knows_the_look_of_all_that_it_names() -> None:
    plans = planner()
    known = plans.outline("changsha")
    assert known.place == plans.places["changsha"]
    assert known.ancestors == (plans.places["hunan"],)
    assert known.children == (plans.places["furong"],)
    assert known.siblings == (plans.places["changsha"], plans.places["hengyang"])
    assert plans.outline("furong").siblings == (plans.places["furong"],)
    assert plans.outline("hubei").siblings == (plans.places["hunan"], plans.places["hubei"])
    assert {listed.home for listed in known.listings} == {known.place, *known.ancestors}
    portal = portal_outline(plans, SITES)
    groups = [group for level in portal.levels for group in level.groups] if portal else []
    assert {site for group in groups for site in group.sites} == {*plans.places.values()}


def test_a_look_that_changes_has_every_site_made_anew_that_shows_it_and_no_other() -> None:
    before, after = planner(), planner(changed(furong=Profile(mark="蓉")))
    outdated = {slug for slug in SITES if before.digest(slug) != after.digest(slug)}
    assert outdated == {"furong", "changsha"}
    one, other = portal_outline(before, SITES), portal_outline(after, SITES)
    assert one
    assert other
    assert one.digest != other.digest


def test_the_look_of_the_home_of_an_article_counts_where_the_article_shows() -> None:
    before, after = planner(), planner(changed(furong=Profile(mark="蓉")))
    assert before.digest("hubei") == after.digest("hubei")
    picked = Placement("hubei", "news", COUNTY_NEWS.path, PICKED)
    before, after = planner(FEDERATION, picked), planner(changed(furong=Profile(mark="蓉")), picked)
    assert before.digest("hubei") != after.digest("hubei")
    homes = {listed.home for listed in before.outline("hubei").listings}
    assert homes == {before.places["furong"], before.places["hunan"]}
