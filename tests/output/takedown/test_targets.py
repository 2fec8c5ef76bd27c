"""Which page an article has, and which addresses lead there."""

from __future__ import annotations

import pytest

from lianzhan.model.live_sites import SiteIdentity
from lianzhan.output.takedown.targets import is_list_page, names_article, targets_of

SITES = {
    "hunan": SiteIdentity("hunan", "湖南", "province", "https://e.example/hunan/"),
    "cs": SiteIdentity("hunan/changsha", "长沙", "city", "https://cs.example.org/"),
}


@pytest.mark.parametrize(
    ("address", "slug", "file", "leads"),
    [
        ("two.html", "hunan", "news/index.html", True),
        ("./two.html?x=1#y", "hunan", "news/one.html", True),
        ("news/two.html", "hunan", "index.html", True),
        ("../../hunan/news/two.html", "furong", "news/index.html", True),
        ("hunan/news/two.html", "", "index.html", True),
        ("https://e.example/hunan/news/two.html", "cs", "feed.xml", True),
        ("//e.example/hunan/news/two.html", "cs", "feed.xml", True),
        ("/hunan/news/two.html", "cs", "index.html", True),
        ("%74wo.html", "hunan", "news/index.html", True),
        ("two.html", "furong", "news/index.html", False),
        ("news/two.html", "cs", "index.html", False),
        ("https://other.example/hunan/news/two.html", "cs", "feed.xml", False),
        ("twenty-two.html", "hunan", "news/index.html", False),
        ("", "hunan", "news/two.html", False),
    ],
)
def test_an_address_leads_there_however_it_is_written(
    address: str, slug: str, file: str, *, leads: bool
) -> None:
    targets = targets_of(["hunan/articles/news/two.md"], SITES)
    assert targets.leads_here(address, slug, file) is leads


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("news/two.html", True),
        ("../../hunan/news/two.html", True),
        ("https://e.example/hunan/pages/about.html", True),
        ("news/index.html", False),
        ("news/page/2.html", False),
        ("index.html", False),
        ("news/feed.xml", False),
    ],
)
def test_lists_are_no_articles(address: str, *, is_article: bool) -> None:
    assert names_article(address, "hunan", "index.html") is is_article


@pytest.mark.parametrize(
    ("address", "path", "slug", "leads"),
    [
        ("https://cs.example.org/", "/news/two.html", "cs", True),
        ("https://cs.example.org/", "/news/two.html", "hunan", False),
        ("https://cs.example.org/women/", "/women/news/two.html", "cs", True),
        ("https://cs.example.org/women/", "/women/news/two.html", "hunan", False),
        ("https://e.example/cs/", "/cs/news/two.html", "hunan", True),
    ],
)
def test_a_path_from_the_root_means_the_host_that_it_stands_on(
    address: str, path: str, slug: str, leads: bool
) -> None:
    sites = {"cs": SiteIdentity("hunan/changsha", "长沙", "city", address)}
    targets = targets_of(["hunan/changsha/articles/news/two.md"], sites)
    assert targets.leads_here(path, slug, "news/one.html") is leads


def test_a_column_may_be_called_as_lists_are() -> None:
    assert names_article("x.html", "hunan", "page/one.html")
    assert not is_list_page("homepage/one.html")
    assert is_list_page("news/page/3.html")


@pytest.mark.parametrize(
    "written",
    [
        "春.html", "%E6%98%A5.html", "%e6%98%a5.html", r"\u6625.html", "&#26149;.html", "&#x6625;.html",
        "&#X6625;.HTML",
    ],
)  # fmt: skip
def test_a_name_is_seen_however_it_is_escaped(written: str) -> None:
    targets = targets_of(["hunan/articles/news/春.md"], SITES)
    assert targets.are_mentioned(f"<p>{written}</p>".encode())
    assert not targets.are_mentioned("秋.html %E6%98.html".encode())
