"""Places in the tree: nesting, levels, and what is known of sites that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import SiteTree
from lianzhan.reading.federation import read_federation
from reading.standing import found, read, standing

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.model.live_sites import LiveSite


def test_a_broken_site_keeps_slug_name_level_and_place_by_which_it_stands(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    tree = read(house, standing(cs="hunan/changsha"))
    site = tree.federation.by_slug["cs"]
    assert (site.name, site.level, site.parent) == ("cs妇联", "city", "hunan")
    assert tree.federation.by_slug["furong"].parent == "cs"
    assert (tree.stand_ins, [s.slug for s in tree.broken]) == ({"cs"}, ["cs"])


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


def test_who_stands_is_asked_only_where_folders_do_not_tell(house: House) -> None:
    def never() -> dict[str, LiveSite]:
        raise AssertionError

    assert isinstance(read_federation(house.content, never), SiteTree)


def test_sites_stand_in_the_order_of_their_codes_and_above_what_is_below(house: House) -> None:
    codes = {"yueyang": "430600", "shaoyang": "430500", "a-zone": "", "zhuzhou": "430200"}
    for name, code in codes.items():
        line = f'code = "{code}"\n' if code else ""
        house.write(f"hunan/{name}/site.toml", f'name = "{name}"\nlevel = "city"\n{line}')
    house.write(
        "hunan/changsha/yuelu/site.toml", 'name = "岳麓"\nlevel = "county"\ncode = "430104"'
    )
    tree = read(house, {})
    assert [site.slug for site in tree.federation.sites] == [
        "hunan",
        *("changsha", "furong", "yuelu"),
        *("zhuzhou", "shaoyang", "yueyang", "a-zone", "hengyang"),
    ]
    below = tree.federation.children["hunan"]
    assert [site.slug for site in below][:3] == ["changsha", "zhuzhou", "shaoyang"]


@pytest.mark.parametrize("text", ['code = "430100"\nname = 1', "name = "])
def test_a_broken_site_keeps_its_place_by_its_code(house: House, text: str) -> None:
    """By what its file still says, or else by what it is known as in the output."""
    house.write("hunan/x/site.toml", 'name = "x"\nlevel = "city"\ncode = "430200"')
    house.write("hunan/changsha/site.toml", text)
    live = standing(changsha="hunan/changsha")
    known = live["changsha"]
    live["changsha"] = known._replace(site=known.site._replace(code="430100"))
    tree = read(house, live)
    assert tree.stand_ins == {"changsha"}
    slugs = [site.slug for site in tree.federation.children["hunan"]]
    assert slugs == ["changsha", "x", "hengyang"]
