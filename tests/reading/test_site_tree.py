"""Whose a slug is, and which site a folder is: what stands in the output decides."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import LiveSite, SiteIdentity, SiteTree
from lianzhan.reading.federation import read_federation
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from conftest import House

ADDRESS = "https://example.org/{}/"


def standing(**paths: str) -> dict[str, LiveSite]:
    """Sites that stand in the output under their slugs."""
    return {
        slug: LiveSite(SiteIdentity(path, f"{slug}妇联", "city", ADDRESS.format(slug)))
        for slug, path in paths.items()
    }


def read(house: House, live: dict[str, LiveSite]) -> SiteTree:
    tree = read_federation(house.content, lambda: live)
    assert isinstance(tree, SiteTree)
    return tree


def found(tree: SiteTree) -> list[tuple[str, str]]:
    return sorted((fault.path, fault.code) for fault in tree.problems)


@pytest.mark.parametrize("newcomer", ["hunan/aaa", "hunan/zzz", "hunan/changsha/aaa"])
def test_who_stands_under_a_slug_keeps_it_whatever_the_order_of_paths(
    house: House, newcomer: str
) -> None:
    level = "county" if newcomer.count("/") == 2 else "city"
    text = f'name = "新来的"\nlevel = "{level}"\nslug = "hengyang"'
    house.write(f"{newcomer}/site.toml", text)
    tree = read(house, standing(hengyang="hunan/hengyang"))
    assert tree.federation.by_slug["hengyang"].path == "hunan/hengyang"
    assert found(tree) == [(f"{newcomer}/site.toml", "duplicate-slug")]
    (fault,) = tree.problems
    assert dict(fault.details)["other"] == "hunan/hengyang/site.toml"


def test_where_neither_stands_both_are_refused(house: House) -> None:
    house.write("hunan/loudi/site.toml", 'name = "a"\nlevel = "city"\nslug = "hengyang"')
    for live in (standing(), standing(hengyang="hunan/somewhere/else")):
        tree = read(house, live)
        assert "hengyang" not in tree.federation.by_slug
        assert [path for path, _ in found(tree)] == [
            "hunan/hengyang/site.toml",
            "hunan/loudi/site.toml",
        ]


def test_one_that_is_refused_a_slug_stands_on_under_its_own(house: House) -> None:
    house.write("hunan/loudi/site.toml", 'name = "a"\nlevel = "city"\nslug = "hengyang"')
    tree = read(house, standing(hengyang="hunan/hengyang", loudi="hunan/loudi"))
    assert tree.federation.by_slug["loudi"].name == "loudi妇联"
    assert tree.stand_ins == {"loudi"}


def test_a_folder_that_moved_with_its_slug_is_the_same_site(house: House) -> None:
    shutil.move(house.content / "hunan/hengyang", house.content / "hunan/moved")
    house.write("hunan/moved/site.toml", 'name = "衡阳"\nlevel = "city"\nslug = "hengyang"')
    tree = read(house, standing(hengyang="hunan/hengyang"))
    assert tree.federation.by_slug["hengyang"].path == "hunan/moved"
    assert found(tree) == []


def test_a_site_that_two_folders_claim_to_have_moved_to_stands(house: House) -> None:
    """Neither is built; what stands is no newcomer's, and is not to be taken for removed."""
    house.write("hunan/loudi/site.toml", 'name = "a"\nlevel = "city"\nslug = "hengyang"')
    tree = read(house, standing(hengyang="hunan/somewhere/else"))
    assert [site.slug for site in tree.broken] == ["hengyang"]
    assert "hengyang" not in tree.federation.by_slug


@pytest.mark.parametrize("fault", ["foo = 1", "name = ", 'level = "x"', "slug ="])
def test_a_site_that_moved_is_known_by_the_slug_that_a_faulty_file_says(
    house: House, fault: str
) -> None:
    shutil.move(house.content / "hunan/hengyang", house.content / "hunan/moved")
    house.write("hunan/moved/site.toml", f"slug = 'hengyang' # 衡阳\n{fault}\n")
    tree = read(house, standing(hengyang="hunan/hengyang"))
    assert [(site.slug, site.path) for site in tree.broken] == [("hengyang", "hunan/moved")]


def test_a_broken_site_keeps_slug_name_level_and_place_by_which_it_stands(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    tree = read(house, standing(cs="hunan/changsha"))
    site = tree.federation.by_slug["cs"]
    assert (site.name, site.level, site.parent) == ("cs妇联", "city", "hunan")
    assert tree.federation.by_slug["furong"].parent == "cs"
    assert (tree.stand_ins, [s.slug for s in tree.broken]) == ({"cs"}, ["cs"])


def test_a_newcomer_can_not_take_the_slug_of_a_broken_site_that_stands(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    house.write("hunan/aaa/site.toml", 'name = "a"\nlevel = "city"\nslug = "cs"')
    tree = read(house, standing(cs="hunan/changsha"))
    assert tree.federation.by_slug["cs"].path == "hunan/changsha"
    assert ("hunan/aaa/site.toml", "duplicate-slug") in found(tree)


@pytest.mark.skipif(os.name == "nt", reason="a loop of links makes a folder that can't be listed")
def test_sites_below_a_folder_that_can_not_be_read_stand_where_they_stood(house: House) -> None:
    real = house.content / "hunan/changsha"

    class Unlisted:
        """os.scandir that refuses one folder, as the system does without permission."""

        def __init__(self) -> None:
            self.scandir = os.scandir

        def __call__(self, path: object) -> object:
            if str(path) == str(real):
                raise PermissionError(13, "Permission denied", str(path))
            return self.scandir(path)  # type: ignore[call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", Unlisted())
        live = standing(changsha="hunan/changsha", furong="hunan/changsha/furong")
        tree = read(house, live | standing(elsewhere="hubei"))
    assert tree.unreadable == ("hunan/changsha",)
    assert tree.stand_ins == {"changsha", "furong"}
    assert tree.federation.by_slug["furong"].parent == "changsha"
    assert "elsewhere" not in tree.federation.by_slug
    assert found(tree) == [("hunan/changsha", "unreadable-file")]


@pytest.mark.parametrize(
    ("place", "level"), [("hunan/x", "province"), ("hunan/changsha/x", "city")]
)
def test_a_sites_level_is_below_that_of_the_site_it_stands_in(
    house: House, place: str, level: str
) -> None:
    house.write(f"{place}/site.toml", f'name = "a"\nlevel = "{level}"')
    tree = read(house, {})
    assert found(tree) == [(f"{place}/site.toml", "config-value")]
    (fault,) = tree.problems
    assert fault.line == 2
    assert level not in dict(fault.details)["expected"]
    assert "x" not in tree.federation.by_slug


def test_a_wrong_level_costs_a_site_its_place_no_more_than_any_other_fault(house: House) -> None:
    """Nothing else in this tree is a reason to ask what stands."""
    for slug in ("", 'slug = "cs"\n'):
        house.write("hunan/changsha/site.toml", f'{slug}name = "长沙"\nlevel = "province"')
        tree = read(house, standing(changsha="hunan/changsha"))
        site = tree.federation.by_slug["changsha"]
        assert (site.name, site.level, site.parent) == ("changsha妇联", "city", "hunan")
        assert tree.federation.by_slug["furong"].parent == "changsha"
        assert tree.stand_ins == {"changsha"}
        assert found(tree) == [("hunan/changsha/site.toml", "config-value")]


def test_the_level_of_a_site_above_takes_none_below_out_of_the_tree(house: House) -> None:
    house.write("hunan/site.toml", 'name = "湖南"\nlevel = "county"')
    live = standing(
        hunan="hunan",
        changsha="hunan/changsha",
        hengyang="hunan/hengyang",
        furong="hunan/changsha/furong",
    )
    tree = read(house, live)
    assert {*tree.federation.by_slug} == {*live}
    assert tree.stand_ins == {"changsha", "hengyang"}


def test_a_level_may_be_skipped(house: House) -> None:
    house.write("hunan/x/site.toml", 'name = "a"\nlevel = "county"')
    assert read(house, {}).federation.by_slug["x"].parent == "hunan"


def lose(house: House, path: str = "hunan/changsha") -> None:
    (house.content / path / "site.toml").unlink()


@pytest.mark.parametrize(
    "left", ["articles/news/a.md", "pages/a.md", "articles/x/b/index.MARKDOWN"]
)
def test_a_site_that_lost_its_site_toml_stands_while_it_holds_articles_or_pages(
    house: House, left: str
) -> None:
    lose(house)
    shutil.rmtree(house.content / "hunan/changsha/articles")
    house.write(f"hunan/changsha/{left}", "x")
    tree = read(house, standing(cs="hunan/changsha", furong="hunan/changsha/furong"))
    site = tree.federation.by_slug["cs"]
    assert (site.name, site.level, site.parent) == ("cs妇联", "city", "hunan")
    assert tree.federation.by_slug["furong"].parent == "cs"
    assert (tree.stand_ins, tree.unread, tree.unreadable) == ({"cs"}, (), ())
    assert found(tree) == [("hunan/changsha/site.toml", "config-missing")]


@pytest.mark.parametrize("left", ["", "a.md", "articles/a.txt", "images/a.md", "articles/.a.md"])
def test_a_folder_without_site_toml_articles_and_pages_is_no_site(house: House, left: str) -> None:
    lose(house)
    shutil.rmtree(house.content / "hunan/changsha/articles")
    if left:
        house.write(f"hunan/changsha/{left}", "x")
    tree = read(house, standing(changsha="hunan/changsha"))
    assert "changsha" not in tree.federation.by_slug
    assert (tree.broken, tree.unread) == ((), ())


def test_a_folder_that_never_was_a_site_is_none(house: House) -> None:
    house.write("hunan/drafts/articles/news/a.md", "x")
    tree = read(house, standing(changsha="hunan/changsha"))
    assert tree.stand_ins == frozenset()
    assert found(tree) == [("hunan/drafts/articles/news/a.md", "misplaced-file")]


def test_articles_that_nobody_can_list_are_articles_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(house)
    scandir = os.scandir

    def refusing(path: str | os.PathLike[str]) -> object:
        if str(path) == str(house.content / "hunan/changsha/articles"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    tree = read(house, standing(changsha="hunan/changsha"))
    assert [site.slug for site in tree.broken] == ["changsha"]
    assert tree.unreadable == ("hunan/changsha/articles",)


@pytest.mark.parametrize("target", ["../elsewhere", "none", "changsha", "hengyang", "site.toml"])
@pytest.mark.parametrize("place", ["hunan/changsha", "hunan"])
def test_a_site_whose_folder_is_a_link_stands_where_it_stood(
    house: House, place: str, target: str
) -> None:
    """Whether it leads to its old content, to another site, to a file, nowhere or to itself."""
    shutil.move(house.content / place, house.folder / "elsewhere")
    (house.content / place).symlink_to(house.folder / "elsewhere" if ".." in target else target)
    live = standing(hunan="hunan", changsha="hunan/changsha", furong="hunan/changsha/furong")
    tree = read(house, live)
    assert {*tree.federation.by_slug} >= {*live}
    assert {site.slug for site in tree.unread} == {
        s for s in live if place == "hunan" or s != "hunan"
    }
    assert tree.unreadable[0] == place
    assert (place, "outside-content") in found(tree)


def test_a_site_that_moved_leaves_its_slug_to_no_drafts_that_stayed(house: House) -> None:
    shutil.move(house.content / "hunan/changsha", house.content / "hunan/moved")
    house.write("hunan/moved/site.toml", 'slug = "changsha"\nname = "长沙"\nlevel = "city"')
    house.write("hunan/changsha/articles/news/draft.md", "x")
    tree = read(house, {**standing(changsha="hunan/changsha")})
    assert tree.federation.by_slug["changsha"].path == "hunan/moved"
    assert tree.stand_ins == frozenset()


def test_no_newcomer_takes_the_slug_of_a_site_that_lost_its_site_toml(house: House) -> None:
    """Its live articles are still there; what else the newcomer may hold of it is not known."""
    lose(house)
    house.write("hunan/aaa/site.toml", 'slug = "changsha"\nname = "新来的"\nlevel = "city"')
    there = standing(changsha="hunan/changsha")["changsha"]
    live = {"changsha": there._replace(articles=("hunan/changsha/articles/news/two.md",))}
    tree = read(house, live)
    assert tree.federation.by_slug["changsha"].path == "hunan/changsha"
    assert tree.unreadable == ("hunan/changsha",)
    assert found(tree) == [
        ("hunan/aaa/site.toml", "duplicate-slug"),
        ("hunan/changsha/site.toml", "config-missing"),
    ]


def test_the_images_of_a_site_that_lost_its_site_toml_are_there_for_those_below(
    house: House,
) -> None:
    lose(house, "hunan")
    federation = read(house, standing(hunan="hunan", changsha="hunan/changsha")).federation
    (job,) = read_jobs(house.content, federation, [federation.by_slug["changsha"]])
    assert job.above == ("hunan",)


def test_who_stands_is_asked_only_where_folders_do_not_tell(house: House) -> None:
    def never() -> dict[str, LiveSite]:
        raise AssertionError

    assert isinstance(read_federation(house.content, never), SiteTree)
