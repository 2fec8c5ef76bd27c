"""Dirty sites go to the workers: pictures first, the longest site first, a failure on its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import House, everything_in
from real_workers import NOT_TODAY, Noting
from rendering.conftest import picture
from rendering.in_process import Stage, stage

from lianzhan.building import outdated
from lianzhan.building.dispatch import MAKE, PORTAL, STAGE, Dispatch, longest_first
from lianzhan.building.last_build import Left
from lianzhan.building.publish import Publication
from lianzhan.building.shared_files import Output
from lianzhan.output.manifest import write_manifest
from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lianzhan.building.site_jobs import Staged
    from lianzhan.model.problem import Problem

SLUGS = ["changsha", "furong", "hengyang", "hunan"]


@pytest.fixture
def pictured(house: House) -> House:
    """A house whose province shows one picture, and one city another."""
    house.write("hunan/articles/theory/a.png", picture(400, 300))
    house.write("hunan/changsha/articles/news/b.png", picture(400, 300, "red"))
    house.article("hunan/articles/theory/a.md", "![图](a.png)")
    house.article("hunan/changsha/articles/news/b.md", "![图](b.png) ![又](b.png)")
    return house


def dispatch(staged: Stage, heard: list[tuple[str, int, int]] | None = None) -> Dispatch:
    output = staged.request.output
    before = outdated.read_manifests(output) if output.exists() else outdated.Manifests({}, None)
    found = outdated.compare(output, before, staged.checked, staged.setup, Left({}, {}))
    progress = (lambda *said: heard.append(said)) if heard is not None else (lambda *_said: None)
    return Dispatch(staged.checked, staged.setup, found, output / ".staging", progress)


def run(
    house: House, workers: Noting, slugs: Sequence[str] = SLUGS
) -> tuple[dict[str, Staged], list[Problem]]:
    done = dispatch(stage(house)).stage([slugs], workers, with_portal=False)
    return done.sites, list(done.problems)


def test_every_dirty_site_is_staged_with_the_sizes_of_its_pictures(pictured: House) -> None:
    workers = Noting()
    staged, problems = run(pictured, workers)
    assert problems == []
    assert sorted(staged) == SLUGS
    assert all(result.manifest for result in staged.values())
    functions = [function for function, _ in workers.asked]
    assert functions == [MAKE] * 2 + [STAGE] * len(SLUGS)
    sites = workers.jobs(STAGE)
    sizes = {job.outline.slug: len(job.sizes) for job in sites}
    assert sizes == {"changsha": 8, "furong": 4, "hengyang": 4, "hunan": 4}
    for job in sites:
        made_from = staged[job.outline.slug].manifest
        assert made_from is not None
        assert made_from.made_from == job.made_from


def test_only_what_is_dirty_is_sent_with_its_pictures_and_those_of_the_portal(
    pictured: House,
) -> None:
    workers = Noting()
    staged, _ = run(pictured, workers, ["changsha"])
    assert list(staged) == ["changsha"]
    workers = Noting()
    run(pictured, workers, ["furong"])
    assert [job.original.path for job in workers.jobs(MAKE)] == ["hunan/articles/theory/a.png"]
    assert [job.outline.slug for job in workers.jobs(STAGE)] == ["furong"]


def test_a_batch_is_at_work_before_the_next_one_is_looked_for(pictured: House) -> None:
    workers = Noting()

    def batches() -> Iterator[list[str]]:
        yield ["furong"]
        assert [job.outline.slug for job in workers.jobs(STAGE)] == ["furong"]
        yield []
        yield ["changsha"]

    heard: list[tuple[str, int, int]] = []
    done = dispatch(stage(pictured), heard).stage(batches(), workers, with_portal=False)
    assert sorted(done.sites) == ["changsha", "furong"]
    assert heard == [("furong", 1, 2), ("changsha", 2, 2)]
    made = [job.original.path for job in workers.jobs(MAKE)]
    theirs = {"hunan/articles/theory/a.png", "hunan/changsha/articles/news/b.png"}
    assert set(made) == theirs
    assert made[0] == "hunan/articles/theory/a.png"


def test_nothing_dirty_is_nothing_to_render(house: House) -> None:
    assert run(house, Noting(), []) == ({}, [])


def test_the_portal_is_rendered_with_the_sites_unless_it_is_as_it_should_be(house: House) -> None:
    workers, staged = Noting(), stage(house)
    portal = dispatch(staged).stage([SLUGS], workers, with_portal=True).portal
    assert portal is not None
    assert sorted(portal.files) == sorted(portal.manifest.files)
    assert len(workers.jobs(PORTAL)) == 1
    house.output.mkdir(exist_ok=True)
    write_manifest(house.output, portal.manifest)
    assert dispatch(staged).stage([[]], Noting(), with_portal=True).portal is None


def test_a_portal_that_can_not_be_rendered_leaves_the_sites_alone(house: House) -> None:
    workers = Noting("PortalJob")
    done = dispatch(stage(house)).stage([SLUGS], workers, with_portal=True)
    assert (sorted(done.sites), done.portal, done.problems) == (SLUGS, None, ())


def test_the_longest_site_goes_first_and_the_order_never_changes(house: House) -> None:
    for number in range(9):
        house.article(f"hunan/hengyang/articles/news/{number}.md")
    planner = house.check().planner
    order = longest_first(SLUGS, planner)
    assert order == ["hengyang", "hunan", "changsha", "furong"]
    assert longest_first(reversed(SLUGS), planner) == order
    workers = Noting()
    run(house, workers)
    assert [job.outline.slug for job in workers.jobs(STAGE)] == order


def test_sites_with_about_the_same_work_stand_beside_those_above_them(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those above lend them their articles, which a worker holds for a while."""
    planner = house.check().planner
    work = {"changsha": 5, "furong": 4, "hengyang": 7, "hunan": 6}
    monkeypatch.setattr(planner, "work", work.__getitem__)
    assert longest_first(SLUGS, planner) == ["hunan", "changsha", "furong", "hengyang"]


def test_a_picture_that_can_not_be_made_fails_only_the_sites_that_show_it(pictured: House) -> None:
    workers = Noting("hunan/changsha/articles/news/b.png")
    staged, problems = run(pictured, workers)
    assert sorted(staged) == ["furong", "hengyang", "hunan"]
    assert [(p.path, p.code) for p in problems] == [("hunan/changsha/site.toml", "site-failed")]
    reason = f"hunan/changsha/articles/news/b.png: RuntimeError: {NOT_TODAY}"
    assert dict(problems[0].details)["reason"] == reason


def test_a_picture_that_is_no_longer_what_was_checked_is_not_shown(pictured: House) -> None:
    """The real maker of pictures, in real processes."""
    staged = stage(pictured)
    pictured.write("hunan/changsha/articles/news/b.png", picture(400, 300, "blue"))
    with Workers(1) as workers:
        found = dispatch(staged).stage([SLUGS], workers, with_portal=True)
    assert sorted(found.sites) == ["furong", "hengyang", "hunan"]
    assert [(p.path, p.code) for p in found.problems] == [
        ("hunan/changsha/articles/news/b.png", "image-changed")
    ]


CACHES: dict[str, Callable[[Path], object]] = {
    "a file": lambda cache: cache.write_text("x", "utf-8"),
    "a file in it": lambda cache: (cache.mkdir(), (cache / "pictures").write_text("x", "utf-8")),
    "a link to nowhere": lambda cache: cache.symlink_to("none/none"),
    "a loop": lambda cache: cache.symlink_to(cache.name),
    "read only": lambda cache: cache.symlink_to("/proc"),
}


@pytest.mark.parametrize("cache", CACHES)
def test_a_cache_that_takes_nothing_keeps_no_new_picture_from_going_live(
    pictured: House, cache: str
) -> None:
    expected = replace(pictured, folder=pictured.folder / "expected")
    shutil.copytree(pictured.content, expected.content)
    expected.build()
    CACHES[cache](pictured.folder / "cache")
    pictured.output.mkdir()
    sent = dispatch(stage(pictured))
    sent.folder.mkdir()
    sent = replace(sent, setup=sent.setup.with_spare(sent.folder))
    staged = sent.stage([SLUGS], Noting(), with_portal=True)
    assert staged.problems == ()
    output = Output(pictured.output, sent.folder)
    Publication(output, sent.checked, sent.setup, staged, sent.found).run()
    shutil.rmtree(sent.folder)
    live, wanted = everything_in(pictured.output), everything_in(expected.output)
    assert sorted(name for name in live if "/pictures/" in name) == sorted(
        name for name in wanted if "/pictures/" in name
    )
    assert {name: wanted[name] for name in live} == live


def test_a_picture_that_finds_no_room_anywhere_fails_only_its_own_sites(pictured: House) -> None:
    (pictured.folder / "cache").write_text("x", "utf-8")
    pictured.output.mkdir()
    (pictured.output / "no-folder").write_text("x", "utf-8")
    sent = dispatch(stage(pictured))
    sent = replace(sent, setup=sent.setup.with_spare(pictured.output / "no-folder"))

    with Workers(1) as workers:
        found = sent.stage([SLUGS], workers, with_portal=False)
    assert {p.code for p in found.problems} == {"site-failed"}
    assert len(found.problems) == 4


def test_a_site_whose_worker_fails_is_a_problem_of_its_own(pictured: House) -> None:
    staged, problems = run(pictured, Noting("hunan"))
    assert sorted(staged) == ["changsha", "furong", "hengyang"]
    assert [(p.path, p.code) for p in problems] == [("hunan/site.toml", "site-failed")]


def test_a_site_that_the_audit_refuses_is_staged_without_a_manifest(house: House) -> None:
    theme = house.folder / "theme/templates"
    theme.mkdir(parents=True)
    (theme / "index.html").write_text('<a href="nowhere.html">x</a>', "utf-8")
    staged = stage(house)
    changed = replace(
        staged.setup,
        overrides=(*staged.setup.overrides, ("THEME_TEMPLATES_OVERRIDES", [str(theme)])),
        setup_digest="with other templates",
    )
    sent = replace(dispatch(staged), setup=changed)
    found = sent.stage([["hunan"]], Noting(), with_portal=False)
    assert [result.manifest for result in found.sites.values()] in ([None], [])
    assert {p.path for p in found.problems} == {"hunan/site.toml"}


def test_progress_is_told_for_every_site_also_one_that_fails(house: House) -> None:
    heard: list[tuple[str, int, int]] = []
    workers = Noting("furong")
    dispatch(stage(house), heard).stage([SLUGS], workers, with_portal=False)
    assert [(count, of) for _, count, of in heard] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert sorted(slug for slug, _, _ in heard) == SLUGS
