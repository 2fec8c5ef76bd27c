"""A text loses what leads to what is gone, in whatever form it is written or damaged."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from html_faults import html_faults

from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.takedown.freeing import freed
from lianzhan.output.takedown.targets import targets_of

if TYPE_CHECKING:
    from conftest import House

SITES = {
    "hn": SiteIdentity("hn", "湖南", "province", "https://e.example/hn/"),
    "hy": SiteIdentity("hn/hy", "衡阳", "city", "https://e.example/hy/"),
    "cs": SiteIdentity("hn/cs", "长沙", "city", "https://cs.example/"),
}
GONE = targets_of(["hn/articles/news/二.md"], SITES)
REMOVED = targets_of([], SITES, {"hy": SITES["hy"], "cs": SITES["cs"]})


def without(text: str, file: str = "index.html") -> str:
    return freed(text.encode(), file, "hn", GONE).decode()


@pytest.mark.parametrize(
    "name",
    [
        "二", "%E4%BA%8C", "%e4%ba%8c", "%E4%ba%8C", "&#20108;", "&#x4E8C;", "&#x4e8c;",
    ],
)  # fmt: skip
def test_an_escaped_name_is_seen_in_pages_and_feeds(name: str) -> None:
    item = f'<li><a href="news/{name}.html">二</a></li>'
    assert without(f"<ul>{item}</ul>") == "<ul></ul>"
    row = f"<item><link>https://e.example/hn/news/{name}.html</link></item>"
    assert without(f"<rss>{row}</rss>", "feed.xml") == "<rss></rss>"


@pytest.mark.parametrize("name", ["二", "\\u4e8c", "\\u4E8C", "%E4%BA%8C", "%e4%ba%8c"])
def test_an_escaped_name_is_seen_in_json_and_scripts(name: str) -> None:
    pages = f'[{{"t":"二","u":"news/{name}.html"}},{{"t":"b","u":"news/b.html"}}]'
    assert json.loads(without(pages, "search.json")) == [{"t": "b", "u": "news/b.html"}]
    script = without(f"var pages={pages};", "index.js")
    assert script == f"var pages={pages};".replace(f"news/{name}.html", "")


def test_what_stands_beside_an_escaped_address_stays_escaped() -> None:
    script = r'x="\u4e00\uff1ahttps:\/\/e.example\/hn\/news\/\u4e8c.html\u3002"'
    assert without(script, "x.js") == r'x="\u4e00\uff1a\u3002"'


@pytest.mark.parametrize(
    "odd",
    ["<![if-mso[x]]>", "<![foo[x]]>", "<![endif]>", "<![", "<![?x]>", "<!x", "<?x", "</", "<!--"],
)
def test_an_entry_goes_whole_whatever_declarations_stand_before_it(odd: str) -> None:
    page = f'<main>{odd}<ul><li><a href="news/二.html">题目</a></li><li>甲</li></ul></main>'
    assert "二" not in without(page)
    if odd not in ("<![", "<!x", "<?x", "</", "<!--"):
        assert without(page) == f"<main>{odd}<ul><li>甲</li></ul></main>"


def test_what_no_parser_takes_loses_the_address_alone() -> None:
    deep = '{"a":' * 600 + '{"u":"news/二.html"}' + "}" * 600
    assert without(deep, "deep.json") == deep.replace("news/二.html", "")
    many = "、".join(["news/二.html"] * 3000)
    assert without(many, "x.txt") == "、" * 2999


def test_half_characters_and_odd_bytes_end_no_take_down() -> None:
    text = '{"é":"\\ud800","p":[{"u":"news/二.html"}]}'
    assert without(text, "x.json") == '{"é":"\\ud800","p":[]}'
    data = '{"p":[{"u":"news/二.html"}],"x":"?"}'.encode().replace(b"?", b"\xff")
    assert "二".encode() not in freed(data, "x.json", "hn", GONE)


def removed(text: str, file: str = "index.html", slug: str = "hn") -> str:
    return freed(text.encode(), file, slug, REMOVED).decode()


@pytest.mark.parametrize(
    "address",
    [
        "../hy/", "../hy", "../hy/index.html", "../hy/feed.xml", "https://e.example/hy/", "//e.example/hy",
        "https://e.example/hy/index.html#x", "/hy/", "https://cs.example/", "https://cs.example",
    ],
)  # fmt: skip
def test_a_removed_site_leaves_lists_of_sites_and_texts_keep_their_words(address: str) -> None:
    page = '<ul><li><a href="../a/">甲</a></li>{}</ul><p>见{}和<a href="../a/">甲</a>。</p>'
    link = f'<a href="{address}">乙</a>'
    listed = page.format(f"<li>{link}</li>", link)
    assert removed(listed) == page.format("", "")
    assert removed(listed, "news/x.html".replace("news/", "pages/")).count("甲") == 2
    words = removed(f"<main><p>见{link}。</p></main>".replace("../", "../../"), "news/x.html")
    assert words == "<main><p>见乙。</p></main>"


def test_articles_of_a_removed_site_go_with_it() -> None:
    entry = '<li><a href="../hy/news/x.html">乙</a> <a href="news/">栏目</a></li>'
    assert removed(f"<ul>{entry}</ul>") == "<ul></ul>"
    row = "<item><title>乙</title><link>https://e.example/hy/news/x.html</link></item>"
    assert removed(f"<rss>{row}</rss>", "feed.xml") == "<rss></rss>"


def test_rows_and_other_texts_lose_the_addresses_of_a_removed_site() -> None:
    row = "<sitemap><loc>https://e.example/hy/sitemap.xml</loc></sitemap>"
    assert removed(f"<sitemapindex>{row}</sitemapindex>", "sitemap.xml", "") == (
        "<sitemapindex></sitemapindex>"
    )
    robots = "Sitemap: https://e.example/sitemap.xml\nSitemap: https://e.example/hy/sitemap.xml"
    assert removed(robots, "robots.txt", "").split() == [
        "Sitemap:", "https://e.example/sitemap.xml", "Sitemap:",
    ]  # fmt: skip
    assert removed(r'x="https:\/\/e.example\/hy\/"', "x.js") == 'x=""'


@pytest.mark.parametrize(
    "page",
    [
        '<body class="hy"><a href="../hyx/">x</a><a href="https://e.example/hyx/">y</a></body>',
        '<link type="hy/x" href="a.css"><a href="hy/">own</a>',
        '<a href="https://other.example/hy/">x</a>',
    ],
)
def test_what_only_looks_like_a_removed_site_stays(page: str) -> None:
    assert removed(page) == page


@pytest.mark.parametrize("top", ["province", "nation"])
def test_a_city_that_goes_with_its_counties_leaves_no_heading_in_the_portal(
    house: House, top: str
) -> None:
    """As a row of its own, and within that of its province."""
    if top == "nation":
        text = (house.content / "federation.toml").read_text("utf-8")
        level = '[[levels]]\nname = "nation"\ntitle = "全国"\n\n[[levels]]\n'
        house.write("federation.toml", text.replace("[[levels]]\n", level, 1))
        shutil.move(house.content / "hunan", house.content / "china/hunan")
        house.write("china/site.toml", 'name = "全国妇联"\nlevel = "nation"\n')
        house.article("china/articles/theory/first.md")
    house.build()
    page = house.page("index.html")
    sites = {
        slug: SiteIdentity(slug, slug, "", f"https://example.org/{slug}/")
        for slug in ("changsha", "furong")
    }
    targets = targets_of([], sites, sites)
    assert 'id="changsha"' in page
    found = freed(page.encode(), "index.html", "", targets).decode()
    assert [word for word in ("changsha", "长沙", "furong", "芙蓉区") if word in found] == []
    assert "衡阳" in found
    assert html_faults(found) == html_faults(page)
