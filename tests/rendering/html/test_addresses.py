"""Links between pages: relative on one host, absolute between hosts, canonical addresses."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.rendering.html.addresses import Host, Links, portal_host

if TYPE_CHECKING:
    from conftest import House

ROOT = "https://example.org/"


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("a/index.html", "a/index.html", "index.html"),
        ("a/", "a/index.html", "index.html"),
        ("a/", "a/news/x.html", "../index.html"),
        ("a/news/", "a/index.html", "news/index.html"),
        ("a/news/", "a/news/x.html", "index.html"),
        ("a/news/", "a/news/page/2.html", "../index.html"),
        ("a/news/x.html", "a/news/y.html", "x.html"),
        ("a/news/x.html", "a/news/x.html", "x.html"),
        ("a/news/x.html#part", "a/theory/y.html", "../news/x.html#part"),
        ("b/news/x.html", "a/news/y.html", "../../b/news/x.html"),
        ("b/", "a/index.html", "../b/index.html"),
        ("", "a/index.html", "../index.html"),
        ("", "index.html", "index.html"),
        ("#top", "index.html", "index.html#top"),
        ("a/feed.xml", "a/news/index.html", "../feed.xml"),
        ("news/x.html", "news/news/x.html", "../x.html"),
        ("a/%E5%B7%BE.html", "a/index.html", "%E5%B7%BE.html"),
    ],
)
def test_a_link_below_the_root_is_relative(target: str, page: str, link: str) -> None:
    assert Links(ROOT + page, ROOT)[ROOT + target] == link


@pytest.mark.parametrize(
    "target",
    ["https://example.com/x", "https://example.org", "http://example.org/a/", "mailto:a@b.cn"],
)
def test_a_link_to_another_host_stays_as_it_is(target: str) -> None:
    assert Links(ROOT + "a/index.html", ROOT)[target] == target


_PATHS = st.lists(st.sampled_from(["a", "b", "news", "x.html"]), min_size=1, max_size=5)


@given(_PATHS, _PATHS)
def test_a_browser_that_follows_a_relative_link_arrives(target: list[str], page: list[str]) -> None:
    to, start = ROOT + "/".join(target), ROOT + "/".join(page)
    assert urljoin(start, Links(start, ROOT)[to]) == to


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("index.html", ""),
        ("news/index.html", "news/"),
        ("news/page/2.html", "news/page/2.html"),
        ("news/巾帼.html", "news/%E5%B7%BE%E5%B8%BC.html"),
        ("news/myindex.html", "news/myindex.html"),
    ],
)
def test_the_canonical_address_of_a_folder_ends_in_a_slash(file: str, address: str) -> None:
    assert Host(ROOT + "a/", ROOT, ROOT).address(file) == f"{ROOT}a/{address}"


def test_the_assets_of_a_shared_host_stand_beside_the_sites() -> None:
    host = Host(ROOT + "a/", ROOT, ROOT + "assets/")
    assert host.assets_link("index.html") == "../assets/"
    assert host.assets_link("news/page/2.html") == "../../../assets/"


def test_the_assets_of_a_site_with_its_own_host_stand_inside_it() -> None:
    own = "https://a.example.org/"
    host = Host(own, own, own + "assets/")
    assert host.assets_link("news/x.html") == "../assets/"
    assert host.link("https://b.example.org/x.html", "index.html") == "https://b.example.org/x.html"


def test_a_portal_that_stands_elsewhere_links_absolutely(house: House) -> None:
    toml = house.content / "federation.toml"
    text = 'portal = "https://www.example.com/matrix/"\n' + toml.read_text("utf-8")
    toml.write_text(text, "utf-8")
    host = portal_host(house.plans()["hunan"].shared)
    assert host.link(ROOT + "hunan/", "index.html") == ROOT + "hunan/"
    assert host.link(host.site + "matrix.opml", "index.html") == "matrix.opml"


def test_every_page_names_its_canonical_address(rich: House) -> None:
    for page, address in (
        ("hunan/index.html", "hunan/"),
        ("hunan/theory/index.html", "hunan/theory/"),
        ("changsha/news/full.html", "changsha/news/full.html"),
        ("index.html", ""),
    ):
        assert f'<link rel="canonical" href="{ROOT}{address}">' in rich.page(page)


def test_links_between_sites_of_one_host_are_relative(rich: House) -> None:
    text = rich.page("changsha/news/full.html")
    assert 'href="../../hunan/news/one.html"' in text
    assert 'href="two.html#%E4%B8%80"' in text or 'href="two.html#一"' in text
    assert (rich.output / posixpath.normpath("changsha/news/../../hunan/news/one.html")).is_file()
