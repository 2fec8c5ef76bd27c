"""What stands at the end of a build: sites that are gone go, all others stand, and strangers too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.building.last_step import LastStep, strange_names
from lianzhan.building.outdated import read_manifests
from lianzhan.building.shared_files import Output
from lianzhan.model.federation import ASSETS
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.model.report import KEPT, REMOVED
from lianzhan.output.manifest import NAME, Manifest, write_manifest
from lianzhan.output.output_lock import MARKER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.building.last_step import Published


def live(house: House, slug: str, path: str) -> Path:
    """A site of one page that stands in the output, made from a folder of the content."""
    folder = house.output / slug
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(f"<p>{slug}", "utf-8")
    site = SiteIdentity(path, slug, "city", f"https://example.org/{slug}/")
    write_manifest(folder, Manifest(("x",), {"index.html": "x"}, site=site))
    return folder


def last_step(house: House, only: str | None = None) -> LastStep:
    output = Output(house.output, None, syncs=False)
    before = read_manifests(house.output)
    return LastStep(house.content, output, house.now, house.check(), before, only)


def statuses(published: Published) -> dict[str, str]:
    return {site.slug: site.status for site in published.sites}


def test_a_site_that_is_no_more_goes_and_the_others_are_kept(house: House) -> None:
    old, kept = live(house, "old", "hunan/old"), live(house, "hunan", "hunan")
    published = last_step(house).cleared()
    assert (old.exists(), kept.exists()) == (False, True)
    assert statuses(published) == {
        **dict.fromkeys(("changsha", "furong", "hengyang"), REMOVED),
        "hunan": KEPT,
    }
    assert {site.slug: site.pages for site in published.sites}["hunan"] == 1
    assert published.files.deleted == 1
    assert published.problems == ()


def test_a_build_of_one_site_removes_no_other_and_tells_of_none(house: House) -> None:
    old = live(house, "old", "hunan/old")
    live(house, "hunan", "hunan")
    published = last_step(house, "hunan").cleared()
    assert old.exists()
    assert statuses(published) == {"hunan": KEPT}


def test_a_site_under_another_slug_stands_until_it_stands_under_its_new_one(house: House) -> None:
    """That is told by the folder it was made from."""
    before = live(house, "oldslug", "hunan/changsha")
    last_step(house).cleared()
    assert before.exists()
    live(house, "changsha", "hunan/changsha")
    last_step(house).cleared()
    assert not before.exists()


def test_a_folder_that_lost_its_manifest_stands_if_it_may_be_a_site(house: House) -> None:
    for slug in ("changsha", "strange"):
        (live(house, slug, "x") / NAME).unlink()
    published = last_step(house).cleared()
    assert statuses(published)["changsha"] == KEPT
    assert (house.output / "strange/index.html").exists()
    assert [dict(fault.details)["name"] for fault in published.problems] == ["strange"]
    assert [fault.code for fault in published.problems] == ["strange-output"]


def test_names_that_no_build_has_put_there_are_strange(tmp_path: Path) -> None:
    for name in (MARKER, NAME, ASSETS, "hunan", "index.html", "x.txt", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / ".link").symlink_to("hunan")
    assert strange_names(tmp_path, {"hunan", "index.html"}) == [".link", "x.txt"]


def test_nothing_that_stood_is_lost_by_a_step_without_any_site(house: House) -> None:
    kept = live(house, "hunan", "hunan")
    step = last_step(house)
    nothing = replace(step, before=replace(step.before, sites={}))
    assert set(statuses(nothing.cleared()).values()) == {REMOVED}
    assert kept.exists()
