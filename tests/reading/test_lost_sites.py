"""Sites that stand, and whose folders have no site.toml, or none that could be seen."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.read_job import read_jobs
from reading.standing import found, read, standing

if TYPE_CHECKING:
    from conftest import House


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
