"""Dead links of pages and feeds are found whatever was learnt from the pages before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.dead_links import DeadLinks
from lianzhan.output.destinations import Destinations

if TYPE_CHECKING:
    from conftest import House

FILES = ("index.html", "news/index.html", "news/one.html", "theory/index.html", "theory/a/b.html")
PLACE = "https://example.org/hunan/"


@pytest.fixture
def hunan(house: House) -> DeadLinks:
    return DeadLinks(Destinations(house.plans()["hunan"], FILES, ()))


def dead(links: DeadLinks, page: str, *targets: str) -> set[str]:
    data = "".join(f'<a href="{target}">词</a>' for target in targets).encode()
    return set(links.in_page(page, data))


def test_a_link_is_sound_only_where_it_counts_from(hunan: DeadLinks) -> None:
    for _ in range(2):
        assert dead(hunan, "news/one.html", "one.html", "../theory/") == set()
        assert dead(hunan, "theory/index.html", "one.html", "../theory/") == {"one.html"}
        assert dead(hunan, "theory/a/b.html", "../theory/", "../") == {"../theory/"}
        assert dead(hunan, "index.html", "one.html", "news/one.html", "../theory/") == {
            *("one.html", "../theory/")
        }


def test_sound_links_are_looked_up_once_for_all_pages_of_a_folder(hunan: DeadLinks) -> None:
    asked: list[str] = []
    resolves = hunan.destinations.resolves

    def counted(target: str, path: str) -> bool:
        asked.append(target)
        return resolves(target, path)

    hunan.destinations.__dict__["resolves"] = counted
    for page in ("news/index.html", "news/one.html", "theory/index.html"):
        assert dead(hunan, page, "../news/", "../news/one.html", f"{PLACE}theory/") == set()
    assert sorted(asked) == ["../news/", "../news/one.html", f"{PLACE}theory/"]


def test_every_dead_link_is_told_as_it_is_written_and_once(hunan: DeadLinks) -> None:
    page = b"<a href=x?a&amp;b><a href='x?a&amp;b'><img srcset='none.png 2x' src=news/one.html>"
    assert sorted(hunan.in_page("index.html", page)) == ["none.png", "x?a&b"]


def test_text_that_looks_like_a_link_is_none(hunan: DeadLinks) -> None:
    assert set(
        hunan.in_page("index.html", b"&lt;a href='none'> href='none' <p title='src=x'>")
    ) == (set())


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.xml", "<link>{}</link>"),
        ("a.xml", "<a href='{}'>"),
        ("a.xml", "<enclosure url='{}'/>"),
        ("a.json", '{{"url": "{}"}}'),
        ("a.JSON", '{{"content_html": "<a href=\\"{}\\">"}}'),
    ],
)
def test_a_feed_names_no_unknown_address_of_the_federation(
    hunan: DeadLinks, file: str, text: str
) -> None:
    def unknown(address: str) -> list[str]:
        return list(hunan.in_feed(file, text.format(address).encode()))

    assert unknown(f"{PLACE}news/one.html") == unknown("https://a.cn/none") == []
    assert unknown(f"{PLACE}none.html") == [f"{PLACE}none.html"]


def test_a_json_feed_may_write_its_slashes_as_scripts_do(hunan: DeadLinks) -> None:
    address = f"{PLACE}none.html"
    feed = json.dumps({"id": address}).replace("/", "\\/")
    assert list(hunan.in_feed("feed.json", feed.encode())) == [address]
