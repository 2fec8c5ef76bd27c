"""Whose a slug is: what stands in the output decides where folders can't."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from reading.standing import found, read, standing

if TYPE_CHECKING:
    from conftest import House


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


def test_a_newcomer_can_not_take_the_slug_of_a_broken_site_that_stands(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    house.write("hunan/aaa/site.toml", 'name = "a"\nlevel = "city"\nslug = "cs"')
    tree = read(house, standing(cs="hunan/changsha"))
    assert tree.federation.by_slug["cs"].path == "hunan/changsha"
    assert ("hunan/aaa/site.toml", "duplicate-slug") in found(tree)
