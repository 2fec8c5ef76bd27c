"""Reposts: from listed sources alone, named at head and foot, in data and feeds, never offered."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from conftest import APPROVED, SITES, House, cache_in
from lxml import html as lxml_html
from planning.portals import portal_of

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """
[[sources]]
name = "新华网"
hosts = ["news.cn", "xinhuanet.com"]
kind = "central-media"
canonical = true

[[sources]]
name = "中国人大网"
hosts = ["npc.gov.cn"]
kind = "government"
"""
LAW, NEWS = "https://flk.npc.gov.cn/law?a=1&b=2", "https://www.news.cn/2021/a.html"
REPOST = "hunan/changsha/articles/news/repost.md"


def head(name: str, url: str, day: str = "2021-10-23") -> str:
    return f"kind: repost\nsource:\n  name: {name}\n  url: {url}\n  date: {day}\n"


def list_sources(house: House, text: str = SOURCES) -> None:
    with (house.content / "federation.toml").open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture(scope="module")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose city reposts a law, and news that are canonical at their source."""
    house = House(tmp_path_factory.mktemp("reposts"))
    shutil.copytree(SITES / "valid", house.content)
    list_sources(house)
    house.article(REPOST, head=APPROVED + head("中国人大网", LAW), title="转载一部法律")
    news = "hunan/changsha/articles/news/news.md"
    house.article(news, head=APPROVED + head("新华网", NEWS), title="转载一则消息")
    page = "hunan/changsha/pages/law.md"
    house.article(page, head=APPROVED + head("新华网", NEWS), title="转载的页面")
    assert [fault.code for fault in house.build().problems] == ["unlinked-page"]
    return house.folder


@pytest.fixture
def built(built_folder: Path) -> House:
    return House(built_folder)


def data_of(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said: dict[str, Any] = json.loads(found)
    return said


def links(page: str, rel: str) -> list[str]:
    return [str(x) for x in lxml_html.fromstring(page).xpath(f'//link[@rel="{rel}"]/@href')]


def test_source_and_day_stand_at_head_and_foot_of_the_page(built: House) -> None:
    tree = lxml_html.fromstring(built.page("changsha/news/repost.html"))
    lines = [item.text_content() for item in tree.xpath('//ul[@class="byline"]/li')]
    assert lines[-2:] == ["转载自：中国人大网", "2021年10月23日原载"]
    (foot,) = tree.xpath('//article/div[@class="note"][p/a]')
    assert " ".join(foot.text_content().split()) == (
        "本文转载自中国人大网，2021年10月23日原载。 到中国人大网看原文"
    )
    prose = tree.xpath('//div[@class="prose"]')[0]
    assert foot in [*prose.itersiblings()]
    assert [*tree.xpath('//ul[@class="byline"]//a/@href'), *foot.xpath(".//a/@href")] == [LAW, LAW]


def test_a_page_outside_the_columns_begins_and_ends_with_its_source(built: House) -> None:
    page = built.page("changsha/pages/law.html")
    lines = lxml_html.fromstring(page).xpath('//header/ul[@class="byline"]/li')
    assert [line.text_content() for line in lines] == ["转载自：新华网", "2021年10月23日原载"]
    assert "本文转载自新华网，2021年10月23日原载。" in page
    assert links(page, "canonical") == [NEWS]


def test_a_repost_without_address_and_day_leaves_no_label_behind(house: House) -> None:
    list_sources(house)
    house.article(REPOST, head=APPROVED + "kind: repost\nsource: 新华网\n")
    assert house.build().problems == ()
    page = house.page("changsha/news/repost.html")
    assert "转载自：新华网" in page
    assert "本文转载自新华网。" in page
    assert "原载" not in page
    assert "看原文" not in page
    assert links(page, "canonical") == ["https://example.org/changsha/news/repost.html"]


def test_programs_are_told_what_it_is_based_on(built: House) -> None:
    law, news = (data_of(built.page(f"changsha/news/{name}.html")) for name in ("repost", "news"))
    assert law["isBasedOn"] == {
        "@type": "CreativeWork",
        "url": LAW,
        "datePublished": "2021-10-23",
        "publisher": {"@type": "GovernmentOrganization", "name": "中国人大网"},
    }
    assert law["url"] == "https://example.org/changsha/news/repost.html"
    assert news["isBasedOn"]["publisher"]["@type"] == "NewsMediaOrganization"


def test_an_original_is_based_on_what_it_names_and_what_it_forwards(house: House) -> None:
    head = "forwards: {to: 'https://example.com/n', title: 通知}\nsource: 某某手册\n"
    house.article(REPOST, head=APPROVED + head)
    list_sources(house)
    assert house.build().problems == ()
    page = house.page("changsha/news/repost.html")
    assert data_of(page)["isBasedOn"] == [
        {"@type": "CreativeWork", "name": "通知", "url": "https://example.com/n"},
        {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": "某某手册"}},
    ]
    assert "来源：某某手册" in page
    assert "本文转载自" not in page


def test_the_page_names_the_original_as_canonical_where_its_source_says_so(built: House) -> None:
    own = "https://example.org/changsha/news/{}.html"
    assert links(built.page("changsha/news/news.html"), "canonical") == [NEWS]
    assert f'content="{own.format("news")}"' in built.page("changsha/news/news.html")
    assert links(built.page("changsha/news/repost.html"), "canonical") == [own.format("repost")]
    sitemap = re.findall("<loc>(.*?)</loc>", built.page("changsha/sitemap.xml"))
    assert own.format("repost") in sitemap
    assert own.format("two") in sitemap
    assert own.format("news") not in sitemap
    assert "https://example.org/changsha/pages/law.html" not in sitemap


def test_a_page_that_is_found_elsewhere_still_stands_in_lists_and_feeds(built: House) -> None:
    assert 'href="news.html"' in built.page("changsha/news/index.html")
    for name in ("feed.xml", "atom.xml", "feed.json"):
        assert "https://example.org/changsha/news/news.html" in built.page(f"changsha/{name}")


def test_feeds_say_where_a_repost_is_from(built: House) -> None:
    folder = built.output / "changsha"
    title = "转载一部法律"
    rss = feedparser.parse((folder / "feed.xml").read_bytes(), sanitize_html=False)
    atom = feedparser.parse((folder / "atom.xml").read_bytes(), sanitize_html=False)
    assert not rss.bozo
    assert not atom.bozo
    assert "<dc:source>https://flk.npc.gov.cn/law?a=1&amp;b=2</dc:source>" in built.page(
        "changsha/feed.xml"
    )
    (entry,) = [entry for entry in atom.entries if entry.title == title]
    assert [(x.href, x.title) for x in entry.links if x.rel == "via"] == [(LAW, "中国人大网")]
    items = json.loads((folder / "feed.json").read_text("utf-8"))["items"]
    (item,) = [item for item in items if item["title"] == title]
    assert item["external_url"] == LAW
    assert item["url"] == "https://example.org/changsha/news/repost.html"
    (told,) = [entry.content[0].value for entry in rss.entries if entry.title == title]
    for content in (told, entry.content[0].value, item["content_html"]):
        assert content.startswith("<p>转载自：<a href=")
    (plain,) = [item for item in items if item["title"] == "社区读书会怎么办"]
    assert "external_url" not in plain
    assert not plain["content_html"].startswith("<p>转载自")


def test_an_unlisted_source_withholds_warns_or_passes_by_policy(house: House) -> None:
    elsewhere = head("某某网", "https://example.com/a")
    house.article(REPOST, head=APPROVED + elsewhere)
    assert house.codes() == []
    list_sources(house)
    state = house.check()
    assert [(fault.code, fault.is_error) for fault in state.problems] == [
        ("source-unlisted", True),
        ("source-unlisted", True),
    ]
    assert REPOST not in state.planner.shown("changsha")
    list_sources(house, '\n[reposts]\nunlisted = "warning"\n')
    state = house.check()
    assert [fault.is_error for fault in state.problems] == [False, False]
    assert REPOST in state.planner.shown("changsha")
    file = house.content / "federation.toml"
    file.write_text(file.read_text("utf-8").replace('"warning"', '"off"'), "utf-8")
    assert house.codes() == []


def test_a_policy_that_changes_is_heeded_by_the_next_check(house: House) -> None:
    cache = cache_in(house.folder / "cache")
    house.article(REPOST, head=APPROVED + head("某某网", "https://example.com/a"))
    assert [fault.code for fault in house.check(cache).problems] == []
    list_sources(house)
    assert {fault.code for fault in house.check(cache).problems} == {"source-unlisted"}


def test_a_source_that_becomes_canonical_renders_its_reposts_anew(house: House) -> None:
    list_sources(house, SOURCES.replace("canonical = true\n", ""))
    house.article(REPOST, head=APPROVED + head("新华网", NEWS))
    house.build()
    assert links(house.page("changsha/news/repost.html"), "canonical") != [NEWS]
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"central-media"', '"central-media"\ncanonical = true'), "utf-8")
    house.build()
    assert links(house.page("changsha/news/repost.html"), "canonical") == [NEWS]


def test_a_repost_is_offered_to_nobody_and_picked_by_nobody(house: House) -> None:
    house.article(REPOST, head=APPROVED + "offer: province\n" + head("新华网", NEWS))
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{REPOST}"\n')
    state = house.check()
    assert [(fault.path, fault.code, fault.is_error) for fault in state.problems] == [
        (REPOST, "repost-offered", False),
        ("hunan/picks.toml", "pick-repost", False),
    ]
    assert REPOST in state.planner.shown("changsha")
    assert REPOST not in state.planner.shown("hunan")


def test_the_portals_news_are_the_sites_own(house: House) -> None:
    house.article(REPOST, head=APPROVED + head("新华网", NEWS))
    own = house.article("hunan/changsha/articles/news/own.md")
    newest = [listed.value.path for listed in portal_of(house).newest]
    assert own in newest
    assert REPOST not in newest


def test_a_source_still_to_come_is_named_until_its_day(house: House) -> None:
    text = head("新华网", NEWS, "2026-12-01")
    house.write(REPOST, f"---\ntitle: 题\ndate: 2026-12-02\n{APPROVED}{text}---\n\n文\n")
    cache = cache_in(house.folder / "cache")
    assert [fault.code for fault in house.check(cache).problems] == ["source-future"]
    house.now = datetime(2026, 12, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert [fault.code for fault in house.check(cache).problems] == []
