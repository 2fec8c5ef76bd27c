"""Where a link leads: paths as every system follows them, and only to what will be there."""

from __future__ import annotations

import posixpath
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SITES, House
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.output.destinations import Destinations, joined

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    *("index.html", "404.html", "feed.xml", "news/index.html", "theory/index.html"),
    *("news/one.html", "news/linked.html", "pages/about.html", "search/a.json"),
)


@pytest.fixture(scope="module")
def hunan(tmp_path_factory: pytest.TempPathFactory) -> Destinations:
    """The topmost site, whose articles lead to other hosts, with some files and one asset."""
    folder: Path = tmp_path_factory.mktemp("planned")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article("hunan/articles/news/linked.md", "[外](https://example.org/other/a)")
    return Destinations(house.plans()["hunan"], FILES, frozenset({"v/main.css"}))


GOOD = [
    "news/one.html",
    "./news/one.html",
    "news/one.html?from=home#top",
    "./",
    "news/",
    "news/.",
    "",
    "?page=2",
    "#top",
    "feed.xml",
    "pages/about.html",
    "../index.html",
    "../",
    "../changsha/index.html",
    "../changsha/",
    "https://example.org/hunan/news/one.html",
    "https://example.org/",
    "../matrix.opml",
    "https://www.women.org.cn/a?b=c&amp;d=e",
    "https://example.organic/",
    "//cdn.example.net/x.js",
    "http://example.org:8000/x",
    "mailto:a@example.org",
    "tel:12338",
    "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
]
BAD = [
    "news/none.html",
    "news",
    "none/",
    "/hunan/news/one.html",
    "../../index.html",
    "../hengyang/news/x.html",
    "../changsha/news/two.html",
    "../assets/none.css",
    "https://example.org/hunan/none.html",
    "https://example.org/changsha/news/two.html",
    "https://example.org/assets/none.css",
    "http://[broken",
]


@pytest.mark.parametrize("target", GOOD)
def test_a_link_that_leads_somewhere_resolves(hunan: Destinations, target: str) -> None:
    assert hunan.resolves(target, "index.html")


@pytest.mark.parametrize("target", BAD)
def test_a_link_that_leads_nowhere_does_not(hunan: Destinations, target: str) -> None:
    assert not hunan.resolves(target, "index.html")


@pytest.mark.parametrize(
    ("page", "target", "is_good"),
    [
        ("news/one.html", "../theory/", True),
        ("news/one.html", "..", True),
        ("news/one.html", ".", True),
        ("news/one.html", "", True),
        ("news/one.html", "linked.html", True),
        ("news/one.html", "../../changsha/", True),
        ("news/one.html", "news/linked.html", False),
        ("news/one.html", "../../..", False),
        ("pages/about.html", "https://example.org/hunan/", True),
    ],
)
def test_links_count_from_their_page(
    hunan: Destinations, page: str, target: str, *, is_good: bool
) -> None:
    assert hunan.resolves(target, page) is is_good


def test_what_an_author_links_may_stand_anywhere_on_the_own_host(hunan: Destinations) -> None:
    assert hunan.resolves("https://example.org/other/a", "index.html")
    assert not hunan.resolves("https://example.org/other/b", "index.html")


def test_of_other_hosts_nothing_is_unknown(hunan: Destinations) -> None:
    assert hunan.is_unknown("https://example.org/hunan/none.html")
    assert not hunan.is_unknown("https://example.org/hunan/news/one.html")
    assert not hunan.is_unknown("https://www.women.org.cn/none.html")


@pytest.mark.parametrize(
    ("address", "is_mentionable"),
    [
        ("https://example.org/hunan/news/one.html。", True),
        ("https://example.org/hunan/news", True),
        ("https://example.org/hunan/search/", True),
        ("https://example.org/changsha", True),
        ("https://example.org/hunan/sear", False),
        ("https://example.org/hunan/newsx", False),
        ("https://example.org/hunan/none", False),
    ],
)
def test_a_text_may_name_an_address_or_the_folder_it_stands_in(
    hunan: Destinations, address: str, *, is_mentionable: bool
) -> None:
    assert hunan.is_mentionable(address) is is_mentionable


_STEPS = st.sampled_from(["..", ".", "", "a", "b", ".h", "index.html"])


@given(
    st.lists(st.sampled_from(["a", "b", ".x"]), max_size=3).map("/".join),
    st.lists(_STEPS, max_size=5).map(lambda steps: "/".join([*steps, "x.html"])),
)
def test_a_link_is_followed_as_every_system_follows_paths(folder: str, link: str) -> None:
    assert joined(folder, link) == posixpath.normpath(posixpath.join(folder, link))
