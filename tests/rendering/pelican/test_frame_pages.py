"""How a site is followed: one page of the frame, where there are feeds and the theme has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from calendar_town import CITY, TALK, hold
from helping import add_help

from lianzhan.rendering.pelican.frame_pages import SUBSCRIBE, feed_addresses, frame_pages
from rendering.in_process import stage

if TYPE_CHECKING:
    from conftest import House

ROOT = "https://example.org/"


def feeds_are(house: House, formats: str) -> None:
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f"feeds = {formats}\n{toml}")


def addresses(page: str) -> dict[str, str]:
    """The addresses that a page gives to be copied, by their labels."""
    fields = re.findall(r'<label for="([^"]+)">([^<]+)</label>\n<input id="([^"]+)"[^>]*>', page)
    assert all(wanted == found for wanted, _, found in fields)
    values = {x: re.search(f'<input id="{x}"[^>]* value="([^"]+)"', page) for x, _, _ in fields}
    return {label: found[1] for x, label, _ in fields if (found := values[x])}


def test_every_address_of_the_page_is_that_of_a_file(house: House) -> None:
    hold(house, CITY, "talk", TALK)
    staged = stage(house)
    assert staged.site("changsha").problems == ()
    page = staged.page(f"changsha/{SUBSCRIBE}")
    found = addresses(page)
    calendar, everything, *columns = found
    assert (found[calendar], found[everything]) == (
        f"{ROOT}changsha/events.ics",
        f"{ROOT}changsha/feed.xml",
    )
    assert columns == ["理论学习", "工作动态"]
    for address in found.values():
        assert (staged.folder / address.removeprefix(ROOT)).is_file()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len({*ids})
    assert [*re.findall('data-copy="([^"]+)"', page)] == [
        "calendar-address",
        "feed-address",
        "feed-address-theory",
        "feed-address-news",
    ]


def test_what_is_easiest_comes_first_and_what_is_not_there_is_not_named(house: House) -> None:
    hold(house, CITY, "talk", TALK)
    staged = stage(house)
    for slug, ways in (
        ("changsha", ["把本站放到手机桌面", "把活动放进日历", "用阅读器（适合办公）"]),
        ("hengyang", ["把本站放到手机桌面", "用阅读器（适合办公）"]),
    ):
        staged.site(slug)
        page = staged.page(f"{slug}/{SUBSCRIBE}")
        assert re.findall(r'follow-way">\n<h2>([^<]+)<', page) == ways


def test_it_stands_in_the_sitemap_and_every_foot_leads_there(house: House) -> None:
    staged = stage(house)
    staged.site("hunan")
    assert f"<loc>{ROOT}hunan/subscribe/</loc>" in staged.page("hunan/sitemap.xml")
    for file, link in (("index.html", ""), ("news/one.html", "../"), (SUBSCRIBE, "")):
        foot = staged.page(f"hunan/{file}").partition("<footer")[2]
        assert f'href="{link}{"subscribe/" if file != SUBSCRIBE else ""}index.html"' in foot


def test_a_site_without_feeds_has_neither_page_nor_link(house: House) -> None:
    hold(house, CITY, "talk", TALK)
    feeds_are(house, "[]")
    add_help(house)
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    assert not (staged.folder / "hunan" / SUBSCRIBE).exists()
    files = (
        file for file in (staged.folder / "hunan").rglob("*.*") if file.suffix in (".html", ".xml")
    )
    assert [file for file in files if "subscribe/" in file.read_text("utf-8")] == []


def test_a_column_that_is_borrowed_has_no_feed_to_be_named(house: House) -> None:
    toml = (house.content / "federation.toml").read_text("utf-8")
    news = 'title = "工作动态"'
    house.write("federation.toml", toml.replace(news, f'{news}\nrole = "news"'))
    plan = house.plans()["hengyang"]
    assert plan.is_borrowed("news")
    assert [feed.name for feed in feed_addresses(plan)] == ["", "theory"]


@pytest.mark.parametrize(
    ("formats", "file", "opml"),
    [
        ('["json", "atom"]', "atom.xml", "https://example.org/matrix.opml"),
        ('["json"]', "feed.json", ""),
    ],
)
def test_feeds_are_named_in_the_first_of_their_formats(
    house: House, formats: str, file: str, opml: str
) -> None:
    feeds_are(house, formats)
    plan = house.plans()["hunan"]
    (page,) = frame_pages(plan)
    assert page.values["opml"] == opml
    assert [feed.url for feed in feed_addresses(plan)] == [
        f"{ROOT}hunan/{file}",
        f"{ROOT}hunan/theory/{file}",
        f"{ROOT}hunan/news/{file}",
    ]
