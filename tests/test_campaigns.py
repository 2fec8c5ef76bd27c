"""Campaigns of a federation: what readers see before, while and after they run, and where."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from calendar_town import at
from campaign_town import NOTICE, hold, send_in
from conftest import House, everything_in, forked_lanes
from made_files import docx
from topic_town import CITY, COUNTY, OTHER, PROVINCE, listed

from lianzhan.building.review_page import review_page
from lianzhan.model.report import BUILT

if TYPE_CHECKING:
    from lianzhan.model.report import Report

PAGE, HERE = "hunan/campaigns/lamp/index.html", "furong/campaigns/lamp/index.html"
PICKS = '[[picks]]\narticle = "{}"\nby = "丁"\non = 2026-08-01\n'


def rebuilt(report: Report) -> set[str]:
    return {site.slug for site in report.sites if site.status == BUILT}


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 id="campaign[^>]*>(.*?)</h2>', html)


def states(html: str) -> str:
    """A letter for each phase: done, now, next."""
    found = re.findall(r'<li class="phase( phase-[a-z]+)?"', html)
    return "".join({" phase-done": "d", " phase-now": "n", "": "x"}[each] for each in found)


def moment(house: House, day: str) -> House:
    return replace(house, now=at(f"2026-{day} 00:00"))


def test_pages_lists_and_feeds_are_as_the_notice_says_on_each_of_its_days(house: House) -> None:
    hold(house, PROVINCE, "lamp", push='["furong"]', text='"写一篇短文。"')
    path = send_in(house, COUNTY, "a", more="offer: province\n")
    send_in(house, CITY, "b", "road")
    house.write("hunan/picks.toml", PICKS.format(path))
    feed = house.output / "hunan/campaigns/lamp/feed.json"
    how = ["进行到哪一步", "主题", "怎么参加", "作品"]
    for day, reached, expected, entries in (
        ("05-15", "nxx", how, []),
        ("06-20", "nnn", how, ["a", "b"]),
        ("09-30", "ddn", ["进行到哪一步", "主题", "作品"], ["a", "b"]),
        ("11-01", "ddd", ["结果", "进行到哪一步", "主题", "其他作品"], ["a", "b"]),
    ):
        report = moment(house, day).build()
        assert [problem.code for problem in report.problems if problem.is_error] == []
        page = house.page(PAGE)
        assert (states(page), headings(page), listed(house, PAGE)) == (reached, expected, entries)
        assert feed.is_file() is bool(entries)
        assert ("找我所在的妇联" in page) is ("怎么参加" in expected)
        assert ("作品从2026年6月15日起在这里展示" in page) is (day == "05-15")
        assert ("主题活动" in house.page("hunan/index.html").partition("<footer")[0]) is (
            day != "11-01"
        )
    items = json.loads(feed.read_text("utf-8"))["items"]
    assert {item["url"].rpartition("/")[2] for item in items} == {"a.html", "b.html"}


def test_only_the_sites_that_show_it_are_built_when_a_phase_begins_or_ends(house: House) -> None:
    hold(house, OTHER, "own")
    hold(house, PROVINCE, "lamp", push='["furong"]', title='"另一盏"')
    moment(house, "05-15").build()
    assert rebuilt(moment(house, "05-31").build()) == set()
    assert rebuilt(moment(house, "06-01").build()) == {"hunan", "furong", "hengyang"}
    (house.content / f"{OTHER}/campaigns/own.toml").unlink()
    assert rebuilt(moment(house, "06-02").build()) == {"hengyang"}
    assert rebuilt(moment(house, "11-01").build()) == {"hunan", "furong"}
    standing = everything_in(house.output)
    clean = moment(house, "11-01")
    clean.build(output=house.folder / "clean", cache=house.folder / "no-cache")
    assert everything_in(house.folder / "clean") == standing


def test_a_site_below_shows_it_with_its_own_telephone_and_leads_to_the_page(house: House) -> None:
    file = house.content / COUNTY / "site.toml"
    contact = '\n[contact]\naddress = "某路 9 号"\ntelephone = "0731-84000009"\n'
    file.write_text(file.read_text("utf-8") + contact, "utf-8")
    hold(house, PROVINCE, "lamp", push="true", text='"写一篇短文。"', slogan='"留一盏灯"')
    assert moment(house, "05-15").build().problems == ()
    page = house.page(HERE)
    assert headings(page) == ["怎么参加", "进行到哪一步"]
    place, call = page.index("某路 9 号"), page.index('href="tel:+8673184000009">拨打')
    assert place < call < page.index("写一篇短文") < page.index("进行到哪一步")
    assert 'href="../../../hunan/campaigns/lamp/index.html">到湖南省妇联看主题和作品' in page
    home = house.page("furong/index.html").partition("<footer")[0]
    assert 'href="campaigns/lamp/index.html"' in home
    assert "征集作品，到2026年8月31日为止" in home
    moment(house, "09-01").build()
    assert headings(house.page(HERE)) == ["进行到哪一步"]
    moment(house, "11-01").build()
    assert "这个活动已经结束" in house.page(HERE)
    assert "campaigns/lamp" not in house.page("furong/index.html").partition("<footer")[0]
    assert 'href="campaigns/lamp/index.html">主题活动' in house.page("furong/index.html")


def test_many_are_listed_those_that_run_first_and_one_alone_is_not(house: House) -> None:
    hold(house, PROVINCE, "lamp", push="true")
    moment(house, "05-15").build()
    assert not (house.output / "furong/campaigns/index.html").exists()
    hold(house, COUNTY, "old", "", title='"旧"', starts="2026-03-05", ends="2026-04-05")
    hold(house, COUNTY, "soon", "", title='"新"', starts="2026-06-01", date="2026-05-01")
    assert moment(house, "05-15").build().problems == ()
    assert listed(house, "furong/campaigns/index.html") == ["soon", "lamp", "old"]
    page = house.page("furong/campaigns/index.html")
    assert page.index("2026年6月1日开始") < page.index("以往活动")
    assert page.index("以往活动") < page.index("2026年3月5日—4月5日，已结束")
    home = house.page("furong/index.html")
    assert 'href="campaigns/index.html">主题活动' in home
    assert "全部活动" in home


def test_before_its_announcement_nobody_sees_it(house: House) -> None:
    path = hold(house, PROVINCE, "lamp", date="2026-04-20")
    house = replace(house, now=at("2026-04-19 23:59"))
    house.build()
    assert not (house.output / PAGE).exists()
    with forked_lanes():
        page = review_page(house.request(), house.check(), path).decode()
    assert "进行到哪一步" in page
    moment(house, "04-20").build()
    assert states(house.page(PAGE)) == "xxx"
    assert "怎么参加" in headings(house.page(PAGE))
    assert "2026年5月1日开始" in house.page("hunan/index.html")


def test_entries_stand_below_their_themes_with_links_to_them(house: House) -> None:
    hold(house, PROVINCE, "lamp")
    for name, theme in (("a", "路上的灯"), ("b", "home")):
        send_in(house, COUNTY, name, theme)
    moment(house, "07-01").build()
    page = house.page(PAGE)
    assert listed(house, PAGE) == ["b", "a"]
    assert re.findall(r'class="chip" href="([^"]*)"', page) == ["#theme:home", "#theme:road"]
    assert re.findall(r'<h3 [^>]*id="([^"]*)"', page) == ["theme:home", "theme:road"]
    assert page.count('class="origin"') == 2


def test_when_nothing_was_sent_in_yet_everybody_is_welcome(house: House) -> None:
    hold(house, PROVINCE, "lamp")
    moment(house, "07-01").build()
    assert "还没有作品，欢迎第一个交" in house.page(PAGE)
    moment(house, "09-01").build()
    assert "欢迎第一个交" not in house.page(PAGE)
    moment(house, "11-01").build()
    assert headings(house.page(PAGE)) == ["进行到哪一步", "主题"]


def test_many_entries_take_several_pages(house: House) -> None:
    hold(house, PROVINCE, "lamp")
    for number in range(31):
        send_in(house, COUNTY, f"e{number:02}", "home" if number < 20 else "road")
    moment(house, "07-01").build()
    second = "hunan/campaigns/lamp/page/2.html"
    assert (len(listed(house, PAGE)), listed(house, second)) == (30, ["e30"])
    assert headings(house.page(second)) == ["作品"]
    assert "ld+json" not in house.page(second)


def test_an_entry_that_is_withdrawn_leaves_the_page_the_results_and_the_feed(house: House) -> None:
    hold(house, PROVINCE, "lamp")
    path = send_in(house, COUNTY, "a", more="offer: province\n")
    send_in(house, COUNTY, "b")
    house.write("hunan/picks.toml", PICKS.format(path))
    moment(house, "11-01").build()
    assert headings(house.page(PAGE))[0] == "结果"
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("approved", "withdrawn"), "utf-8")
    moment(house, "11-01").build()
    assert listed(house, PAGE) == ["b"]
    assert "作品a" not in house.page("hunan/campaigns/lamp/atom.xml")
    assert "结果" not in headings(house.page(PAGE))


def test_programs_are_told_its_days_its_place_and_what_it_shows(house: House) -> None:
    hold(house, PROVINCE, "lamp", slogan='"留一盏灯"')
    send_in(house, COUNTY, "a")
    moment(house, "07-01").build()
    data = json.loads(re.findall(r"ld\+json\">(.*?)</script>", house.page(PAGE))[0])
    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "Event",
        "2026-05-01",
        "2026-10-31",
    )
    url = "https://example.org/hunan/campaigns/lamp/"
    assert data["location"] == {"@type": "VirtualLocation", "url": url}
    assert data["organizer"]["name"] == "湖南省妇联"
    assert [work["url"] for work in data["workFeatured"]] == [
        "https://example.org/furong/news/a.html"
    ]


def test_what_may_be_sent_in_is_said_and_who_may_not_is_not(house: House) -> None:
    limits = (
        "[limits]\ntext = 2000\nimages = {width = 750, height = 445, max_bytes = 1048576, "
        'formats = ["jpeg"]}\n[audience]\nwho = "谁都可以"\nexcluded = ["某部队"]\n'
        "[quotas]\nsubmit = {county = {min = 77}}\n"
        '[[contacts]]\nname = "办公室"\ntelephones = "12338"\nemail = "a@example.org"\n'
    )
    hold(house, PROVINCE, "lamp", NOTICE + limits)
    moment(house, "05-15").build()
    page = house.page(PAGE)
    assert "JPEG，750×445 或同样的比例，每张不超过 1 MB" in page
    assert "不超过 2000 字" in page
    assert "谁都可以" in page
    assert 'href="mailto:a@example.org"' in page
    assert "某部队" not in page
    assert not any(
        b"77" in data and b"min" in data for data in everything_in(house.output).values()
    )


@pytest.mark.parametrize(("language", "words"), [("en", "now"), ("zh-CN", "正在进行")])
def test_it_speaks_the_language_of_the_federation(house: House, language: str, words: str) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r'language = ".*?"', f'language = "{language}"', text), "utf-8")
    hold(house, PROVINCE, "lamp", push="true")
    moment(house, "05-15").build()
    for name in (PAGE, HERE):
        page = house.page(name).partition("<main")[2].partition("</main>")[0]
        said = re.sub(r"<[^>]*>", "", page)
        assert words in said
        if language == "en":
            left = {*re.findall(r"[\u4e00-\u9fff]+", said)}
            assert left <= {
                "灯",
                "家里的灯",
                "路上的灯",
                "省级推荐",
                "厨房",
                "书桌",
                "门口",
                "湖南省妇联",
                "芙蓉区妇联",
            }


def test_a_renamed_campaign_leaves_a_redirect(house: House) -> None:
    hold(house, PROVINCE, "new", aliases='["campaigns/lamp"]')
    assert moment(house, "05-15").build().problems == ()
    assert "../new/" in house.page(PAGE)


def test_a_form_stands_with_its_kind_and_size_at_home_and_at_sites_below(house: House) -> None:
    path = house.content / "hunan/campaigns/form.docx"
    path.parent.mkdir()
    path.write_bytes(docx())
    hold(house, PROVINCE, "lamp", push='["furong"]', text='"填好[报名表](form.docx)。"')
    assert moment(house, "05-15").build().problems == ()
    for name in (PAGE, HERE):
        (button,) = re.findall(r'<a class="button" href="([^"]*)">form.docx（', house.page(name))
        assert (house.output / name).parent.joinpath(button).resolve().is_file()


def test_what_readers_see_of_its_tables_is_proof_read(house: House) -> None:
    number = "打 13912345678"
    rows = (
        f'[[themes]]\nslug = "a"\ntitle = "甲"\ntext = "{number}"\n',
        f'[audience]\nwho = "{number}"\n',
        f'[[contacts]]\nname = "{number}"\n',
    )
    for name, more in zip("abc", rows, strict=True):
        hold(house, PROVINCE, name, more, title=f'"活动{name}"')
    found = [(problem.path[-6:], problem.code) for problem in house.check().problems]
    assert found == [(f"{name}.toml", "mobile-number") for name in "abc"]
