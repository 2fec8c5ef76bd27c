"""What a worker does: one site rendered and audited into a folder of its own, one picture made."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House, everything_in
from rendering.conftest import picture
from rendering.in_process import own_settings, stage

from lianzhan.building.site_jobs import PictureJob, SiteJob
from lianzhan.building.staging import copy_assets, make_picture, shown_pictures
from lianzhan.model.federation import ASSETS
from lianzhan.output.manifest import NAME, has_assets, is_complete, read_manifest
from lianzhan.rendering.build_setup import MissingAssetError
from lianzhan.rendering.theme.sheets import served

if TYPE_CHECKING:
    from pathlib import Path


def test_a_staged_site_is_described_by_its_manifest(house: House) -> None:
    house.article("hunan/pages/about.md")
    staged = stage(house)
    result = staged.site("hunan")
    assert result.problems == ()
    assert result.manifest is not None
    written = read_manifest(staged.folder / "hunan")
    assert written == result.manifest
    assert set(result.manifest.files) == set(staged.files("hunan")) - {NAME}
    plan = staged.plan("hunan")
    shown = {x.planned.value.path for x in plan.listings} | {p.value.path for p in plan.pages}
    assert set(result.manifest.articles) == shown
    assert len(shown) == 3
    assert result.manifest.assets == tuple(
        f"{staged.setup.theme_version}/{name}" for name in staged.setup.theme_files
    )
    assert result.pages == len(list((staged.folder / "hunan").rglob("*.html")))
    assert result.seconds > 0


def test_a_site_that_the_audit_refuses_has_no_manifest(house: House, tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text('<a href="nowhere.html">x</a>', "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    staged = stage(house, settings_file=settings)
    result = staged.site("hunan")
    assert {(p.path, p.code) for p in result.problems} == {("hunan/site.toml", "audit-dead-link")}
    assert (result.manifest, result.pages) == (None, 0)
    assert not (staged.folder / "hunan" / NAME).exists()


def test_what_an_earlier_try_left_is_gone(house: House) -> None:
    staged = stage(house)
    stray = staged.folder / "hunan/news/stray.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("x", "utf-8")
    assert staged.site("hunan").problems == ()
    assert not stray.exists()


def test_settings_of_the_command_line_may_be_lists(house: House, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("eigen", "utf-8")
    house.article("hunan/pages/about.md")
    overrides = (("THEME_TEMPLATES_OVERRIDES", [str(tmp_path)]), ("DEFAULT_PAGINATION", 3))
    staged = stage(house, overrides=overrides)
    assert staged.site("hunan").problems == ()
    assert staged.page("hunan/pages/about.html") == "eigen"


def test_a_job_can_be_sent_to_another_process(house: House) -> None:
    """Also a plan that has been looked at, which carries what it has worked out: it stays data."""
    staged = stage(house)
    plan, outline = staged.plan("hunan"), staged.outline("hunan")
    slot = plan.top_slot
    homes = staged.checked.homes(outline)
    job = SiteJob(staged.setup, outline, homes, ("",), staged.folder, "hunan/site.toml", {})
    assert pickle.loads(pickle.dumps(job)) == job
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    assert again.top_slot == slot


def test_an_outline_holds_no_words_of_its_articles(house: House) -> None:
    """They stay with the workers: the build's own process never has whole articles."""
    house.article("hunan/articles/news/one.md", "独一无二的正文", title="独一无二的标题")
    staged = stage(house)
    assert "独一无二的正文" in repr(staged.plan("hunan"))
    assert "独一无二" not in repr(staged.outline("hunan"))
    assert "独一无二" not in repr(staged.checked)


def test_a_manifest_names_also_what_its_articles_link(house: House) -> None:
    """A link to a withdrawn article must go, too."""
    house.article("hunan/changsha/articles/news/x.md", "[见](/hunan/articles/news/one.md)")
    result = stage(house).site("changsha")
    assert result.manifest is not None
    assert "hunan/articles/news/one.md" in result.manifest.articles


@pytest.fixture
def pictured(house: House) -> House:
    house.write("hunan/articles/theory/a.png", picture(400, 300))
    house.write("hunan/articles/theory/same.png", picture(400, 300))
    house.write("hunan/articles/news/b.png", picture(400, 300, "red"))
    house.write("hunan/pages/c.png", picture(400, 300, "lime"))
    house.article(
        "hunan/articles/theory/p.md", "![图](a.png) ![图](same.png)", APPROVED + "cover: a.png\n"
    )
    house.article("hunan/articles/news/p.md", "![图](b.png)")
    house.article("hunan/pages/p.md", "![图](c.png)")
    return house


def test_a_sites_pictures_are_those_of_its_lists_and_pages_each_once(pictured: House) -> None:
    staged = stage(pictured)
    paths = [shown.path.rpartition("/")[2] for shown in shown_pictures(staged.plan("hunan"))]
    assert sorted(paths) == ["b.png", "c.png", "same.png"]
    paths = [shown.path.rpartition("/")[2] for shown in shown_pictures(staged.plan("furong"))]
    assert paths == ["same.png"]


def test_a_manifest_names_the_pictures_so_that_they_stay(pictured: House) -> None:
    staged = stage(pictured)
    result = staged.site("furong")
    assert result.manifest is not None
    pictures = [name for name in result.manifest.assets if name.startswith("pictures/")]
    assert [name.partition("-")[2] for name in pictures] == [
        "240.webp", "400.png", "400.webp", "square.jpg",
    ]  # fmt: skip
    assert not (staged.folder / "furong" / ASSETS).exists()
    assert is_complete(staged.folder / "furong", result.manifest)
    assert not has_assets(staged.folder / "furong", result.manifest)


def test_on_its_own_host_a_site_gets_its_pictures(pictured: House) -> None:
    toml = pictured.content / "federation.toml"
    text = toml.read_text("utf-8").replace("example.org/{slug}/", "{slug}.example.org/")
    toml.write_text(text, "utf-8")
    staged = stage(pictured)
    result = staged.site("furong")
    assert result.problems == ()
    assert result.manifest is not None
    assert set(everything_in(staged.folder / "furong" / ASSETS)) == set(result.manifest.assets)
    assert is_complete(staged.folder / "furong", result.manifest)
    assert has_assets(staged.folder / "furong", result.manifest)


def test_an_asset_that_is_missing_fails_the_site(house: House) -> None:
    own = stage(house).setup
    own.cache.put("pictures/a.png", b"a")
    style = f"{own.theme_version}/css/site.css"
    copy_assets(["pictures/a.png", style], own, house.folder / "out")
    assert everything_in(house.folder / "out") == {
        "pictures/a.png": b"a",
        style: served(own.theme, "css/site.css"),
    }
    (own.cache.folder / "pictures/a.png").write_bytes(b"damaged")
    with pytest.raises(MissingAssetError, match=r"pictures/a\.png is missing from the cache"):
        copy_assets(["pictures/a.png"], own, house.folder / "out")


def test_a_picture_is_made_again_where_one_of_its_files_is_damaged(pictured: House) -> None:
    staged = stage(pictured)
    (shown,) = shown_pictures(staged.plan("furong"))
    job = PictureJob(shown, pictured.content, staged.setup.cache)
    sizes = make_picture(job)
    assert isinstance(sizes, dict)
    files = everything_in(staged.request.cache / "pictures")
    assert len(files) == len(sizes) == 4
    for name in files:
        (staged.request.cache / "pictures" / name).write_bytes(b"damaged")
    assert make_picture(job) == sizes
    assert everything_in(staged.request.cache / "pictures") == files
    shutil.rmtree(pictured.content)
    assert make_picture(job) == sizes


def test_a_picture_that_the_cache_does_not_take_is_kept_in_the_staging_folder(
    pictured: House,
) -> None:
    (pictured.folder / "cache").write_text("x", "utf-8")
    staged = stage(pictured)
    (shown,) = shown_pictures(staged.plan("furong"))
    house = staged.setup.with_spare(staged.folder)
    sizes = make_picture(PictureJob(shown, pictured.content, house.cache, house.spare))
    assert isinstance(sizes, dict)
    assert {name: len(house.asset(name)) for name in sizes} == sizes
    assert all(house.has_asset(name) for name in sizes)
    assert not staged.setup.has_asset(next(iter(sizes)))
    shutil.rmtree(pictured.content)
    assert make_picture(PictureJob(shown, pictured.content, house.cache, house.spare)) == sizes


def test_a_picture_that_the_cache_takes_is_kept_there_alone(pictured: House) -> None:
    staged = stage(pictured)
    (shown,) = shown_pictures(staged.plan("furong"))
    house = staged.setup.with_spare(staged.folder)
    make_picture(PictureJob(shown, pictured.content, house.cache, house.spare))
    assert house.spare
    assert not house.spare.exists()
