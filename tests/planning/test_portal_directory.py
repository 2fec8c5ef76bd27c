"""How the portal leads to every site, whatever the number of levels and of topmost sites."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lianzhan.planning.portal_directory import PortalDirectory, portal_directory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from conftest import House

    from lianzhan.planning.site_facts import SiteLink


def directory_of(house: House, standing: Collection[str] = ()) -> PortalDirectory:
    planner = house.check().planner
    slugs = frozenset(standing or planner.places)
    return portal_directory(planner.federation, planner.places, planner.level_titles, slugs)


def slugs(places: Iterable[SiteLink]) -> list[str]:
    return [place.slug for place in places]


def every(directory: PortalDirectory) -> list[str]:
    found = slugs(directory.alone)
    for row in directory.rows:
        found += [row.place.slug, *slugs(row.leaves)]
        for group in row.groups:
            found += [group.place.slug, *slugs(group.below)]
    return found


def site(house: House, path: str, level: str, more: str = "") -> None:
    house.write(f"{path}/site.toml", f'name = "{path}"\nlevel = "{level}"\n{more}')


def deeper(house: House) -> None:
    """A level above the province, as of the whole country."""
    text = (house.content / "federation.toml").read_text("utf-8")
    top = '[[levels]]\nname = "nation"\ntitle = "全国"\n\n[[levels]]\n'
    house.write("federation.toml", text.replace("[[levels]]\n", top, 1))
    shutil.move(house.content / "hunan", house.content / "china/hunan")
    site(house, "china", "nation")


def test_below_one_province_a_row_is_a_city_with_its_counties(house: House) -> None:
    found = directory_of(house)
    assert slugs(found.alone) == ["hunan"]
    rows = [(row.place.slug, slugs(row.leaves), row.count) for row in found.rows]
    assert rows == [("changsha", ["furong"], 2), ("hengyang", [], 1)]
    assert found.count == 4


def test_a_site_of_a_level_without_sites_below_stands_alone(house: House) -> None:
    """The offices of an authority itself are no city."""
    text = (house.content / "federation.toml").read_text("utf-8")
    direct = '[[levels]]\nname = "direct"\ntitle = "省直单位"\n\n[[levels]]\nname = "city"'
    house.write("federation.toml", text.replace('[[levels]]\nname = "city"', direct))
    site(house, "hunan/shengzhi", "direct")
    found = directory_of(house)
    assert slugs(found.alone) == ["hunan", "shengzhi"]
    assert [row.place.slug for row in found.rows] == ["changsha", "hengyang"]


def test_two_levels_have_neither_rows_nor_map(house: House) -> None:
    shutil.rmtree(house.content / "hunan/changsha/furong")
    found = directory_of(house)
    assert slugs(found.alone) == ["hunan", "changsha", "hengyang"]
    assert (found.rows, found.tiles) == ((), ())


def test_one_row_alone_is_no_map(house: House) -> None:
    shutil.rmtree(house.content / "hunan/hengyang")
    found = directory_of(house)
    assert ([row.count for row in found.rows], found.tiles) == ([2], ())


def test_of_the_whole_country_a_row_is_a_province_and_a_group_a_city(house: House) -> None:
    deeper(house)
    found = directory_of(house)
    assert slugs(found.alone) == ["china"]
    (row,) = found.rows
    assert (row.place.slug, slugs(row.leaves), row.count) == ("hunan", ["hengyang"], 4)
    assert [(g.place.slug, slugs(g.below)) for g in row.groups] == [("changsha", ["furong"])]


def test_below_a_group_stand_all_below_it_each_right_before_its_own(house: House) -> None:
    deeper(house)
    text = (house.content / "federation.toml").read_text("utf-8")
    town = '[[levels]]\nname = "town"\ntitle = "乡镇"\n\n'
    house.write("federation.toml", text.replace("[image_profiles", f"{town}[image_profiles", 1))
    city = "china/hunan/changsha"
    site(house, f"{city}/furong/dayao", "town")
    site(house, f"{city}/furong/wenjiashi", "town")
    site(house, f"{city}/yuelu", "county")
    house.write("china/hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"\n')
    found = directory_of(house)
    (group,) = found.rows[0].groups
    assert slugs(group.below) == ["furong", "dayao", "wenjiashi", "yuelu"]
    assert found.rows[0].count == 7
    assert [(block.place.slug, block.count) for block in found.tiles] == [
        ("hunan", 7),
        ("hubei", 1),
    ]
    site(house, city, "city", "tile = [1, 1]\n")
    (block,) = directory_of(house).tiles
    assert (block.anchor, block.count) == ("changsha", 5)


def test_of_several_topmost_sites_each_is_a_row(house: House) -> None:
    site(house, "hubei", "province")
    found = directory_of(house)
    assert found.alone == ()
    assert [row.place.slug for row in found.rows] == ["hunan", "hubei"]
    assert [g.place.slug for g in found.rows[0].groups] == ["changsha"]


def test_whatever_the_tree_each_site_is_there_once(house: House) -> None:
    deeper(house)
    site(house, "china/hubei", "province")
    site(house, "china/hubei/wuhan", "city")
    site(house, "china/hunan/south", "county")
    for standing in ((), {"furong", "china"}, {"furong"}, {"hubei", "changsha", "furong"}):
        found = directory_of(house, standing)
        assert sorted(every(found)) == sorted(standing or house.check().planner.places)
        assert len(every(found)) == found.count


def test_a_site_whose_own_parent_does_not_stand_belongs_to_the_next_above(house: House) -> None:
    found = directory_of(house, {"hunan", "furong"})
    assert slugs(found.alone) == ["hunan", "furong"]
    assert found.rows == ()


def test_without_tiles_the_map_is_the_rows_in_official_order(house: House) -> None:
    found = directory_of(house)
    shown = [(block.place.slug, block.anchor, block.count, block.tile) for block in found.tiles]
    assert shown == [("changsha", "changsha", 2, None), ("hengyang", "hengyang", 1, None)]


def test_blocks_with_tiles_stand_as_one_reads_and_the_others_are_below(house: House) -> None:
    site(house, "hunan", "province", "tile = [3, 1]\n")
    site(house, "hunan/changsha", "city", "tile = [1, 1]\n")
    found = directory_of(house)
    shown = [(block.place.slug, block.anchor, block.level) for block in found.tiles]
    assert shown == [("changsha", "changsha", "市州"), ("hunan", "", "省级")]
    assert "hengyang" in every(found)
    site(house, "hunan/hengyang", "city", "tile = [2, 2]\n")
    found = directory_of(house)
    assert slugs(block.place for block in found.tiles) == ["changsha", "hunan", "hengyang"]
