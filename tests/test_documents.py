"""Notices as documents: number, issuer and day, what they forward, and calls with a form."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from conftest import APPROVED, NOW, SITES, House, everything_in
from lxml import html as lxml_html
from made_files import pdf
from own_scripts import without_own_scripts

if TYPE_CHECKING:
    from pathlib import Path

SHANGHAI = ZoneInfo("Asia/Shanghai")
NUMBER, TITLE = "湘妇字〔2020〕20号", "关于征集家风故事的通知"
ORIGINAL = "hunan/articles/theory/original.md"
NOTICE = "hunan/changsha/articles/news/notice.md"
PAGE = "changsha/news/notice.html"
FORM = "https://example.com/form?a=1&b=2"
DOCUMENT = "document:\n  number: 湘妇字[2020]20号\n  issuer: 湖南省妇联\n  issued: 2020年4月27日\n"
FORWARDS = "forwards: /hunan/articles/theory/original.md\n"
CALL = f"call: {{to: '{FORM}', from: 2026-10-01, until: 2026-11-30, title: 填写报名表}}\n"


def data_of(page: str) -> dict[str, Any]:
    """The structured data of a page."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said: dict[str, Any] = json.loads(found)
    return said


def box(page: str) -> list[str]:
    """The lines of a page's box."""
    items = lxml_html.fromstring(page).xpath('//*[@class="document-box"]/li')
    return [" ".join(item.text_content().split()) for item in items]


def notice(house: House, head: str, path: str = NOTICE) -> None:
    house.article(path, head=APPROVED + head, title="转发省妇联通知")


@pytest.fixture(scope="module")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house in which a city forwards a document of the province, with a call."""
    house = House(tmp_path_factory.mktemp("documents"))
    shutil.copytree(SITES / "valid", house.content)
    house.article(ORIGINAL, head=APPROVED + DOCUMENT, title=TITLE)
    notice(house, "document: 长妇字〔2026〕3号\n" + FORWARDS + CALL)
    assert house.build().problems == ()
    return house.folder


@pytest.fixture
def built(built_folder: Path, tmp_path: Path) -> House:
    shutil.copytree(built_folder, tmp_path / "house")
    return House(tmp_path / "house")


def test_the_page_shows_number_issuer_and_day_in_a_box(built: House) -> None:
    page = built.page("hunan/theory/original.html")
    assert box(page) == [f"文号：{NUMBER}", "发文机关：湖南省妇联", "成文日期：2020年4月27日"]


def test_the_page_shows_what_it_forwards_and_the_form(built: House) -> None:
    page = built.page(PAGE)
    assert box(page) == [
        "文号：长妇字〔2026〕3号",
        "发文机关：长沙市妇联",
        f"转发：{TITLE}（{NUMBER}）",
        "填写报名表 2026年11月30日截止",
    ]
    links = lxml_html.fromstring(page).xpath('//*[@class="document-box"]//a/@href')
    assert links == ["../../hunan/theory/original.html", FORM]


@pytest.mark.parametrize(
    "page", ["hunan/theory/index.html", "hunan/index.html", "changsha/index.html", "index.html"]
)
def test_lists_show_the_number_after_the_title(built: House, page: str) -> None:
    rows = lxml_html.fromstring(built.page(page)).xpath(
        '//*[self::li or self::section][.//a[contains(@href, "original.html")]]'
    )
    assert any(NUMBER in row.text_content() for row in rows)


def test_feeds_leave_the_title_alone(built: House) -> None:
    assert f"<title>{TITLE}</title>" in built.page("hunan/feed.xml")
    assert NUMBER not in built.page("hunan/feed.xml")


def test_programs_are_told_what_the_page_shows(built: House) -> None:
    said = data_of(built.page("hunan/theory/original.html"))
    assert said.pop("@id").startswith("urn:uuid:")
    assert said == {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": "https://example.org/hunan/theory/original.html",
        "headline": TITLE,
        "datePublished": "2026-03-08T09:00:00+08:00",
        "inLanguage": "zh-CN",
        "identifier": {"@type": "PropertyValue", "propertyID": "发文字号", "value": NUMBER},
        "dateCreated": "2020-04-27",
        "publisher": {
            "@type": "GovernmentOrganization",
            "@id": "https://example.org/hunan/",
            "name": "湖南省妇联",
            "url": "https://example.org/hunan/",
        },
    }
    forwarding = data_of(built.page(PAGE))
    assert forwarding["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": f"{TITLE}（{NUMBER}）",
        "url": "https://example.org/hunan/theory/original.html",
    }
    assert forwarding["potentialAction"] == {
        "@type": "Action",
        "name": "填写报名表",
        "target": FORM,
        "startTime": "2026-10-01T00:00:00+08:00",
        "endTime": "2026-12-01T00:00:00+08:00",
    }


def test_a_page_without_any_of_it_says_nothing_to_programs(built: House) -> None:
    assert "ld+json" not in built.page("hunan/theory/equality.html")


@pytest.mark.parametrize(
    ("now", "line", "target"),
    [
        ("2026-09-30 23:59", "填写报名表 2026年10月1日开始，2026年11月30日截止", None),
        ("2026-10-01 00:00", "填写报名表 2026年11月30日截止", FORM),
        ("2026-11-30 23:59", "填写报名表 2026年11月30日截止", FORM),
        ("2026-12-01 00:00", "填写报名表 已截止", None),
    ],
)
def test_the_form_is_linked_while_it_is_open(
    built: House, now: str, line: str, target: str | None
) -> None:
    built.now = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    assert built.build().exit_status == 0
    page = built.page(PAGE)
    assert box(page)[-1] == line
    assert data_of(page)["potentialAction"].get("target") == target
    assert ("example.com/form" in page) is bool(target)


def clean(house: House) -> dict[str, bytes]:
    """The output of a build from nothing."""
    folder = house.folder / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    house.build(output=folder / "output", cache=folder / "cache")
    return everything_in(folder / "output")


@pytest.mark.parametrize(
    ("head", "title", "line"),
    [
        (APPROVED + DOCUMENT, "改了的标题", f"转发：改了的标题（{NUMBER}）"),
        (
            APPROVED + DOCUMENT.replace("20号", "21号"),
            TITLE,
            f"转发：{TITLE}（湘妇字〔2020〕21号）",
        ),
        (APPROVED, TITLE, f"转发：{TITLE}"),
    ],
)
def test_a_forwarded_title_is_the_one_of_today(
    built: House, head: str, title: str, line: str
) -> None:
    original = "hunan/articles/news/original.md"  # its column is not pushed: no list below has it
    built.article(original, head=APPROVED, title="标题")
    notice(built, f"forwards: /{original}\n")
    assert built.build().problems == ()
    assert box(built.page(PAGE)) == ["转发：标题"]
    built.article(original, head=head, title=title)
    assert built.build().problems == ()
    assert line in box(built.page(PAGE))
    assert everything_in(built.output) == clean(built)


def test_what_is_pushed_or_on_the_portal_may_forward_what_no_list_there_has(built: House) -> None:
    built.article("hunan/hengyang/articles/news/far.md", title="衡阳的通知")
    far = "forwards: /hunan/hengyang/articles/news/far.md\n"
    built.article("hunan/articles/theory/top.md", head=APPROVED + far)
    assert built.build().problems == ()
    assert box(built.page("hunan/theory/top.html")) == ["转发：衡阳的通知"]
    assert "top.html" in built.page("index.html")
    assert everything_in(built.output) == clean(built)


def test_a_forwarded_document_that_is_withdrawn_leaves_the_page_and_its_data(built: House) -> None:
    built.article(ORIGINAL, head="status: withdrawn\n", title=TITLE)
    (fault,) = built.build().problems
    assert (fault.code, fault.path) == ("unpublished-link", NOTICE)
    assert fault.line == built.line(NOTICE, "forwards")
    named = [p for p, data in everything_in(built.output).items() if TITLE.encode() in data]
    assert named == []
    assert "isBasedOn" not in data_of(built.page(PAGE))
    assert everything_in(built.output) == clean(built)


def test_it_leaves_the_page_of_a_site_that_can_not_be_built_anew(built: House) -> None:
    built.article(ORIGINAL, head="status: withdrawn\n", title=TITLE)
    built.write("hunan/changsha/site.toml", "name = 1\n")
    assert built.build().exit_status == 1
    page = built.page(PAGE)
    assert TITLE not in page
    assert "original.html" not in page
    assert "isBasedOn" not in data_of(page)
    assert "转发：" not in page
    assert "文号：长妇字〔2026〕3号" in page


def test_a_page_of_which_nothing_is_left_to_show_has_no_box(built: House) -> None:
    notice(built, "forwards: nothing.md\n")
    assert [fault.code for fault in built.build().problems] == ["dead-link"]
    assert "document-box" not in built.page(PAGE)
    assert "ld+json" not in built.page(PAGE)


def test_words_in_the_head_stay_where_the_link_goes(built: House) -> None:
    notice(built, "forwards: {to: /hunan/articles/theory/original.md, title: 省里的通知}\n")
    assert built.build().problems == ()
    assert box(built.page(PAGE)) == ["转发：省里的通知"]
    built.article(ORIGINAL, head="", title=TITLE)
    assert [fault.code for fault in built.build().problems] == ["unpublished-link"]
    assert box(built.page(PAGE)) == ["转发：省里的通知"]
    assert "original.html" not in built.page(PAGE)
    assert data_of(built.page(PAGE))["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "省里的通知",
    }


def test_an_old_path_and_an_address_elsewhere_are_forwarded_too(built: House) -> None:
    built.article(
        ORIGINAL.replace("original", "renamed"),
        head=f"{APPROVED}aliases: [theory/original]\n",
        title=TITLE,
    )
    (built.content / ORIGINAL).unlink()
    assert built.build().problems == ()
    assert 'href="../../hunan/theory/renamed.html"' in built.page(PAGE)
    notice(built, "forwards: {to: 'https://example.com/a?b=1&c=2', title: 全国的通知}\n")
    assert built.build().problems == ()
    assert 'href="https://example.com/a?b=1&amp;c=2">全国的通知</a>' in built.page(PAGE)
    notice(built, "forwards: https://example.com/a\n")
    assert built.build().problems == ()
    assert box(built.page(PAGE)) == ["转发：https://example.com/a"]


def test_the_original_may_lie_beside_the_notice(built: House) -> None:
    built.write("hunan/changsha/articles/news/原件.pdf", pdf())
    notice(built, "forwards: 原件.pdf\n")
    assert built.build().problems == ()
    assert box(built.page(PAGE)) == ["转发：原件.pdf"]
    (link,) = lxml_html.fromstring(built.page(PAGE)).xpath('//*[@class="document-box"]//a/@href')
    assert (built.output / "changsha/news" / unquote(link)).resolve().read_bytes() == pdf()


def test_what_was_signed_is_signed_no_longer_when_a_key_changes(built: House) -> None:
    built.renew()
    assert built.codes() == []
    text = (built.content / NOTICE).read_text("utf-8")
    built.write(NOTICE, text.replace("填写报名表", "填写另一张表"))
    assert built.codes() == ["changed-since-review"]


def test_hostile_words_break_out_of_nothing(built: House) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    built.article(
        NOTICE,
        head=f"{APPROVED}document: {{number: '{hostile}', issuer: '{hostile}'}}\n"
        f"forwards: {{to: /hunan/articles/theory/original.md, title: '{hostile}'}}\n"
        f"call: {{to: '{FORM}', title: '{hostile}'}}\n",
        title=hostile,
    )
    built.build()
    page = without_own_scripts(built.page(PAGE))
    assert "<script>" not in page
    assert page.count("<script") == 1
    said = data_of(page)
    assert said["headline"] == said["isBasedOn"]["name"] == hostile
    assert said["identifier"]["value"] == said["publisher"]["name"] == hostile


def test_a_page_outside_the_columns_may_be_a_document_too(built: House) -> None:
    built.write(
        "hunan/pages/about.md",
        f"---\ntitle: 章程\ndate: 2026-03-08\n{APPROVED}{DOCUMENT}{CALL}---\n\n正文。\n",
    )
    built.article("hunan/articles/news/way.md", "[章程](../../pages/about.md)")
    assert built.build().problems == ()
    page = built.page("hunan/pages/about.html")
    assert box(page)[0] == f"文号：{NUMBER}"
    assert "填写报名表 2026年11月30日截止" in box(page)
    assert data_of(page)["dateCreated"] == "2020-04-27"


def test_a_build_knows_when_a_call_opens_and_closes(built: House) -> None:
    state = built.check()
    assert state.window[1] == datetime(2026, 12, 1, tzinfo=SHANGHAI)
    assert state.window[0] <= NOW < state.window[1] - timedelta(days=1)
