"""Kinds of pages are found in an output by what they are, and what is not there is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pages.kinds import KINDS, found
from pages.output import Output

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = '<meta property="og:type" content="article"><main>{}</main>'
SITES = {
    "hunan": ("hunan", "湖南省妇联"),
    "yiyang": ("hunan/yiyang", "益阳市妇联"),
    "anhua": ("hunan/yiyang/anhua", "安化县妇联"),
    "nanxian": ("hunan/yiyang/nanxian", "南县妇联"),
    "jiangyong": ("hunan/yongzhou/jiangyong", "江永县妇联"),
    "jianghua": ("hunan/yongzhou/jianghua", "江华瑶族自治县妇联"),
    "jingzhou": ("hunan/huaihua/jingzhou", "靖州苗族侗族自治县妇联"),
}
"""A folder of the output, the site's in content/, its name."""
PAGES = {
    "hunan/theory/index.html": "理论",
    "hunan/theory/feed.xml": "",
    "hunan/theory/page/2.html": "理论二",
    "hunan/theory/long.html": ARTICLE.format("长" * 90 + "<script>" + "x" * 500 + "</script>"),
    "hunan/theory/short.html": ARTICLE.format("短"),
    "hunan/notices/call.html": ARTICLE.format("通知") + '{"identifier":1}',
    "hunan/services/index.html": "",
    "hunan/services/all/index.html": "",
    "hunan/events/index.html": "",
    "hunan/events/day.html": "",
    "hunan/404.html": "",
    "anhua/news/index.html": "不算的字不算<main>新闻</main>",
    "anhua/news/feed.xml": "",
    "anhua/news/tea.html": ARTICLE.format("茶<img><img>茶"),
    "nanxian/news/index.html": "<main>身边的消息</main>",
    "nanxian/services/index.html": "",
}
OWN = {
    "hunan": ("hunan/articles/theory/long.md", "hunan/services.toml#a", "hunan/events/day.md"),
    "anhua": ("hunan/yiyang/anhua/articles/news/tea.md", "hunan/articles/theory/long.md"),
}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    for slug, (place, name) in SITES.items():
        files = ["index.html", *(p.split("/", 1)[1] for p in PAGES if p.startswith(f"{slug}/"))]
        document = {
            "site": [place, name, "", "", None],
            "articles": OWN.get(slug, ()),
            "files": dict.fromkeys(files, ""),
        }
        (tmp_path / slug).mkdir()
        (tmp_path / slug / ".lianzhan.json").write_text(json.dumps(document), "utf-8")
    for path, text in PAGES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "index.html").write_text("", "utf-8")
    return Output(tmp_path)


def test_each_kind_is_found_by_what_it_is(output: Output) -> None:
    pages, missing = found(output)
    assert pages == {
        "portal": "index.html",
        "province": "hunan/index.html",
        "city": "yiyang/index.html",
        "county-few": "anhua/index.html",
        "county-none": "nanxian/index.html",
        "county-none-2": "jiangyong/index.html",
        "county-longname": "jingzhou/index.html",
        "county-autonomous": "jianghua/index.html",
        "list": "nanxian/news/index.html",
        "list-pages": "hunan/theory/index.html",
        "list-second": "hunan/theory/page/2.html",
        "list-empty": "nanxian/news/index.html",
        "article-short": "hunan/theory/short.html",
        "article-long": "hunan/theory/long.html",
        "article-pictures": "anhua/news/tea.html",
        "article-notice": "hunan/notices/call.html",
        "services": "hunan/services/index.html",
        "services-borrowed": "nanxian/services/index.html",
        "services-directory": "hunan/services/all/index.html",
        "events": "hunan/events/index.html",
        "event": "hunan/events/day.html",
        "404": "hunan/404.html",
    }
    assert set(missing) == set(KINDS) - {name.removesuffix("-2") for name in pages}


def test_kinds_can_be_chosen(output: Output) -> None:
    assert found(output, ["portal", "subscribe"]) == ({"portal": "index.html"}, ["subscribe"])
    with pytest.raises(KeyError):
        found(output, ["no-such-kind"])


def test_the_hosts_are_those_of_the_homes(output: Output) -> None:
    for slug in SITES:
        host = "anhua.example.org" if slug == "anhua" else "hunan.example.org"
        link = f'<link rel="canonical" href="https://{host}/{slug}/">'
        (output.folder / slug / "index.html").write_text(link, "utf-8")
    assert output.hosts == {"anhua.example.org", "hunan.example.org"}


def test_a_folder_without_sites_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="not the output of a build"):
        Output(tmp_path)
