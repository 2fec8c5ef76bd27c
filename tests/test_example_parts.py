"""What each site of the example has for its readers, read back from the built pages and files."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from conftest import House, everything_in
from icalendar import Calendar
from kinds.qr_reader import read as read_code

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.report import Report

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, example_content: Path) -> tuple[House, Report]:
    """The example, built at a fixed moment."""
    folder = tmp_path_factory.mktemp("parts")
    shutil.copytree(example_content, folder / "content")
    house = House(folder, NOW)
    return house, house.build(jobs=2)


@pytest.fixture(scope="module")
def house(built: tuple[House, Report]) -> House:
    return built[0]


def words(html: str) -> str:
    """The words of a page or a part of it, without what parts them."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    return "".join(unescape(re.sub(r"<[^>]+>", "", bare)).split())


def data_of(page: str) -> list[Any]:
    """All that a page says to programs."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in found]


def test_every_reason_to_show_something_is_seen(house: House) -> None:
    whys = {placement.why for placement in house.check().placements}
    assert whys == {"own", "pushed", "picked", "nearest", "below", "drawn", "footer"}


def test_a_site_says_where_it_is_or_whose_office_is_the_nearest(house: House) -> None:
    own, other = words(house.page("yuelu/index.html")), words(house.page("nanxian/index.html"))
    assert "地址：岳麓区示例路2号（示例地址）" in own
    found = other.partition("找南县妇联")[2].partition("拨打")[0]
    assert found.startswith("以下信息来自益阳市妇联：")
    assert "地址：益阳市示例路10号（示例地址）" in found
    foot = other.rpartition("以下信息来自湖南省妇联：")[2]
    assert "邮箱：hunan@example.org" in foot
    assert "湘ICP备00000000号-1" in foot
    for page in ("关于本站", "无障碍说明"):
        assert page in other


def test_sites_stand_by_their_codes_wherever_they_are_listed(house: House) -> None:
    cities = [
        "长沙",
        "株洲",
        "湘潭",
        "衡阳",
        "邵阳",
        "岳阳",
        "常德",
        "张家界",
        "益阳",
        "郴州",
        "永州",
        "怀化",
        "娄底",
        "湘西州",
    ]
    below = [
        "芙蓉区",
        "天心区",
        "岳麓区",
        "开福区",
        "雨花区",
        "望城区",
        "长沙县",
        "浏阳市",
        "宁乡市",
    ]
    for file, names in (
        ("index.html", cities),
        ("matrix.opml", cities),
        ("hunan/index.html", cities),
        ("changsha/index.html", below),
    ):
        page = house.page(file)
        listed = page[page.rfind('id="sites-around"') :] if "sites-around" in page else page
        listed = listed.partition('id="sites_heading"')[2] or listed
        places = [listed.index(name) for name in names]
        assert places == sorted(places), file


def test_a_county_without_news_shows_its_citys_then_its_neighbours_then_the_provinces(
    house: House,
) -> None:
    page = house.page("furong/index.html")
    news = page.partition("身边的消息")[2].partition("</section>")[0]
    origins = re.findall("</span> ([^<]+妇联)</span>", news)
    assert origins == ["长沙市妇联", "浏阳市妇联", "湖南省妇联", "湖南省妇联"]
    feed = house.page("furong/feed.xml")
    assert "采访本上的功夫" in page
    assert "采访本上的功夫" not in feed


def test_columns_without_anything_are_nowhere(house: House) -> None:
    """Every column that is named has a page with entries, and none other is there."""
    for site in house.federation.sites:
        home, sitemap = (
            house.page(f"{site.slug}/index.html"),
            house.page(f"{site.slug}/sitemap.xml"),
        )
        for column in site.columns:
            page = house.output / site.slug / column.slug / "index.html"
            is_there = page.is_file()
            assert (f'href="{column.slug}/index.html"' in home) is is_there
            assert (f"/{site.slug}/{column.slug}/</loc>" in sitemap) is is_there
            if is_there:
                assert "<time" in page.read_text("utf-8")
            else:
                assert not page.parent.exists()


def test_no_page_is_without_a_way_to_it_and_no_section_is_empty(house: House) -> None:
    for site in house.federation.sites:
        home = house.page(f"{site.slug}/index.html")
        sections = re.findall(r"<section\b.*?</section>", home, re.DOTALL)
        assert len(sections) >= 4
        for section in sections:
            inside = words(re.split("</h[23]>", section, maxsplit=1)[-1])
            assert inside, (site.slug, section)
        for part in ("services", "events", "accounts"):
            assert f'href="{part}/index.html"' in home, (site.slug, part)


def test_a_service_has_a_card_and_is_said_to_programs(house: House) -> None:
    page = house.page("changsha/services/index.html")
    (data,) = data_of(page)
    said = {one["name"]: one for one in data["@graph"]}
    service = said["长沙市妇女儿童维权岗（示例）"]
    assert service["@type"] == "GovernmentService"
    card = vobject.readOne((house.output / "changsha/services/weiquan.vcf").read_text("utf-8"))
    assert card.fn.value == "长沙市妇女儿童维权岗（示例）（长沙市妇联）"
    assert {one["@type"] for one in data["@graph"]} == {"GovernmentService", "ContactPoint"}
    assert "uri.amap.com/marker?position=112.938800%2C28.228200" in page


def test_a_city_lists_what_is_below_it_by_kind_and_county(house: House) -> None:
    listed = words(house.page("changsha/services/all/index.html"))
    order = [
        "权益维护芙蓉芙蓉区妇联",
        "浏阳市妇联浏阳妇女维权接待日",
        "家庭教育岳麓岳麓区妇联",
        "就业创业宁乡宁乡市妇联",
    ]
    places = [listed.index(part) for part in order]
    assert places == sorted(places)


def test_honours_are_listed_by_award_and_year_for_each_area(house: House) -> None:
    """Whoever is below is named with whose list it is; who agreed to be named stands nowhere."""
    page = house.page("hunan/honours/index.html")
    listed = words(page.partition("<main")[2].partition("</main>")[0])
    order = (
        "2025年湖南省示例维权热线接听组（示例）全国有效期到2028年12月31日",
        "资兴市示例渡口售票班（示例）资兴资兴市妇联省级",
        "2021年湖南省示例图书馆少儿借阅部（示例）省级有效期到2024年12月31日，已过",
        "2025年湖边一家（示例）资兴资兴市妇联市级",
    )
    places = [listed.index(part) for part in order]
    assert places == sorted(places)
    assert [one["award"] for one in data_of(page)] == [
        "全国巾帼文明岗 (2025)", "省级巾帼文明岗 (2021)", "省级三八红旗集体 (2024)"
    ]  # fmt: skip
    city = words(house.page("chenzhou/honours/index.html"))
    assert "资兴市示例渡口售票班" in city
    assert "湖南省示例维权热线接听组" not in city
    assert "户主本人" not in house.page("zixing/honours/index.html")
    assert data_of(house.page("zixing/honours/index.html"))[1:] == [
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": "资兴市示例桃业合作社分拣组（示例）",
            "award": "省级三八红旗集体 (2024)",
        }
    ]
    has_page = sorted(file.parts[-3] for file in house.output.glob("*/honours/index.html"))
    assert has_page == ["chenzhou", "hunan", "yongxing", "zixing"]


def test_every_calendar_is_read_by_two_programs(house: House) -> None:
    files = sorted(house.output.rglob("*.ics"))
    assert len(files) > 138
    for file in files:
        text = file.read_text("utf-8")
        events = Calendar.from_ical(text).walk("VEVENT")
        others = [e for e in vobject.readOne(text).components() if e.name == "VEVENT"]
        assert len(events) == len(others) > 0
        assert [str(e["UID"]) for e in events] == [e.uid.value for e in others]


def test_an_event_that_was_moved_and_one_that_is_off_say_so(house: House) -> None:
    (moved,) = Calendar.from_ical(house.page("changsha/events/embroidery-open-class.ics")).walk(
        "VEVENT"
    )
    assert (moved["SEQUENCE"], moved["STATUS"]) == (1, "CONFIRMED")
    (off,) = Calendar.from_ical(house.page("furong/events/spring-cleaning.ics")).walk("VEVENT")
    assert (off["SEQUENCE"], off["STATUS"]) == (1, "CANCELLED")
    assert "已取消" in words(house.page("furong/events/spring-cleaning.html"))
    (data,) = data_of(house.page("furong/events/spring-cleaning.html"))
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert "三代人坐在湖边" not in house.page("yueyang/events/index.html")
    assert "洞庭湖边读书会" in house.page("yueyang/events/past/index.html")


def test_every_code_leads_where_its_account_says(house: House) -> None:
    codes = sorted(house.output.rglob("accounts/*.svg"))
    assert len(codes) > 60
    for code in codes:
        slug = code.relative_to(house.output).parts[0]
        assert read_code(code.read_text("utf-8")).endswith(f"/{slug}")


def test_a_province_counts_accounts_and_names_no_site_without(house: House) -> None:
    page = house.page("hunan/accounts/index.html")
    counted = words(page.partition('id="accounts-below"')[2].partition("</table>")[0])
    assert "市州14/14" in counted
    assert re.search("县市区[0-9]+/122", counted)
    assert "南县" not in counted
    assert "上级账号" in house.page("nanxian/accounts/index.html")


def test_a_notice_shows_its_number_and_what_it_forwards(house: House) -> None:
    page = house.page("changsha/notices/check-services.html")
    assert "文号：示例长字〔2026〕2号" in words(page)
    assert "转发：公文样例：请各站每年核对一次服务信息（示例）（示例字〔2026〕1号）" in words(page)
    (data,) = data_of(page)
    assert data["isBasedOn"]["url"].endswith("/hunan/notices/check-services.html")
    assert "示例长字〔2026〕2号" in words(house.page("changsha/notices/index.html"))


def test_a_call_leads_out_while_it_is_open(house: House) -> None:
    page = house.page("hunan/activity/letters-call.html")
    assert 'href="https://example.org/form/letters"' in page
    assert "2027年12月31日截止" in words(page)


@pytest.mark.parametrize(
    ("page", "source", "url", "day"),
    [
        ("loudi/family/family-education-law-text", "中国人大网", "https://flk.npc.gov.cn/",
         "2021年10月23日"),
        ("shengzhi/theory/womens-rights-law-text", "中国政府网", "https://www.gov.cn/",
         "2022年10月30日"),
    ],
)  # fmt: skip
def test_a_repost_names_its_source_on_its_page_and_in_feeds(
    house: House, page: str, source: str, url: str, day: str
) -> None:
    site, text = page.partition("/")[0], house.page(f"{page}.html")
    assert f"转载自：{source}{day}原载" in words(text)
    assert f"本文转载自{source}，{day}原载。到{source}看原文" in words(text)
    (said,) = data_of(text)
    assert said["isBasedOn"]["url"] == url
    assert said["isBasedOn"]["publisher"] == {"@type": "GovernmentOrganization", "name": source}
    address = f"https://hunan.example.org/{page}.html"
    assert f'<link rel="canonical" href="{address}">' in text
    assert f"<loc>{address}</loc>" in house.page(f"{site}/sitemap.xml")
    assert f"<dc:source>{url}</dc:source>" in house.page(f"{site}/feed.xml")
    assert f'<link href="{url}" rel="via" title="{source}"/>' in house.page(f"{site}/atom.xml")
    items = json.loads(house.page(f"{site}/feed.json"))["items"]
    assert [item["url"] for item in items if item.get("external_url") == url] == [address]


def test_a_topic_is_open_and_one_is_over_with_pages_and_feeds(house: House) -> None:
    page = house.page("shaoyang/topics/winter-safety/index.html")
    (data,) = data_of(page)
    assert (data["@type"], data["name"]) == ("CollectionPage", "冬天，家里的安全（示例）")
    listed = [item["url"] for item in data["mainEntity"]["itemListElement"]]
    assert listed == [
        "https://hunan.example.org/shaoyang/family/winter-heating.html",
        "https://hunan.example.org/hengyang/family/scald-first-aid.html",
    ]
    assert "衡阳市妇联" in words(page)
    feed = json.loads(house.page("shaoyang/topics/winter-safety/feed.json"))
    assert {item["url"] for item in feed["items"]} == {*listed}
    over = house.page("shaoyang/topics/summer-water/index.html")
    assert "这个专题已经结束" in over
    every = words(house.page("shaoyang/topics/index.html"))
    assert every.index("冬天，家里的安全") < every.index("以往专题") < every.index("暑假")
    for slug in ("shaoyang", "shaodong"):
        home = words(house.page(f"{slug}/index.html"))
        assert "冬天，家里的安全" in home
        assert "暑假，离水边" not in home


def test_a_campaign_stands_in_each_of_its_phases(house: House) -> None:
    collecting = words(house.page("hunan/campaigns/winter-lamp/index.html"))
    assert collecting.index("正在进行征集作品") < collecting.index("怎么参加找我所在的妇联")
    assert "作品从2026年12月1日起在这里展示" in collecting
    assert "门口那盏灯" not in collecting
    assert "冬夜里的一盏灯" in words(house.page("hunan/index.html"))
    displaying = house.page("zhuzhou/campaigns/early-risers/index.html")
    assert re.findall(r'<h3 [^>]*id="theme:([^"]*)"', displaying) == [
        "market",
        "breakfast",
        "shift",
    ]
    assert "怎么参加" not in displaying
    feed = json.loads(house.page("zhuzhou/campaigns/early-risers/feed.json"))
    assert len(feed["items"]) == 4
    (data,) = data_of(displaying)
    assert (data["@type"], len(data["workFeatured"])) == ("Event", 4)
    over = words(house.page("chenzhou/campaigns/grandma-dishes/index.html"))
    order = ["结果", "水库边的鱼头汤", "外婆的酸豆角", "进行到哪一步", "其他作品", "打年糕"]
    places = [over.index(found) for found in order]
    assert places == sorted(places)
    here = words(house.page("liling/campaigns/winter-lamp/index.html"))
    assert here.index("醴陵市示例路7号") < here.index("拨打0731-12338") < here.index("写一篇")
    listed = words(house.page("liling/campaigns/index.html"))
    assert listed.index("冬夜里的一盏灯") < listed.index("县市区选送、集中展示")


def test_works_are_cards_and_no_file_tells_who_agreed(house: House) -> None:
    page = house.page("shaoyang/works/index.html")
    assert page.count('<li class="card">') == 5
    assert page.count('class="card-picture card-mark') == 2
    told = words(house.page("shaoyang/works/stove.html"))
    assert "作者：示例小作者甲" in told
    assert "年龄段：7–12岁学校：示例镇中心小学" in told
    consents = ("监护人（母亲）", "监护人（父亲）", "by: 本人")
    files = everything_in(house.output).items()
    assert [n for n, data in files if any(said.encode() in data for said in consents)] == []
