"""What the portal shows: all sites by level, and the newest of the topmost pinned columns."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from conftest import APPROVED

from lianzhan.planning.portal_outline import portal_outline
from planning.portals import portal_of

if TYPE_CHECKING:
    from conftest import House

EQUALITY = "hunan/articles/theory/equality.md"
ROOT_URL = "https://example.org/"


def edit(house: House, path: str, old: str, new: str) -> None:
    file = house.content / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_without_any_theory_article_there_is_no_plan_and_no_portal(house: House) -> None:
    (house.content / EQUALITY).unlink()
    checked = house.check()
    assert checked.sites == ()
    assert portal_outline(checked.planner, checked.sites) is None


def test_the_portal_groups_sites_by_level_and_by_the_site_above(house: House) -> None:
    house.write("hunan/hengyang/yanfeng/site.toml", 'name = "雁峰区妇联"\nlevel = "county"\n')
    portal = portal_of(house)
    shown = [
        (
            level.title,
            [(group.parent and group.parent.slug, [s.slug for s in group.sites])
             for group in level.groups],
        )
        for level in portal.levels
    ]  # fmt: skip
    assert shown == [
        ("省级", [(None, ["hunan"])]),
        ("市州", [("hunan", ["changsha", "hengyang"])]),
        ("县市区", [("changsha", ["furong"]), ("hengyang", ["yanfeng"])]),
    ]
    assert portal.pinned_title == "理论学习"
    assert portal.pinned_url == ROOT_URL + "hunan/theory/"


def test_where_no_topmost_site_stands_the_slot_is_that_of_the_first_that_does(house: House) -> None:
    portal = portal_outline(house.check().planner, {"changsha", "hengyang"})
    assert portal
    assert portal.pinned_url == ROOT_URL + "changsha/theory/"
    assert [listed.path for listed in portal.top_slot] == [EQUALITY]


def test_a_level_that_no_site_has_is_not_on_the_portal(house: House) -> None:
    shutil.rmtree(house.content / "hunan/changsha/furong")
    portal = portal_of(house)
    assert [level.title for level in portal.levels] == ["省级", "市州"]


def test_the_portals_slot_joins_those_of_all_topmost_sites_without_repeats(house: House) -> None:
    house.write("hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"\n')
    path = house.article("hubei/articles/theory/north.md")
    edit(house, path, "2026-03-08", "2026-03-09")
    portal = portal_of(house)
    assert [x.planned.value.name for x in portal.top_slot] == ["north", "equality"]
    assert portal.pictures == ()


def test_the_portal_shows_the_newest_and_no_more_than_fit(house: House) -> None:
    for day in range(10, 20):
        path = house.article(f"hunan/articles/theory/t{day}.md")
        edit(house, path, "2026-03-08", f"2026-03-{day}")
    newest = [x.planned.value.name for x in portal_of(house).top_slot]
    assert newest == ["t19", "t18", "t17", "t16", "t15", "t14"]


def test_a_site_that_does_not_stand_is_not_on_the_portal(house: House) -> None:
    checked = house.check()
    outline = portal_outline(checked.planner, {"hunan", "furong"})
    assert outline is not None
    shown = [s.slug for level in outline.levels for group in level.groups for s in group.sites]
    assert shown == ["hunan", "furong"]
    assert outline.digest != portal_outline(checked.planner, checked.sites).digest


def test_of_several_topmost_sites_the_newest_six_are_shown(house: House) -> None:
    house.write("hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"\n')
    for day in range(11, 19):
        site = "hubei" if day % 2 else "hunan"
        path = house.article(f"{site}/articles/theory/t{day}.md")
        edit(house, path, "2026-03-08", f"2026-03-{day}")
    newest = [x.planned.value.name for x in portal_of(house).top_slot]
    assert newest == ["t18", "t17", "t16", "t15", "t14", "t13"]


def names(house: House) -> list[str]:
    return [x.planned.value.name for x in portal_of(house).newest]


def dated(house: House, path: str, day: str) -> str:
    edit(house, house.article(path), "2026-03-08", day)
    return path


def test_the_newest_of_all_sites_are_their_own_and_none_is_in_the_slot(house: House) -> None:
    """What is pushed stands in many sites, and once among the newest."""
    dated(house, "hunan/changsha/furong/articles/news/lamp.md", "2026-03-20")
    dated(house, "hunan/articles/theory/notes.md", "2026-03-21")
    dated(house, "hunan/changsha/articles/news/boat.md", "2026-03-22")
    portal = portal_of(house)
    shown = names(house)
    assert shown[:2] == ["boat", "lamp"]
    assert len(shown) == len({*shown})
    assert {x.planned.value.name for x in portal.top_slot} & {*shown} == set()
    homes = {x.planned.value.name: x.planned.home.slug for x in portal.newest}
    assert (homes["boat"], homes["lamp"]) == ("changsha", "furong")


def test_what_is_pushed_to_every_site_is_among_the_newest_once(house: House) -> None:
    for day in range(10, 18):
        dated(house, f"hunan/articles/theory/t{day}.md", f"2026-03-{day}")
    assert len(house.check().planner.placed["furong"]) > len(names(house))
    assert names(house)[:2] == ["t11", "t10"]
    assert len(names(house)) == len({*names(house)})


def test_the_newest_of_all_sites_are_six(house: House) -> None:
    for day in range(10, 20):
        dated(house, f"hunan/hengyang/articles/news/t{day}.md", f"2026-03-{day}")
    assert names(house) == ["t19", "t18", "t17", "t16", "t15", "t14"]


def test_the_portal_changes_with_its_newest_and_with_no_older_article(house: House) -> None:
    for day in range(10, 17):
        dated(house, f"hunan/hengyang/articles/news/t{day}.md", f"2026-03-{day}")

    def digest() -> str:
        checked = house.check()
        outline = portal_outline(checked.planner, checked.sites)
        assert outline is not None
        return outline.digest

    before = digest()
    edit(house, "hunan/hengyang/articles/news/t10.md", "title: ", "title: 改了的")
    assert digest() == before
    edit(house, "hunan/hengyang/articles/news/t11.md", "title: ", "title: 改了的")
    assert digest() != before


def test_an_article_without_a_page_leaves_its_place_to_the_next(house: House) -> None:
    for day in range(10, 17):
        dated(house, f"hunan/hengyang/articles/news/t{day}.md", f"2026-03-{day}")
    checked = house.check()
    outline = portal_outline(checked.planner, checked.sites, lambda path: "t15" not in path)
    assert outline is not None
    shown = [listed.path.rpartition("/")[2] for listed in outline.newest]
    assert shown == ["t16.md", "t14.md", "t13.md", "t12.md", "t11.md", "t10.md"]
    assert {*shown} <= {path.rpartition("/")[2] for path in outline.articles}
    assert "hengyang" in outline.homes


def test_ways_lead_to_what_the_one_topmost_site_has(house: House) -> None:
    assert [way.kind for way in portal_of(house).ways] == ["home"]
    text = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{text}\n[[hotlines]]\nnumber = "12338"\ntitle = "热线"\n')
    event = "title: 健步走\nstart: 2027-01-08 09:00\nend: 2027-01-08 10:00\nplace: 江边\n"
    house.write("hunan/events/walk.md", f"---\n{event}{APPROVED}---\n\n正文。\n")
    assert [(way.kind, way.url) for way in portal_of(house).ways] == [
        ("home", ROOT_URL + "hunan/"),
        ("services", ROOT_URL + "hunan/services/"),
        ("events", ROOT_URL + "hunan/events/"),
    ]


def test_however_many_have_no_page_the_newest_with_one_are_shown(house: House) -> None:
    for day in range(1, 28):
        dated(house, f"hunan/hengyang/articles/news/t{day:02}.md", f"2026-03-{day:02}")
        dated(house, f"hunan/changsha/articles/news/c{day:02}.md", f"2026-02-{day:02}")
    checked = house.check()
    outline = portal_outline(checked.planner, checked.sites, lambda path: "news/c" in path)
    assert outline is not None
    shown = [listed.path.rpartition("/")[2] for listed in outline.newest]
    assert shown == [f"c{day}.md" for day in (27, 26, 25, 24, 23, 22)]
