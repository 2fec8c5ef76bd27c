"""Topics of a federation: what they list, while they are open and later, and when that is gone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from calendar_town import at
from conftest import APPROVED, House, everything_in, forked_lanes
from rendering.conftest import picture
from topic_town import CITY, COUNTY, OTHER, PROVINCE, hold, listed

from lianzhan.building.review_page import review_page
from lianzhan.desk.moving import MoveRefusedError, move
from lianzhan.model.report import BUILT
from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    from lianzhan.model.report import Report

NEWS = '["news"]'
LIST, PAGE = "hunan/topics/index.html", "hunan/topics/a/index.html"


def rebuilt(report: Report) -> set[str]:
    return {site.slug for site in report.sites if site.status == BUILT}


def test_a_topic_lists_what_it_names_then_the_newest_and_says_whose_it_is(house: House) -> None:
    for day, where in ((5, PROVINCE), (7, COUNTY), (6, OTHER)):
        name = f"{where}/articles/news/n{day}.md"
        house.write(name, f"---\ntitle: 题{day}\ndate: 2026-03-0{day}\n{APPROVED}---\n\n文\n")
    hold(house, PROVINCE, "a", columns=NEWS, articles='["/hunan/articles/news/n5.md"]')
    assert house.build().problems == ()
    assert listed(house, PAGE) == ["n5", "one", "two", "n7", "n6"]
    page = house.page(PAGE)
    assert "专题 · 5 篇" in page
    assert 'href="../../../furong/news/n7.html"' in page
    assert "芙蓉区妇联</span>" in page
    assert page.count('class="origin"') == 3
    feed = json.loads(house.page("hunan/topics/a/feed.json"))
    assert [item["url"].rpartition("/")[2] for item in feed["items"]] == [
        "one.html",
        "two.html",
        "n7.html",
        "n6.html",
        "n5.html",
    ]
    assert feed["home_page_url"] == "https://example.org/hunan/topics/a/"
    assert feed["title"] == "湖南省妇联 · 题"
    for name in ("feed.xml", "atom.xml"):
        assert "题7" in house.page(f"hunan/topics/a/{name}")
    assert re.search(r'<link rel="alternate"[^>]* href="atom.xml">', page)
    data = json.loads(re.findall(r"ld\+json\">(.*?)</script>", page)[0])
    assert (data["@type"], data["mainEntity"]["numberOfItems"]) == ("CollectionPage", 5)
    assert not (house.output / "furong" / "topics").exists()


def test_a_topic_comes_with_its_day_and_goes_from_homes_with_its_last(house: House) -> None:
    hold(house, PROVINCE, "a", closes="2026-10-31", columns=NEWS, push="true", title='"秋"')
    homes = ("hunan/index.html", "changsha/index.html", "furong/index.html")
    for moment, is_there, is_on_homes in (
        (at("2026-09-30 23:59"), False, False),
        (at("2026-10-01 00:00"), True, True),
        (at("2026-10-31 23:59"), True, True),
        (at("2026-11-01 00:00"), True, False),
    ):
        report = replace(house, now=moment).build()
        assert report.problems == ()
        assert (house.output / PAGE).exists() is is_there
        assert [("topics/a/" in house.page(home)) for home in homes] == [is_on_homes] * 3
    assert listed(house, LIST) == ["a"]
    assert "以往专题" in house.page(LIST)
    assert "这个专题已经结束" in house.page(PAGE)
    assert 'href="topics/index.html">专题</a>' in house.page("hunan/index.html")
    assert rebuilt(replace(house, now=at("2026-11-02 00:00")).build()) == set()


def test_a_topic_is_pushed_to_the_sites_and_levels_that_it_names(house: House) -> None:
    hold(house, PROVINCE, "a", columns=NEWS, push='["hengyang", "county"]')
    house.build()
    shown = {
        path.parent.name
        for path in house.output.glob("*/index.html")
        if "topics/a/" in path.read_text("utf-8")
    }
    assert shown == {"hunan", "hengyang", "furong"}
    assert "湖南省妇联" in house.page("furong/index.html").partition("open-topics")[2]


def test_a_changed_article_renders_the_sites_that_list_it_and_no_others(house: House) -> None:
    path = house.article(f"{COUNTY}/articles/news/x.md")
    hold(house, OTHER, "a", articles=f'["/{path}"]', columns=NEWS, sites='["furong"]')
    house.build()
    house.article(path, title="新标题")
    assert rebuilt(house.build()) == {"furong", "hengyang"}
    assert "新标题" in house.page("hengyang/topics/a/index.html")
    standing = everything_in(house.output)
    house.build(output=house.folder / "clean", cache=house.folder / "no-cache")
    assert everything_in(house.folder / "clean") == standing


def test_what_is_withdrawn_leaves_the_topic_and_the_last_takes_it_along(house: House) -> None:
    for name in ("x", "y"):
        house.article(f"{COUNTY}/articles/news/{name}.md")
    hold(house, OTHER, "a", columns=NEWS, sites='["furong"]')
    page = house.article(f"{OTHER}/articles/news/z.md", "[题](/hunan/hengyang/topics/a.toml)")
    house.build()
    assert listed(house, "hengyang/topics/a/index.html") == ["x", "y"]
    assert '<a href="../topics/a/index.html">题</a>' in house.page("hengyang/news/z.html")
    house.article(f"{COUNTY}/articles/news/x.md", head="status: withdrawn\n")
    assert house.build().problems == ()
    assert listed(house, "hengyang/topics/a/index.html") == ["y"]
    assert "x.html" not in house.page("hengyang/topics/a/atom.xml")
    (house.content / f"{COUNTY}/articles/news/y.md").unlink()
    assert [(p.path, p.code) for p in house.build().problems] == [
        (f"{OTHER}/topics/a.toml", "topic-empty")
    ]
    assert not (house.output / "hengyang" / "topics").exists()
    assert "<p>题</p>" in house.page(page.replace(f"{OTHER}/articles", "hengyang")[:-2] + "html")


def test_what_a_site_that_cant_be_built_draws_is_taken_down_there_too(house: House) -> None:
    path = house.article(f"{COUNTY}/articles/news/x.md", title="要撤的")
    house.article(f"{COUNTY}/articles/news/y.md")
    hold(house, OTHER, "a", columns=NEWS, sites='["furong"]')
    house.build()
    assert "要撤的" in house.page("hengyang/topics/a/index.html")
    house.article(path, head="status: withdrawn\n")
    house.write(f"{OTHER}/site.toml", "name = ")
    house.build()
    for file in ("index.html", "atom.xml", "feed.json", "feed.xml"):
        assert "要撤的" not in house.page(f"hengyang/topics/a/{file}")
    assert listed(house, "hengyang/topics/a/index.html") == ["y"]


def test_a_withdrawn_topic_is_gone_and_so_is_one_taken_down_at_once(house: House) -> None:
    path = hold(house, PROVINCE, "a", columns=NEWS, push="true")
    hold(house, PROVINCE, "b", columns=NEWS)
    house.build()
    taken = take_down_page(house.output, "content/hunan/topics/b.toml")
    assert taken is not None
    assert not (house.output / "hunan/topics/b/index.html").exists()
    assert "topics/b/" not in house.page("hunan/index.html")
    hold(house, PROVINCE, "a", 'status = "withdrawn"\nx = = 1\n', columns=NEWS, push="true")
    codes = {(p.path, p.code) for p in house.build().problems}
    assert (path, "config-syntax") in codes
    assert not (house.output / PAGE).exists()
    assert "topics/a/" not in house.page("furong/index.html")


def test_a_topic_whose_file_is_broken_is_withheld_alone_until_it_is_mended(house: House) -> None:
    path = hold(house, PROVINCE, "a", columns=NEWS)
    hold(house, PROVINCE, "b", columns=NEWS)
    house.build()
    house.write(path, "title = = 1\n")
    report = house.build()
    assert [(p.path, p.line, p.code) for p in report.problems] == [(path, 1, "config-syntax")]
    assert listed(house, LIST) == ["b"]
    hold(house, PROVINCE, "a", columns=NEWS)
    assert house.build().problems == ()
    assert listed(house, LIST) == ["a", "b"]


def test_a_renamed_topic_leads_from_its_old_address(house: House) -> None:
    hold(house, PROVINCE, "a", columns=NEWS)
    house.article(f"{PROVINCE}/articles/news/z.md", "[题](/hunan/topics/a.toml)")
    house.build()
    ids = re.findall(r"<id>(urn[^<]*)", house.page("hunan/topics/a/atom.xml"))
    done = move(house.content, house.federation, "hunan/topics/a.toml", "hunan/topics/b.toml")
    assert (done.old, done.new) == ("hunan/topics/a.toml", "hunan/topics/b.toml")
    text = (house.content / "hunan/topics/b.toml").read_text("utf-8")
    assert text.endswith('aliases = ["topics/a"]\n')
    assert house.build().problems == ()
    assert 'url=../b/index.html"' in house.page(PAGE)
    assert "topics/b/" in house.page("hunan/news/z.html")
    assert re.findall(r"<id>(urn[^<]*)", house.page("hunan/topics/b/atom.xml"))[1:] == ids[1:]


def test_two_topics_of_one_name_are_refused(house: House) -> None:
    hold(house, PROVINCE, "a", columns=NEWS)
    hold(house, PROVINCE, "A", columns=NEWS)
    report = house.build()
    assert {p.code for p in report.problems} == {"duplicate-name"}
    assert not (house.output / "hunan" / "topics").exists()


def test_a_banner_needs_a_text_and_hostile_words_stay_words(house: House) -> None:
    script = "<script>alert(1)</script>{{ site }}"
    path = hold(house, PROVINCE, "a", columns=NEWS, banner='{src = "p.png"}')
    hold(house, PROVINCE, "b", columns=NEWS, title=f"'{script}'", summary=f"'{script}'")
    codes = [(p.path, p.code) for p in house.build().problems]
    assert (path, "image-alt") in codes
    assert (path, "image-missing") in codes
    page = house.page("hunan/topics/b/index.html")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "{{ site }}" in page


def test_a_long_topic_has_several_pages(house: House) -> None:
    for number in range(65):
        house.article(f"{PROVINCE}/articles/news/n{number:02}.md")
    hold(house, PROVINCE, "a", columns=NEWS, sites='["hunan"]')
    assert house.build().problems == ()
    pages = [PAGE, "hunan/topics/a/page/2.html", "hunan/topics/a/page/3.html"]
    found = [listed(house, page) for page in pages]
    assert [len(names) for names in found] == [30, 30, 6]
    assert len({name for names in found for name in names}) == 66
    assert 'rel="next" href="page/2.html"' in house.page(PAGE)
    assert len(json.loads(house.page("hunan/topics/a/feed.json"))["items"]) == 20


@pytest.mark.parametrize("tag", ["反诈", "ＦＲＡＵＤ", "fraud"])
def test_a_tag_is_drawn_however_it_is_spelt(house: House, tag: str) -> None:
    house.article(f"{CITY}/articles/news/x.md", head=f"tags: [反诈, Fraud]\n{APPROVED}")
    hold(house, PROVINCE, "a", tags=f'["{tag}"]')
    assert house.build().problems == ()
    assert listed(house, PAGE) == ["x"]


def test_a_fault_of_a_topics_keys_is_said_once_as_of_configuration(house: House) -> None:
    path = f"{PROVINCE}/topics/a.toml"
    house.write(path, 'opens = 2026-10-01\ncolumns = ["news"]\nclosed = 1\nstatus = "approved"\n')
    found = {(p.line, p.code) for p in house.build().problems if p.path == path}
    assert found == {
        (1, "config-missing-key"),
        (3, "config-unknown-key"),
        (4, "review-incomplete"),
    }


def test_a_banner_stands_above_the_text_with_its_words(house: House) -> None:
    house.write("hunan/topics/p.png", picture(60, 20))
    text = "'''\n看 [这里](/hunan/articles/news/one.md)。\n'''"
    hold(house, PROVINCE, "a", columns=NEWS, banner='{src = "p.png", alt = "一盏灯"}', text=text)
    assert house.build().problems == ()
    page = house.page(PAGE)
    assert page.index('alt="一盏灯"') < page.index("看 <a") < page.index("专题文章")
    assert '<a href="../../news/one.html">这里</a>' in page


def test_sites_with_hosts_of_their_own_lead_to_one_another(house: House) -> None:
    federation = house.content / "federation.toml"
    text = federation.read_text("utf-8")
    address = re.sub(r"^address = .*$", 'address = "https://{slug}.example.org/"', text, flags=re.M)
    address = re.sub(r"^portal = .*\n", "", address, flags=re.M)
    federation.write_text(f'portal = "https://www.example.org/"\n{address}', "utf-8")
    house.write("hunan/changsha/articles/news/p.png", picture(60, 20))
    house.article(f"{CITY}/articles/news/x.md", head=f"cover: p.png\n{APPROVED}")
    hold(house, PROVINCE, "a", columns=NEWS, push="true")
    assert house.build().problems == ()
    assert 'href="https://changsha.example.org/news/x.html"' in house.page(PAGE)
    assert 'href="https://hunan.example.org/topics/a/"' in house.page("furong/index.html")
    sources = re.findall(r'<img src="\.\./\.\./(assets/pictures/[^"]*)"', house.page(PAGE))
    assert sources
    assert all((house.output / "hunan" / source).exists() for source in sources)


def test_a_reviewer_sees_a_topic_that_has_not_opened(house: House) -> None:
    path = hold(house, PROVINCE, "a", "", columns=NEWS, opens="2027-01-01", title='"春"')
    state = house.check()
    assert state.decisions[path].reason == "awaiting-review"
    with forked_lanes():
        page = review_page(house.request(), state, path).decode()
    assert "专题 · 2 篇" in page
    assert "春" in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hunan/topics/a.toml", "hunan/articles/news/a.toml"),
        ("hunan/articles/news/one.md", "hunan/topics/one.md"),
    ],
)
def test_nothing_moves_into_the_folder_of_topics_or_out_of_it(
    house: House, old: str, new: str
) -> None:
    hold(house, PROVINCE, "a", columns=NEWS)
    with pytest.raises(MoveRefusedError) as refused:
        move(house.content, house.federation, old, new)
    assert (refused.value.code, refused.value.details["folder"]) == ("other-kind", "topics")
