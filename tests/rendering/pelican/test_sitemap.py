"""sitemap.xml and robots.txt of each site, and the index of the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from lianzhan.rendering.pelican.sitemap import portal_sitemap, robots, sitemap_index

if TYPE_CHECKING:
    from conftest import House

ROOT = "https://example.org/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITES = ("hunan", "changsha", "furong", "hengyang")


def locations(text: str) -> list[str]:
    return [
        element.text or "" for element in etree.fromstring(text.encode()).iter(f"{NAMESPACE}loc")
    ]


@pytest.mark.parametrize("slug", SITES)
def test_a_sitemap_names_every_page_of_its_own_site_and_no_other(rich: House, slug: str) -> None:
    folder = rich.output / slug
    pages = {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")}
    wanted = {page.removesuffix("index.html") for page in pages if page != "404.html"}
    found = locations(rich.page(f"{slug}/sitemap.xml"))
    assert {unquote(url) for url in found} == {f"{ROOT}{slug}/{page}" for page in wanted}
    assert len(found) == len(set(found))


def test_the_day_of_an_article_is_its_own_and_lists_have_none(rich: House) -> None:
    tree = etree.fromstring(rich.page("hunan/sitemap.xml").encode())
    days = {
        url.findtext(f"{NAMESPACE}loc"): url.findtext(f"{NAMESPACE}lastmod")
        for url in tree.iter(f"{NAMESPACE}url")
    }
    assert days[f"{ROOT}hunan/news/one.html"] == "2026-03-08T09:00:00+08:00"
    assert days[f"{ROOT}hunan/"] is None


def test_the_portal_indexes_the_sitemaps_of_all_sites_and_its_own(rich: House) -> None:
    found = locations(rich.page("sitemap.xml"))
    sites = {f"{ROOT}{slug}/sitemap.xml" for slug in SITES}
    assert {*found} == {f"{ROOT}sitemap-portal.xml", *sites}
    assert len(found) == len(SITES) + 1


def test_the_portals_page_stands_in_a_sitemap_of_its_own(rich: House) -> None:
    text = rich.page("sitemap-portal.xml")
    assert locations(text) == [ROOT]
    assert etree.fromstring(text.encode()).tag == f"{NAMESPACE}urlset"


@pytest.mark.parametrize("slug", ["", *(f"{slug}/" for slug in SITES)])
def test_robots_may_read_everything_and_find_the_sitemap(rich: House, slug: str) -> None:
    parser = RobotFileParser()
    parser.parse(rich.page(f"{slug}robots.txt").splitlines())
    assert parser.can_fetch("*", f"{ROOT}{slug}index.html")
    assert parser.site_maps() == [f"{ROOT}{slug}sitemap.xml"]


def test_addresses_are_escaped() -> None:
    text = sitemap_index("https://example.org/&/", ["https://example.org/a&b/"])
    assert locations(text) == [
        "https://example.org/&/sitemap-portal.xml",
        "https://example.org/a&b/sitemap.xml",
    ]
    assert locations(portal_sitemap("https://example.org/&/")) == ["https://example.org/&/"]
    assert robots("https://example.org/").endswith("\n")
