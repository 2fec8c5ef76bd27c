"""What sites say of themselves, what they borrow from their neighbours, and what they leave out."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import NOW, everything_in
from rendering.conftest import picture
from rendering.in_process import stage

from lianzhan.desk.approval import Desk, Signature, approve, read_texts, to_be_signed

if TYPE_CHECKING:
    from conftest import House
    from rendering.in_process import Stage

SITES = ("hunan", "changsha", "furong", "hengyang")
HUNAN = """\
name = "湖南省妇联"
level = "province"
code = "430000"
footer = ["about"]
[contact]
address = "长沙市芙蓉中路"
telephone = "0731-82213333"
[organiser]
host = "湖南省妇女联合会"
[licences]
icp = "湘ICP备12345678号-1"
police = "湘公网安备43010202001234号"
"""
PLAIN = 'name = "湖南省妇联"\nlevel = "province"\ncode = "430000"\n'
FURONG = """\
name = "芙蓉区妇联"
level = "county"
code = "430102"
[contact]
hours = "周一至周五 9:00—12:00"
"""


def staged(house: House) -> Stage:
    found = stage(house)
    for slug in SITES:
        assert found.site(slug).problems == ()
    return found


def footer(found: Stage, slug: str) -> str:
    return found.page(f"{slug}/index.html").partition("<footer")[2]


def with_role(house: House, role: str = "news") -> None:
    """Give the column of news a role in federation.toml."""
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"工作动态"\n', f'"工作动态"\nrole = "{role}"\n'), "utf-8")


def test_a_site_shows_its_own_facts_and_names_whose_the_others_are(house: House) -> None:
    house.write("hunan/site.toml", HUNAN)
    house.write("hunan/changsha/furong/site.toml", FURONG)
    house.article("hunan/pages/about.md", title="机构简介")
    found = staged(house)
    assert found.checked.problems == ()
    top, below = footer(found, "hunan"), footer(found, "furong")
    own, _, lent = below.partition(
        '以下信息来自<a href="../hunan/index.html">湖南省妇联</a>：</li>'
    )
    for text in (
        '<a href="tel:+8673182213333">0731-82213333</a>',
        "地址：长沙市芙蓉中路",
        "主办单位：湖南省妇女联合会",
        '<a href="https://beian.miit.gov.cn/" rel="noopener noreferrer">湘ICP备12345678号-1</a>',
        (
            '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=43010202001234" rel="noopener noreferrer">'
            "湘公网安备43010202001234号</a>"
        ),
    ):
        assert f"{text}</li>" in top
        assert f"{text}</li>" in lent
        assert text not in own
    assert '办公时间：周一至周五 <span class="keep">9:00—12:00</span></li>' in own
    assert "以下信息来自" not in top
    assert '<a href="pages/about.html">机构简介</a>' in top
    assert '<a href="../hunan/pages/about.html">机构简介</a>' in below
    assert "邮箱" not in top + below


def test_a_new_title_of_a_page_reaches_every_footer_and_its_text_none(house: House) -> None:
    house.write("hunan/site.toml", HUNAN)
    house.article("hunan/pages/about.md", title="机构简介")
    before = digests(house)
    house.article("hunan/pages/about.md", title="机构简介", body="新的正文。")
    text = digests(house)
    assert {slug for slug in SITES if text[slug] != before[slug]} == {"hunan"}
    house.article("hunan/pages/about.md", title="关于我们", body="新的正文。")
    title = digests(house)
    assert {slug for slug in SITES if text[slug] != title[slug]} == {*SITES}


def digests(house: House) -> dict[str, str]:
    planner = house.check().planner
    return {slug: planner.digest(slug) for slug in planner.sites}


def test_a_withdrawn_page_leaves_every_footer(house: House) -> None:
    house.write("hunan/site.toml", HUNAN)
    path = house.article("hunan/pages/about.md", title="机构简介")
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("approved", "withdrawn"), "utf-8")
    found = staged(house)
    assert [fault.code for fault in found.checked.problems] == ["footer-page"]
    assert not any("机构简介" in footer(found, slug) for slug in SITES)


def test_a_home_without_own_articles_says_how_the_office_is_found(house: House) -> None:
    house.write("hunan/site.toml", HUNAN)
    house.article("hunan/pages/about.md")
    found = staged(house)
    assert 'id="find-us">找芙蓉区妇联</h2>' in found.page("furong/index.html")
    assert "找湖南省妇联" not in found.page("hunan/index.html")
    assert "找长沙市妇联" not in found.page("changsha/index.html")


def test_a_county_without_news_shows_its_citys_and_says_so(house: House) -> None:
    with_role(house)
    found = staged(house)
    home, column = found.page("furong/index.html"), found.page("furong/news/index.html")
    assert ">身边的消息</h2>" in home
    assert home.index("../changsha/news/two.html") < home.index("../hunan/news/one.html")
    assert "芙蓉区妇联还没有发过这个栏目的文章" in column
    assert 'href="../../changsha/news/two.html"' in column
    assert "长沙市妇联" in column
    assert "furong/news/" in found.page("furong/sitemap.xml")
    assert "身边的消息" not in found.page("changsha/index.html")


def test_what_is_borrowed_is_in_no_feed_and_has_no_page(house: House) -> None:
    with_role(house)
    found = staged(house)
    files = found.files("furong")
    assert {name for name in files if name.startswith("news/")} == {"news/index.html"}
    feeds = b"".join(files[name] for name in ("feed.xml", "atom.xml", "feed.json"))
    assert b"equality" in feeds
    assert b"/news/" not in feeds
    assert (
        "feed.xml"
        not in found.page("furong/news/index.html").partition("</h1>")[2].partition("<footer")[0]
    )


def test_an_own_article_takes_the_place_of_what_was_borrowed(house: House) -> None:
    with_role(house)
    house.article("hunan/changsha/furong/articles/news/own.md", title="自己的")
    found = staged(house)
    home = found.page("furong/index.html")
    assert "自己的" in home
    assert "身边的消息" not in home
    assert "two.html" not in home
    assert "furong/news/own.html" in found.page("furong/feed.xml")


def test_an_old_guide_is_borrowed_under_the_columns_own_title(house: House) -> None:
    with_role(house, "guide")
    home = staged(house).page("furong/index.html")
    assert "two.html" in home
    assert "身边的消息" not in home


@pytest.mark.parametrize("slug", ["furong", "hengyang"])
def test_a_column_without_anything_to_show_is_nowhere(house: House, slug: str) -> None:
    found = staged(house)
    assert not [name for name in found.files(slug) if name.startswith(("news/", "activity/"))]
    home = found.page(f"{slug}/index.html")
    assert not re.search(r'href="(?:\.\./)?news/|工作动态|网上行活动', home)
    for name in ("sitemap.xml", "feed.xml", "atom.xml", "feed.json"):
        assert f"{slug}/news/" not in found.page(f"{slug}/{name}")


def test_a_column_that_becomes_empty_loses_its_page_with_its_last_article(house: House) -> None:
    house.build()
    assert (house.output / "changsha/news/index.html").exists()
    (house.content / "hunan/changsha/articles/news/two.md").unlink()
    house.build()
    assert not (house.output / "changsha/news").exists()
    assert (house.output / "changsha/theory/index.html").exists()
    assert "工作动态" not in house.page("changsha/index.html")


def test_a_column_says_what_it_is_for_whom_to_call_and_how_to_leave(house: House) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    more = 'description = "看各地都在做什么"\nhotline = "12338"\nquick_exit = true\n'
    hotline = '\n[[hotlines]]\nnumber = "12338"\ntitle = "维权热线"\n'
    file.write_text(text.replace('"工作动态"\n', f'"工作动态"\n{more}') + hotline, "utf-8")
    found = staged(house)
    column, article = found.page("hunan/news/index.html"), found.page("hunan/news/one.html")
    assert '<meta name="description" content="看各地都在做什么">' in column
    assert '<p class="page-lead">看各地都在做什么</p>' in column
    for page in (column, article):
        assert 'href="tel:12338"' in page
        assert "立刻离开本页" in page
    assert "立刻离开本页" not in found.page("hunan/theory/equality.html")


def test_no_column_or_site_has_the_name_of_a_part_of_every_site(house: House) -> None:
    for name in ("accounts", "events", "search", "subscribe"):
        house.write(f"hunan/{name}/site.toml", 'name = "x"\nlevel = "city"\n')
    house.write(
        "hunan/x/site.toml",
        'name = "x"\nlevel = "city"\n[[columns]]\nslug = "services"\ntitle = "服务"\n',
    )
    found = [(fault.path, fault.code) for fault in house.check().problems]
    assert found == [
        ("hunan/accounts/site.toml", "folder-name"),
        ("hunan/events/site.toml", "site-in-content"),
        *((f"hunan/{name}/site.toml", "folder-name") for name in ("search", "subscribe")),
        ("hunan/x/site.toml", "config-value"),
    ]


def test_a_column_whose_last_article_was_withdrawn_still_tells_its_feeds_so(house: House) -> None:
    """Readers of feeds must hear that an entry is gone; the menu has no use for the column."""
    path = house.article(
        "hunan/changsha/articles/news/two.md", head="status: withdrawn\nnotice: {text: 已撤下。}\n"
    )
    desk = Desk(house.content, house.federation, NOW)
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        for text in to_be_signed(read_texts(desk, [path])).texts.values():
            approve(desk, text, Signature(step, by, date(2026, 10, 3)))
    found = staged(house)
    assert "deleted-entry" in found.page("changsha/news/atom.xml")
    assert "还没有文章" in found.page("changsha/news/index.html")
    assert "changsha/news/" not in found.page("changsha/sitemap.xml")
    home = found.page("changsha/index.html")
    assert 'href="news/' not in home


def test_the_portal_says_what_the_federation_is_or_else_its_topmost_site(house: House) -> None:
    house.write("hunan/site.toml", HUNAN)
    house.article("hunan/pages/about.md")
    text = (house.content / "federation.toml").read_text("utf-8")
    house.write(
        "federation.toml",
        text.replace("\n[[levels]]", '\n[contact]\ntelephone = "12338"\n[[levels]]', 1),
    )
    assert house.build().exit_status == 0
    portal = house.page("index.html").partition("<footer")[2]
    own, _, lent = portal.partition('以下信息来自<a href="hunan/index.html">湖南省妇联</a>：</li>')
    assert '<a href="tel:12338">12338</a></li>' in own
    assert "湘ICP备12345678号-1</a></li>" in lent


def test_a_masthead_is_published_in_sizes_and_changes_with_its_file(house: House) -> None:
    house.write("hunan/site.toml", f'{PLAIN}masthead = "river.png"\nmasthead_alt = "湘江"\n')
    house.write("hunan/river.png", picture(1600, 400))
    report = house.build()
    assert (report.exit_status, report.problems) == (0, ())
    before = re.findall(r'srcset="([^"]+)"', house.page("hunan/index.html").partition("<main")[0])
    (names,) = before
    assert 'alt="湘江"' in house.page("hunan/index.html")
    for name in names.split(", "):
        assert (house.output / "hunan" / name.split(" ")[0]).is_file()
    assert "river" not in house.page("hunan/theory/index.html")
    assert 'class="plate"' in house.page("hunan/theory/index.html")
    assert {site.status for site in house.build().sites} == {"unchanged"}
    house.write("hunan/river.png", picture(1600, 500))
    done = {site.slug: site.status for site in house.build().sites}
    assert done == {
        "hunan": "built",
        **dict.fromkeys(("changsha", "furong", "hengyang"), "unchanged"),
    }
    assert before != re.findall(
        r'srcset="([^"]+)"', house.page("hunan/index.html").partition("<main")[0]
    )
    house.write("hunan/site.toml", PLAIN)
    house.build()
    assert "srcset" not in house.page("hunan/index.html").partition("<main")[0]


def test_what_sites_say_outlasts_the_cache(house: House) -> None:
    """A build that finds the tree in its cache gives the same bytes."""
    house.write(
        "hunan/site.toml", HUNAN.replace("footer", 'accent = "湘水"\ntile = [1, 2]\nfooter')
    )
    house.article("hunan/pages/about.md")
    with_role(house)
    house.build()
    house.article("hunan/changsha/articles/news/two.md", "新的正文。")
    assert {site.status for site in house.build().sites} == {"built", "unchanged"}
    after_a_change = everything_in(house.output)
    shutil.rmtree(house.output)
    shutil.rmtree(house.folder / "cache")
    house.build()
    assert everything_in(house.output) == after_a_change


def test_the_portal_and_the_list_of_feeds_name_sites_by_their_codes(house: House) -> None:
    for name, code in (("zhuzhou", "430200"), ("anhua", "430900")):
        house.write(
            f"hunan/{name}/site.toml", f'name = "{name}"\nlevel = "city"\ncode = "{code}"\n'
        )
    house.build()
    order = ["changsha", "zhuzhou", "anhua", "hengyang"]
    lists = {
        "index.html": 'id="sites_heading"',
        "hunan/index.html": 'class="site-tiles',
        "matrix.opml": "<body>",
        "sitemap.xml": "<sitemap>",
    }
    for page, start in lists.items():
        text = house.page(page).split(start, 1)[1]
        places = [text.index(f"{slug}/") for slug in order]
        assert places == sorted(places), page
