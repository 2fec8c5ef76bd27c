"""Help at three levels: nobody is without it, each is told whose it is, and what is gone is gone."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import vobject
from cli import MOMENT, explain, run_task
from conftest import ROOT, House, everything_in
from helping import GONE, HELP, add_help, service

from lianzhan.model.report import BUILT, CONTENT

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.report import Report

PROVINCE, CITY = "hunan/services.toml", "hunan/changsha/services.toml"
FULL = {
    "title": '"省维权服务站"',
    "summary": '"家暴求助、婚姻调解"',
    "audience": '"本省妇女"',
    "telephones": '["0731-84555555 转 8001", "13812345678"]',
    "hours": '"周一至周五 9:00—12:00，14:30—17:30"',
    "holidays": '"凭预约"',
    "appointment": '"提前一天打电话"',
    "address": '"长沙市某路 1 号"',
    "point": "[28.1941, 112.9823]",
    "fee": '"免费"',
    "capacity": '"每天 20 人"',
    "booking": '"https://example.com/book?a=1&b=2"',
    "text": '"可以**直接来**，见[动态](/hunan/articles/news/one.md)。"',
}


@pytest.fixture
def helping(house: House) -> House:
    """A house whose province has two kinds of services, and whose city has one of them."""
    add_help(house)
    mind = service("mind", kind='"mind"', title='"省心理中心"')
    house.write(PROVINCE, service("rights", **FULL) + mind)
    house.write(CITY, service("city", title='"市维权服务站"'))
    report = house.build()
    assert (report.problems, report.exit_status) == ((), 0)
    return house


def why(report: Report) -> dict[str, str]:
    """The sites that were built, and for which reason."""
    return {site.slug: site.reason for site in report.sites if site.status == BUILT}


def page_of(house: House, slug: str) -> str:
    return house.page(f"{slug}/services/index.html")


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def holding(house: House, *words: str) -> set[str]:
    """The files of the output in which one of these words is."""
    every = everything_in(house.output).items()
    return {path for path, data in every if any(word.encode() in data for word in words)}


def structured(page: str) -> list[dict[str, Any]]:
    """What a page says to programs."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said: list[dict[str, Any]] = json.loads(found)["@graph"]
    return said


def test_a_county_without_a_kind_shows_that_of_its_city_then_of_its_province(
    helping: House,
) -> None:
    page = page_of(helping, "furong")
    assert "市维权服务站" in page
    assert "长沙市妇联（本区暂无，就近办）" in page
    assert "湖南省妇联（本区暂无，就近办）" in page
    assert "省维权服务站" not in page
    helping.write(CITY, service("city", GONE, title='"市维权服务站"'))
    report = helping.build()
    assert why(report) == dict.fromkeys(("changsha", "furong", "hunan"), CONTENT)
    page = page_of(helping, "furong")
    assert "省维权服务站" in page
    assert "长沙市妇联（本区暂无" not in page
    assert holding(helping, "市维权服务站") == set()


def test_only_the_sites_concerned_are_built(helping: House) -> None:
    file = "hunan/changsha/furong/services.toml"
    helping.write(file, service("own", title='"区维权服务站"'))
    assert why(helping.build()) == dict.fromkeys(("furong", "changsha", "hunan"), CONTENT)
    assert "本区暂无，就近办" in page_of(helping, "furong")  # the other kind
    assert "市维权服务站" not in page_of(helping, "furong")
    helping.write(file, service("own", title='"区维权服务站"', address='"某路 2 号"'))
    assert why(helping.build()) == {"furong": CONTENT}
    helping.write(CITY, service("city", title='"市维权服务站"', address='"某路 3 号"'))
    assert why(helping.build()) == {"changsha": CONTENT}


def test_no_site_is_without_help_and_no_block_is_empty(helping: House) -> None:
    for slug in ("hunan", "changsha", "hengyang", "furong"):
        home = helping.page(f"{slug}/index.html")
        slot, block = home.index('data-slot="pinned"'), home.index('id="help-heading"')
        assert slot < block
        assert home[block:].index('href="tel:12338"') < home[block:].index("</section>")
        doors = re.findall(r'href="services/index.html#(kind:\w+)"', home)
        assert doors == ["kind:rights", "kind:mind"]
        assert all(f'id="{door}"' in page_of(helping, slug) for door in doors)
        for empty in ("<ul></ul>", "<dd></dd>", "<p></p>"):
            assert empty not in re.sub(r">\s+<", "><", home + page_of(helping, slug))
    assert "权益维护、心理关爱由 湖南省妇联 就近提供" in words(helping.page("hengyang/index.html"))
    assert "心理关爱由 湖南省妇联 就近提供" in words(helping.page("changsha/index.html"))
    assert "就近提供" not in helping.page("hunan/index.html")


def test_a_kind_without_a_service_at_any_level_has_no_door(house: House) -> None:
    add_help(house)
    house.write(CITY, service("city"))
    house.build()
    assert "kind:mind" not in house.page("changsha/index.html") + page_of(house, "changsha")
    assert "kind:" not in house.page("hengyang/index.html")
    assert 'href="tel:12338"' in house.page("hengyang/index.html")


def test_a_page_says_all_that_is_known_calls_first(helping: House) -> None:
    page = page_of(helping, "hunan").partition("<main")[2]
    wanted = (
        *('href="tel:12338"', 'href="tel:110"', 'href="sms:12110"', 'href="#kind:rights"'),
        *("省维权服务站", "家暴求助、婚姻调解", "本省妇女", "周一至周五", "9:00—12:00", "凭预约"),
        *("提前一天打电话", "长沙市某路 1 号", "uri.amap.com/marker", "免费", "每天 20 人"),
        *('href="tel:+8673184555555"', "0731-84555555 转 8001", "https://example.com/book?a=1"),
        *("<strong>直接来</strong>", 'href="../news/one.html"', "2026年6月", 'href="rights.vcf"'),
        *("省心理中心", 'href="tel:12345"', 'href="hotlines/all.vcf"'),
    )
    places = [page.index(word) for word in wanted]
    assert places == sorted(places)
    assert 'href="tel:12110"' not in page


def test_a_directory_lists_the_services_below_by_kind_and_site(helping: House) -> None:
    helping.write("hunan/changsha/furong/services.toml", service("own", title='"区维权站"'))
    helping.write("hunan/hengyang/services.toml", service("own", title='"衡阳维权站"'))
    helping.build()
    page = helping.page("hunan/services/all/index.html")
    found = [
        (link, "：".join(words(inside).split()[-2:]))
        for link, inside in re.findall(r'<li><a href="([^"]+#\w+)">(.*?)</a>', page)
    ]
    assert found == [
        ("../../../changsha/services/index.html#city", "长沙市妇联：市维权服务站"),
        ("../../../furong/services/index.html#own", "芙蓉区妇联：区维权站"),
        ("../../../hengyang/services/index.html#own", "衡阳市妇联：衡阳维权站"),
    ]
    assert "kind:mind" not in page
    assert not (helping.output / "furong/services/all").exists()


def test_cards_are_read_back_by_others(helping: House) -> None:
    data = (helping.output / "hunan/services/rights.vcf").read_bytes()
    card = vobject.readOne(data.decode())
    assert card.version.value == "3.0"
    assert card.fn.value == "省维权服务站（湖南省妇联）"
    assert card.org.value == ["湖南省妇联"]
    assert [tel.value for tel in card.tel_list] == ["+8673184555555", "+8613812345678"]
    assert card.adr.value.street == "长沙市某路 1 号"
    assert card.url.value == "https://example.org/hunan/services/#rights"
    assert "转 8001" in card.note.value
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not (helping.output / "furong/services/city.vcf").exists()
    hotlines = (helping.output / "furong/services/hotlines/all.vcf").read_text("utf-8")
    found = [(card.fn.value, card.tel.value) for card in vobject.readComponents(hotlines)]
    assert found == [("妇女维权热线", "12338"), ("报警", "110"), ("政务服务热线", "12345")]
    assert 'href="hotlines/all.vcf"' in page_of(helping, "furong")


def test_programs_are_told_of_a_sites_own_services_and_all_hotlines(helping: House) -> None:
    said = structured(page_of(helping, "hunan"))
    types = [thing["@type"] for thing in said]
    assert types == ["GovernmentService"] * 2 + ["ContactPoint"] * 3
    first = said[0]
    assert first["serviceType"] == "权益维护"
    assert first["areaServed"]["name"] == "湖南省"
    assert first["provider"]["name"] == "湖南省妇联"
    phone = first["availableChannel"]["servicePhone"][0]
    assert phone["telephone"] == "+8673184555555"
    assert phone["hoursAvailable"][0]["opens"] == "09:00"
    assert {thing["@type"] for thing in structured(page_of(helping, "furong"))} == {"ContactPoint"}


def test_articles_name_the_service_or_hotline_of_their_column(house: House) -> None:
    toml = (house.content / "federation.toml").read_text("utf-8")
    news = toml.replace('title = "工作动态"', 'title = "工作动态"\nservice = "rights"')
    house.write("federation.toml", f'{news}hotline = "12345"\n{HELP}')
    house.article("hunan/changsha/furong/articles/news/a.md")
    house.article("hunan/changsha/furong/articles/theory/a.md")
    house.write(CITY, service("city", title='"市维权服务站"'))
    house.build()

    def aside(path: str) -> str:
        return house.page(path).partition("<aside")[2].partition("</aside>")[0]

    news = aside("furong/news/a.html")
    assert 'href="../../changsha/services/index.html#city"' in news
    assert news.index("市维权服务站") < news.index("长沙市妇联")
    assert 'href="tel:+8673184555555"' in news
    assert "tel:12338" not in news
    assert "tel:12338" in aside("furong/theory/a.html")


def test_a_service_or_hotline_of_a_column_that_is_none_costs_itself_alone(house: House) -> None:
    toml = (house.content / "federation.toml").read_text("utf-8")
    title = 'title = "工作动态"'
    wrong = f'{title}\nservice = "right"\nhotline = "12348"'
    house.write("federation.toml", f"{toml.replace(title, wrong)}{HELP}")
    done = house.build()
    assert ([fault.code for fault in done.problems], done.exit_status) == (["site-fact"] * 2, 0)
    assert 'href="tel:12338"' in house.page("hunan/news/one.html").partition("<aside")[2]


def test_a_federation_that_says_nothing_of_help_has_nothing_of_it(house: House) -> None:
    house.build()
    assert holding(house, "找帮助", "服务热线", "这件事可以找谁") == set()
    assert not (house.output / "hunan/services").exists()


@pytest.mark.parametrize("how", ["withdrawn", "deleted", "expired"])
def test_what_is_gone_leaves_sites_that_can_not_be_built(helping: House, how: str) -> None:
    """From its page, the directory, the structured data, its card, and where it was borrowed."""
    gone = {
        "withdrawn": service("city", GONE, title='"市维权服务站"'),
        "deleted": service("other"),
        "expired": service("city", title='"市维权服务站"', expires="2026-10-01"),
    }[how]
    helping.write(CITY, gone)
    theme = helping.folder / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    (theme / "templates/base.html").write_text("{% broken %}", "utf-8")
    assert helping.build(theme=theme).exit_status == 2
    assert holding(helping, "市维权服务站", "services/#city", "#city") == set()
    assert not (helping.output / "changsha/services/city.vcf").exists()
    assert "省维权服务站" in page_of(helping, "hunan")
    assert "省心理中心" in page_of(helping, "furong")


@pytest.mark.parametrize(
    "named", [f"content/{CITY}#city", "https://example.org/changsha/services/#city"]
)
def test_take_down_frees_all_sites_of_one_service(helping: House, named: str) -> None:
    done = run_task(helping, "take-down", "--output", "output", named)
    assert done.returncode == 0, done.stderr
    assert holding(helping, "市维权服务站", "#city", "city.vcf") == set()
    assert "省心理中心" in page_of(helping, "furong")


def test_a_name_in_chinese_has_an_anchor_and_a_card_and_goes_with_both(house: House) -> None:
    add_help(house)
    house.write(CITY, service("维权站", title='"市站"'))
    assert (house.build().problems, house.build().exit_status) == ((), 0)
    page = page_of(house, "changsha")
    assert 'id="维权站"' in page
    assert 'href="%E7%BB%B4%E6%9D%83%E7%AB%99.vcf"' in page
    assert (house.output / "changsha/services/维权站.vcf").exists()
    assert "services/index.html#%E7%BB%B4%E6%9D%83%E7%AB%99" in page_of(house, "furong")
    run_task(house, "take-down", "--output", "output", f"content/{CITY}#维权站")
    assert holding(house, "市站", "维权站", "%E7%BB%B4") == set()


def test_sites_on_hosts_of_their_own_link_each_other_whole(helping: House) -> None:
    toml = (helping.content / "federation.toml").read_text("utf-8")
    helping.write("federation.toml", toml.replace("example.org/{slug}/", "{slug}.example.org/"))
    assert helping.build().exit_status == 0
    link = 'href="https://changsha.example.org/services/#city"'
    assert link in page_of(helping, "furong")
    assert link in helping.page("hunan/services/all/index.html")


def test_a_federation_in_english_says_it_in_english(helping: House) -> None:
    toml = (helping.content / "federation.toml").read_text("utf-8")
    helping.write("federation.toml", toml.replace('"zh-CN"', '"en"'))
    helping.build()
    page = page_of(helping, "furong")
    for words in (
        "Services and hotlines",
        "Who does it",
        "this district has none: the nearest",
        "6/2026",
        "Call ",
    ):
        assert words in page


def test_headings_and_notes_of_two_services_are_told_apart(house: House) -> None:
    add_help(house)
    text = '"""\n见[材料](#材料)。[^a]\n\n## 材料\n\n身份证。\n\n[^a]: 一注\n"""'
    other = '"[甲的材料](/hunan/services.toml#a)"'
    house.write(PROVINCE, service("a", text=text) + service("b", text=text))
    house.write(CITY, service("c", text=other))
    assert house.build().exit_status == 0
    page = page_of(house, "hunan")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"a:材料", "b:材料"} <= set(ids)
    links = re.findall(r'href="index.html#([ab]:[^"]+)"', page)
    assert {unquote(link) for link in links} <= set(ids)
    assert len(links) == 6


def test_a_kind_that_is_no_more_is_told_at_the_next_build(helping: House) -> None:
    toml = (helping.content / "federation.toml").read_text("utf-8")
    helping.write("federation.toml", toml.replace('slug = "rights"', 'slug = "law"'))
    report = helping.build()
    found = [(fault.path, fault.code) for fault in report.problems]
    assert found == [(CITY, "unknown-service-kind"), (PROVINCE, "unknown-service-kind")]
    assert "省心理中心" in page_of(helping, "hunan")


def test_a_build_after_changes_gives_the_bytes_of_one_from_nothing(helping: House) -> None:
    helping.write(CITY, service("city", GONE) + service("new", kind='"mind"'))
    helping.build()
    clean = helping.folder / "clean"
    helping.build(output=clean, cache=helping.folder / "other")
    found, wanted = everything_in(helping.output), everything_in(clean)
    assert {p: d for p, d in found.items() if ".lianzhan" not in p} == {
        p: d for p, d in wanted.items() if ".lianzhan" not in p
    }


def test_a_check_that_has_become_old_is_told_to_both_office_and_reader(helping: House) -> None:
    assert "去之前请先打电话" not in page_of(helping, "hunan")
    later = House(helping.folder, helping.now.replace(year=2028, month=7))
    report = later.build()
    found = [(fault.path, fault.line, fault.code) for fault in report.problems]
    assert found == [
        (CITY, 5, "service-unchecked"),
        (PROVINCE, 5, "service-unchecked"),
        (PROVINCE, later.line(PROVINCE, "省心理中心") + 2, "service-unchecked"),
    ]
    assert page_of(helping, "hunan").count("去之前请先打电话") == 2
    assert why(report) == dict.fromkeys(("hunan", "changsha", "furong", "hengyang"), CONTENT)
    assert report.exit_status == 0


def test_hostile_words_stay_words(house: House) -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}</script>"
    add_help(house)
    values = dict.fromkeys(("title", "summary", "audience", "address", "fee"), f"'{evil}'")
    injected = {"appointment": '"甲\\nTEL:110;,\\\\n END:VCARD"'}
    house.write(PROVINCE, service("evil", **values, **injected))
    report = house.build()
    assert report.exit_status == 0, report.problems
    page = page_of(house, "hunan")
    assert "<script>alert" not in page
    assert structured(page)[0]["name"] == evil
    card = vobject.readOne((house.output / "hunan/services/evil.vcf").read_text("utf-8"))
    assert [tel.value for tel in card.tel_list] == ["+8673184555555"]
    assert card.adr.value.street == evil


def test_the_numbers_of_a_service_are_public_those_in_its_words_are_not(house: House) -> None:
    add_help(house)
    one = service("a", telephones='"13812345678"', text='"请打 13912345678"')
    house.write(PROVINCE, one)
    (found,) = house.check().problems
    assert (found.code, dict(found.details)["words"]) == ("mobile-number", "139****5678")


def test_each_service_is_queued_signed_and_explained_for_itself(house: House) -> None:
    add_help(house)
    house.write(PROVINCE, service("a", "") + service("b"))
    at = ("--content", "content")
    assert "hunan/services.toml#a" in run_task(house, "queue", *at, "--now", MOMENT).stdout
    path = f"content/{PROVINCE}"
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        signing = ("--step", step, "--by", by, "--on", "2026-03-09")
        signed = run_task(house, "approve", f"{path}#a", *at, *signing)
        assert signed.returncode == 0, signed.stderr
    assert "已发布" in explain(house, f"{path}#a").stdout
    signed_text = (house.content / PROVINCE).read_text("utf-8")
    assert house.codes() == []
    for old, new in (
        ("84555555", "84555556"),
        ("题a", "题c"),
        ("rights", "mind"),
        ("06-01", "06-02"),
    ):
        house.write(PROVINCE, signed_text.replace(old, new, 1))
        assert house.codes() == ["changed-since-review"]


def test_the_example_at_all_its_sites_is_helped(tmp_path: Path, example_content: Path) -> None:
    """138 sites: the block is there, whose each service is is named, and no block is empty."""
    house = House(tmp_path)
    shutil.copytree(example_content, house.content)
    house.build(jobs=2)
    sites = house.federation.sites
    assert len(sites) > 100
    for site in sites:
        home = house.page(f"{site.slug}/index.html").partition('id="help-heading"')[2]
        block = home.partition("</section>")[0]
        assert 'href="tel:' in block
        page = page_of(house, site.slug)
        services = re.findall(r'<article class="service".*?</article>', page, re.DOTALL)
        assert services
        assert all("谁来办" in one for one in services)
        assert not re.search(r"<(ul|dd|dl|section)[^>]*>\s*</\1>", page + block)
