"""What goes to workers and comes back is values that any process can be sent."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from conftest import House, cache_in
from every_code import CODES
from rendering.in_process import stage

from lianzhan.building.site_jobs import (
    AllStaged,
    PictureJob,
    PortalJob,
    SiteJob,
    Staged,
    StagedPortal,
)
from lianzhan.model.catalog import Picture
from lianzhan.model.problem import problem
from lianzhan.output.manifest import Manifest
from lianzhan.planning.portal_outline import portal_outline

if TYPE_CHECKING:
    from rendering.in_process import Stage

PICTURE = Picture("x.png", "digest", "png", 99, 4, 3)
MANIFEST = Manifest((), {"index.html": "x", "news/one.html": "y", "feed.xml": "z"})


@pytest.fixture
def staged(house: House) -> Stage:
    return stage(house)


def site_job(staged: Stage) -> SiteJob:
    outline, site = staged.outline("furong"), staged.checked.planner.identity("furong")
    homes = staged.checked.homes(outline)
    return SiteJob(staged.setup, outline, homes, ("",), staged.folder, site, {})


def test_jobs_and_their_results_can_be_sent_to_another_process(house: House, staged: Stage) -> None:
    portal = portal_outline(staged.checked.planner, staged.checked.sites)
    assert portal is not None
    found = problem("x.md", 0, CODES["image-changed"])
    for value in (
        site_job(staged),
        PortalJob(staged.setup, portal, staged.checked.homes(portal)),
        PictureJob(PICTURE, house.content, cache_in(house.folder / "cache")),
        AllStaged({"x": Staged("x", None, "", (found,), 0.1)}, StagedPortal({}, MANIFEST), ()),
    ):
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_job_shows_no_key_of_the_cache(house: House) -> None:
    cache = cache_in(house.folder / "cache")
    job = PictureJob(PICTURE, house.content, cache)
    assert cache.key
    assert repr(cache.key) not in repr(job)


def test_problems_of_a_site_stand_in_its_own_file(staged: Stage) -> None:
    assert site_job(staged).config == "hunan/changsha/furong/site.toml"


def test_the_pages_of_a_staged_site_are_those_of_its_manifest() -> None:
    assert Staged("x", MANIFEST, "", (), 0.1).pages == 2
    assert Staged("x", None, "", (), 0.1).pages == 0
