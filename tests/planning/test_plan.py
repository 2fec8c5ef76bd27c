"""The plan of each site: links, ids, the top slot, the digest, and the portal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from conftest import APPROVED, House, plan_of

from lianzhan.planning.placement import newest_first
from planning.portals import portal_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.planning.plan import SitePlan

LINKING = "hunan/articles/news/linking.md"
EQUALITY = "hunan/articles/theory/equality.md"
ROOT_URL = "https://example.org/"


def site(house: House, slug: str) -> SitePlan:
    return plan_of(house.check(), slug)


def digests(house: House) -> dict[str, str]:
    checked = house.check()
    return {slug: checked.planner.digest(slug) for slug in checked.sites}


def links(house: House, body: str) -> dict[str, str]:
    """What the links of an article with this body lead to."""
    house.article(LINKING, body)
    plan = site(house, "hunan")
    (planned,) = (x.planned for x in plan.listings if x.planned.value.path == LINKING)
    return dict(planned.links)


def slot(plan: SitePlan) -> list[str]:
    return [listing.planned.value.name for listing in plan.top_slot]


def edit(house: House, path: str, old: str, new: str) -> None:
    file = house.content / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("one.md", "hunan/news/one.html"),
        ("one", "hunan/news/one.html"),
        ("../theory/equality.md", "hunan/theory/equality.html"),
        ("{filename}../theory/equality.md", "hunan/theory/equality.html"),
        ("/hunan/articles/news/one.md", "hunan/news/one.html"),
        ("{filename}/hunan/changsha/articles/news/two.md", "changsha/news/two.html"),
        ("../../changsha/articles/news/two.md", "changsha/news/two.html"),
        ("../../pages/about.md", "hunan/pages/about.html"),
        ("heads.md#%E4%B8%80", "hunan/news/heads.html#%E4%B8%80"),
        ("heads.md#none", "hunan/news/heads.html"),
    ],
)
def test_a_link_leads_to_the_one_page_of_the_article_it_names(
    house: House, target: str, address: str
) -> None:
    house.article("hunan/articles/news/heads.md", "## 一\n\n二")
    house.article("hunan/pages/about.md")
    found = {unquote(key): unquote(value) for key, value in links(house, f"[词]({target})").items()}
    assert found == {unquote(target): ROOT_URL + unquote(address)}


@pytest.mark.parametrize(
    "target",
    [
        "nowhere.md",
        "../../../../etc/passwd",
        "withdrawn.md",
        "submitted.md#x",
        "#nowhere",
        "#",
        "x.jpg",
        "{static}x.jpg",
    ],
)
def test_a_link_to_what_is_not_published_is_dropped(house: House, target: str) -> None:
    house.article("hunan/articles/news/withdrawn.md", head="status: withdrawn\n")
    house.article("hunan/articles/news/submitted.md", "## x", head="status: submitted\n")
    assert links(house, f"[词]({target})") == {}


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc", "//[x", "http:///x"])
def test_an_article_with_an_address_that_is_refused_is_in_no_plan(
    house: House, target: str
) -> None:
    path = house.article(LINKING, f"[词]({target})")
    plan = site(house, "hunan")
    assert path not in {x.planned.value.path for x in plan.listings}


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://www.women.org.cn/a?b=c#d", "https://www.women.org.cn/a?b=c#d"),
        ("//www.women.org.cn/a", "https://www.women.org.cn/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:12338", "tel:12338"),
        ("https%3A//www.women.org.cn/a%2520b", "https://www.women.org.cn/a%20b"),
    ],
)
def test_a_link_to_elsewhere_stays(house: House, target: str, address: str) -> None:
    assert links(house, f"[词]({target})") == {target: address}


def test_a_link_to_a_heading_of_the_same_article_stays_on_the_page(house: House) -> None:
    found = links(house, "## 一\n\n[上](#一)")
    assert list(found.values()) == [ROOT_URL + "hunan/news/linking.html#一"]


def test_a_name_in_chinese_is_escaped_in_the_address(house: House) -> None:
    house.article("hunan/articles/news/巾帼.md")
    plan = site(house, "hunan")
    urls = {x.planned.value.name: x.planned.url for x in plan.listings}
    assert urls["巾帼"] == ROOT_URL + "hunan/news/%E5%B7%BE%E5%B8%BC.html"


def test_an_id_outlives_a_new_title_date_text_and_address(house: House) -> None:
    def ids() -> dict[str, str]:
        return {x.planned.value.path: x.planned.id for x in site(house, "hunan").listings}

    before = ids()
    house.article(EQUALITY, "新的正文。", APPROVED + "author: 新作者\n", "新的标题")
    edit(house, EQUALITY, "2026-03-08", "2026-03-09")
    edit(house, "federation.toml", ROOT_URL + "{slug}/", "https://{slug}.women.example/")
    assert ids() == before
    assert len(set(before.values())) == len(before)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry) for entry in before.values())


def test_two_federations_never_share_an_id(house: House) -> None:
    before = {x.planned.id for x in site(house, "hunan").listings}
    edit(house, "federation.toml", 'id = "test"', 'id = "other"')
    assert not before & {x.planned.id for x in site(house, "hunan").listings}


def test_the_top_slot_shows_the_sites_own_theory_first_then_what_is_pushed(house: House) -> None:
    house.article("hunan/changsha/articles/theory/own-old.md")
    edit(house, "hunan/changsha/articles/theory/own-old.md", "2026-03-08 09:00", "2026-03-06")
    house.article("hunan/changsha/articles/theory/own-new.md")
    edit(house, "hunan/changsha/articles/theory/own-new.md", "2026-03-08 09:00", "2026-03-07")
    assert slot(site(house, "changsha")) == ["own-new", "own-old", "equality"]
    assert slot(site(house, "furong")) == ["equality", "own-new", "own-old"]
    assert slot(site(house, "hunan")) == ["equality"]


def test_the_top_slot_shows_the_newest_and_no_more_than_fit(house: House) -> None:
    for day in range(10, 20):
        path = house.article(f"hunan/articles/theory/t{day}.md")
        edit(house, path, "2026-03-08", f"2026-03-{day}")
    six = ["t19", "t18", "t17", "t16", "t15", "t14"]
    assert slot(site(house, "furong")) == six
    assert [x.planned.value.name for x in portal_of(house).top_slot] == six


def test_articles_of_the_same_moment_stand_in_the_order_of_their_paths(house: House) -> None:
    for name in ("c", "a", "b"):
        house.article(f"hunan/articles/news/{name}.md")
    listings = site(house, "hunan").in_column("news")
    names = [listing.planned.value.name for listing in listings]
    assert names == ["a", "b", "c", "one"]
    checked = house.check()
    own = [placement for placement in checked.placements if placement.site == "hunan"]
    placed = newest_first(own, checked.catalog)
    assert [p.path for p in placed][:2] == [f"hunan/articles/news/{name}.md" for name in "ab"]
    assert newest_first(reversed(own), checked.catalog) == placed


def test_a_site_without_any_theory_article_has_no_plan(house: House) -> None:
    (house.content / EQUALITY).unlink()
    house.article("hunan/changsha/articles/theory/e.md")
    assert set(house.check().sites) == {"changsha", "furong"}
    portal = portal_of(house)
    assert [level.title for level in portal.levels] == ["市州", "县市区"]
    assert [x.planned.value.name for x in portal.top_slot] == ["e"]


def test_a_site_knows_what_stands_above_and_below_it(house: House) -> None:
    plan = site(house, "changsha")
    assert [place.slug for place in plan.ancestors] == ["hunan"]
    assert [place.slug for place in plan.children] == ["furong"]
    assert [place.slug for place in plan.siblings] == ["changsha", "hengyang"]
    assert [place.slug for place in site(house, "furong").ancestors] == ["hunan", "changsha"]
    assert (plan.name, plan.level_title, plan.language) == ("长沙市妇联", "市州", "zh-CN")
    assert (plan.federation_name, plan.portal) == ("测试矩阵", ROOT_URL)
    assert plan.column_url("news") == ROOT_URL + "changsha/news/"
    assert [planned.value.name for planned in plan.own] == ["two"]
    assert plan.in_column("activity") == ()


def test_pages_stand_outside_the_columns_and_at_home_alone(house: House) -> None:
    house.article("hunan/pages/about.md")
    assert [p.value.name for p in site(house, "hunan").pages] == ["about"]
    assert "about" not in [x.planned.value.name for x in site(house, "hunan").listings]
    assert site(house, "changsha").pages == ()


CHANGES: dict[str, tuple[Callable[[House], object], set[str]]] = {
    "nothing": (lambda _house: None, set()),
    "own text": (
        lambda house: house.article("hunan/changsha/articles/news/two.md", "另一段。"),
        {"changsha"},
    ),
    "pushed text": (
        lambda house: house.article(EQUALITY, "另一段。"),
        {"hunan", "changsha", "furong", "hengyang"},
    ),
    "a file awaiting review": (
        lambda house: house.article("hunan/articles/news/new.md", head="status: submitted\n"),
        set(),
    ),
    "a new page": (lambda house: house.article("hunan/changsha/pages/x.md"), {"changsha"}),
    "a site's name": (
        lambda house: edit(house, "hunan/changsha/furong/site.toml", "芙蓉", "雨花"),
        {"furong", "changsha"},
    ),
    "a column's title at one site": (
        lambda house: house.write(
            "hunan/hengyang/site.toml",
            'name = "衡阳市妇联"\nlevel = "city"\nretitle = {theory = "学习"}\n',
        ),
        {"hengyang"},
    ),
    "the title of a column that shows nothing": (
        lambda house: house.write(
            "hunan/hengyang/site.toml",
            'name = "衡阳市妇联"\nlevel = "city"\nretitle = {news = "动态"}\n',
        ),
        set(),
    ),
    "the federation's name": (
        lambda house: edit(house, "federation.toml", "测试矩阵", "新矩阵"),
        {"hunan", "changsha", "furong", "hengyang"},
    ),
    "a code": (
        lambda house: edit(house, "hunan/changsha/site.toml", "430100", "430199"),
        {"changsha"},
    ),
    "a new site": (
        lambda house: house.write("hunan/zhuzhou/site.toml", 'name = "株洲"\nlevel = "city"\n'),
        {"hunan", "zhuzhou", "changsha", "hengyang"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_sites_digest_changes_if_and_only_if_what_it_shows_does(
    house: House, change: str
) -> None:
    act, touched = CHANGES[change]
    before = digests(house)
    act(house)
    after = digests(house)
    assert {slug for slug in after if before.get(slug) != after[slug]} == touched


def test_a_link_that_loses_its_page_changes_the_digest_of_the_linking_site(house: House) -> None:
    house.article("hunan/changsha/articles/news/links.md", "[见](../../../articles/news/one.md)")
    before = digests(house)
    house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
    assert digests(house)["changsha"] != before["changsha"]


def test_another_picture_under_the_same_name_changes_the_digest(house: House) -> None:
    from PIL import Image

    folder = house.content / "hunan/articles/news"
    Image.new("RGB", (40, 30), "red").save(folder / "x.png")
    house.article("hunan/articles/news/picture.md", "![图](x.png)")
    before = digests(house)
    Image.new("RGB", (40, 30), "blue").save(folder / "x.png")
    assert digests(house)["hunan"] != before["hunan"]


FAR = "hunan/changsha/furong/articles/news/far.md"
PLANS: dict[str, Callable[[House], object]] = {name: act for name, (act, _) in CHANGES.items()} | {
    "the address of a site two levels below": lambda house: edit(
        house, "hunan/changsha/furong/site.toml", 'level = "county"', 'level = "county"\nslug = "x"'
    ),
    "a title": lambda house: house.article(EQUALITY, title="新的标题"),
    "a link that comes back": lambda house: house.article("hunan/pages/late.md"),
    "a heading that goes": lambda house: house.article("hunan/articles/news/heads.md"),
    "a site's address": lambda house: edit(
        house, "hunan/changsha/site.toml", 'level = "city"', 'level = "city"\nslug = "cs"'
    ),
    "the federation's id": lambda house: edit(house, "federation.toml", '"test"', '"other"'),
    "a host for each": lambda house: edit(
        house, "federation.toml", ROOT_URL + "{slug}/", "https://{slug}.example.org/"
    ),
    "a pick": lambda house: house.write(
        "hunan/picks.toml", '[[picks]]\narticle = "hunan/changsha/articles/news/offered.md"\n'
    ),
    "a column of its own": lambda house: house.write(
        "hunan/hengyang/site.toml",
        'name = "衡阳市妇联"\nlevel = "city"\n[[columns]]\nslug = "own"\ntitle = "专栏"\n',
    ),
    "the feeds": lambda house: house.write(
        "federation.toml",
        'feeds = ["atom"]\n' + (house.content / "federation.toml").read_text("utf-8"),
    ),
}
"""Changes that must show in a digest wherever they show in a plan."""


@pytest.mark.parametrize("change", PLANS)
def test_sites_whose_digests_are_the_same_have_the_same_plan(house: House, change: str) -> None:
    """A digest is made without the articles' words; what it leaves out must follow from the rest."""
    house.article("hunan/articles/news/heads.md", "## 一")
    house.article("hunan/changsha/articles/news/offered.md", head=APPROVED + "offer: province\n")
    house.article(
        "hunan/changsha/articles/news/links.md",
        "[甲](/hunan/articles/news/heads.md#一) [乙](/hunan/pages/late.md) [丙](two.md)",
    )
    house.article(FAR, head=APPROVED + "offer: province\n")
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{FAR}"\n')
    house.article("hunan/hengyang/articles/news/links.md", f"[甲](/{FAR})")
    before, plans = digests(house), house.plans()
    PLANS[change](house)
    after = digests(house)
    changed = {slug for slug, plan in house.plans().items() if plan != plans.get(slug)}
    assert changed <= {slug for slug in after if after[slug] != before.get(slug)}


def test_a_cover_is_the_picture_its_source_names(house: House) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30)).save(house.content / "hunan/articles/theory/x.png")
    house.article("hunan/articles/theory/cover.md", head=APPROVED + "cover: x.png\n")
    planned = {x.planned.value.name: x.planned for x in site(house, "hunan").listings}
    cover = planned["cover"].cover
    assert cover is not None
    assert (cover.path, cover.width, cover.height) == ("hunan/articles/theory/x.png", 40, 30)
    assert planned["equality"].cover is None
    assert portal_of(house).pictures == (cover,)


def test_on_hosts_of_their_own_each_site_is_the_root_of_its_links(house: House) -> None:
    assert site(house, "hunan").shared.assets(ROOT_URL + "hunan/") == ROOT_URL + "assets/"
    edit(house, "federation.toml", ROOT_URL + "{slug}/", "https://{slug}.example.org/")
    plan = site(house, "hunan")
    assert plan.shared.root(plan.url) == plan.url == "https://hunan.example.org/"
    assert plan.shared.assets(plan.url) == "https://hunan.example.org/assets/"
    assert plan.portal == ROOT_URL
