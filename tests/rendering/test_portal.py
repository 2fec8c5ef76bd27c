"""The portal: every site by level, the OPML of their feeds, a page of its own for any theme."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, House
from jinja2 import UndefinedError
from lxml import etree

from lianzhan.gate.records import values_at
from lianzhan.model.host_files import HostFile
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.output.slot_reader import SlotReader
from lianzhan.planning.plan import portal_plan
from lianzhan.planning.portal_outline import portal_outline
from lianzhan.rendering.feeds.opml import opml
from lianzhan.rendering.portal import places, portal_files

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.planning.plan import PortalPlan

THEME = ROOT / "themes" / "lianzhan"
SITES = ["湖南省妇联", "长沙市妇联", "衡阳市妇联", "芙蓉区妇联"]


def portal_of(house: House) -> PortalPlan:
    checked = house.check()
    draft = portal_outline(checked.planner, checked.sites)
    assert draft is not None
    return portal_plan(draft, values_at(checked.homes(draft)))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


def links(text: str) -> list[str]:
    reader = _Links()
    reader.feed(text)
    return reader.found


def test_the_portal_shows_every_site_under_its_level(rich: House) -> None:
    main = rich.page("index.html").partition("<main")[2].partition("</main>")[0]
    order = ["省级", SITES[0], "市州", SITES[1], SITES[2], "县市区", SITES[3]]
    after_slot = main.partition("</section>")[2]
    positions = [after_slot.index(f">{word}<") for word in order]
    assert positions == sorted(positions)


def test_every_link_of_the_portal_opens_from_a_folder(rich: House) -> None:
    found = [link for link in links(rich.page("index.html")) if not link.startswith("#")]
    assert len(found) > len(SITES)
    assert [link for link in found if not (rich.output / link).is_file()] == []


def test_the_portal_opens_with_the_pinned_column(rich: House) -> None:
    reader = SlotReader()
    reader.feed(rich.page("index.html"))
    assert reader.is_first
    assert "hunan/theory/covered.html" in reader.links
    assert "hunan/theory/equality.html" in reader.links


def test_the_portal_shows_the_newest_six(house: House) -> None:
    for number in range(9):
        house.article(f"hunan/articles/theory/t{number}.md")
    reader = SlotReader()
    reader.feed(portal_files(portal_of(house), THEME, "v")["index.html"].decode())
    articles = [link for link in dict.fromkeys(reader.links) if not link.endswith("index.html")]
    assert len(articles) == 6


TYPOS = [
    "{{ federation.nmae }}",
    "{{ fedration.name }}",
    "{{ levels[9] }}",
    "{% for x in y %}{% endfor %}",
]


@pytest.mark.parametrize("typo", TYPOS)
def test_a_name_that_a_portal_s_template_mistypes_is_an_error(
    house: House, tmp_path: Path, typo: str
) -> None:
    """Nothing is shown as an empty text: a page with a hole in it would go live."""
    shutil.copytree(THEME, tmp_path / "theme")
    template = tmp_path / "theme/templates/portal.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% block main %}", "{% block main %}" + typo), "utf-8")
    with pytest.raises(UndefinedError):
        portal_files(portal_of(house), tmp_path / "theme", "v")


def test_the_cover_on_the_portal_is_a_file_that_stands_there(rich: House) -> None:
    text = rich.page("index.html").partition("<img")[2]
    source = text.partition('src="')[2].partition('"')[0]
    assert source.startswith("assets/pictures/")
    assert (rich.output / source).is_file()


def test_the_opml_lists_the_feed_of_every_site_grouped_by_level(rich: House) -> None:
    tree = etree.fromstring((rich.output / "matrix.opml").read_bytes())
    assert tree.get("version") == "2.0"
    assert tree.findtext("head/title") == "测试矩阵"
    groups = {
        level.get("text"): [outline.get("text") for outline in level]
        for level in tree.findall("body/outline")
    }
    assert groups == {"省级": SITES[:1], "市州": SITES[1:3], "县市区": SITES[3:]}
    for outline in tree.findall("body/outline/outline"):
        address = (outline.get("xmlUrl") or "").removeprefix("https://example.org/")
        assert outline.get("type") == "rss"
        assert (rich.output / address).is_file()
        assert (outline.get("htmlUrl") or "") + "feed.xml" == outline.get("xmlUrl")


@pytest.mark.parametrize(
    ("feeds", "file"), [(("atom", "json"), "atom.xml"), (("rss",), "feed.xml"), (("json",), None)]
)
def test_the_opml_names_a_feed_that_is_wanted(
    house: House, feeds: tuple[str, ...], file: str | None
) -> None:
    portal = portal_of(house)
    text = opml(replace(portal, shared=replace(portal.shared, feeds=feeds)))
    found = [
        e.get("xmlUrl") for e in etree.fromstring(text.encode()).iter("outline") if e.get("xmlUrl")
    ]
    assert found == ([f"{place.url}{file}" for place in places(portal)] if file else [])


def test_names_with_markup_stay_names(house: House) -> None:
    name = "A & B <i> \\\"x\\\" 'y'"
    house.write("hunan/site.toml", f'name = "{name}"\nlevel = "province"\n')
    toml = house.content / "federation.toml"
    toml.write_text(toml.read_text("utf-8").replace("测试矩阵", '矩阵 <b> & \\"x\\"'), "utf-8")
    files = portal_files(portal_of(house), THEME, "v")
    tree = etree.fromstring(files["matrix.opml"])
    assert tree.findtext("head/title") == '矩阵 <b> & "x"'
    assert tree.find("body/outline/outline").get("text") == "A & B <i> \"x\" 'y'"
    assert b"<i>" not in files["index.html"]


def test_the_same_plan_gives_the_same_bytes(house: House) -> None:
    portal = portal_of(house)
    assert portal_files(portal, THEME, "v") == portal_files(portal, THEME, "v")
    assert tuple(portal_files(portal, THEME, "v")) == PORTAL_FILES


def test_a_theme_without_a_portal_gets_a_plain_one_that_is_complete(
    house: House, tmp_path: Path
) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme/templates/portal.html").unlink()
    text = portal_files(portal_of(house), tmp_path / "theme", "v")["index.html"].decode()
    reader = SlotReader()
    reader.feed(text)
    assert reader.is_first
    assert "hunan/theory/equality.html" in reader.links
    assert [name for name in SITES if f">{name}</a>" not in text] == []
    assert '<link rel="canonical" href="https://example.org/">' in text


@pytest.mark.parametrize("theme", ["lianzhan", "plain"])
def test_the_page_of_a_lost_address_works_at_any_depth_and_claims_none(
    house: House, tmp_path: Path, theme: str
) -> None:
    """Hosts such as GitHub Pages show the root's 404.html for whatever is in no site."""
    folder = THEME if theme == "lianzhan" else tmp_path / "none"
    text = portal_files(portal_of(house), folder, "v")["404.html"].decode()
    assert "没有找到这个页面" in text
    assert "测试矩阵" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "canonical" not in text
    assert "og:url" not in text
    assert "https://example.org/" in links(text)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert [a for a in addresses if not a.startswith(("https://example.org/", "#"))] == []


def test_files_of_the_host_join_the_portal_and_replace_none_of_its_own(house: House) -> None:
    files = (HostFile("CNAME", b"a.example.org"), HostFile("index.html", b"x"))
    portal = portal_of(house)
    found = portal_files(replace(portal, host_files=files), THEME, "v")
    assert found == {**portal_files(portal, THEME, "v"), "CNAME": b"a.example.org"}


@pytest.mark.parametrize("theme", ["lianzhan", "plain"])
def test_a_federation_without_its_highest_level_has_a_portal_too(
    house: House, tmp_path: Path, theme: str
) -> None:
    shutil.move(house.content / "hunan/changsha", house.content / "changsha")
    shutil.rmtree(house.content / "hunan")
    house.article("changsha/articles/theory/x.md", title="市里的文章")
    folder = THEME if theme == "lianzhan" else tmp_path / "none"
    text = portal_files(portal_of(house), folder, "v")["index.html"].decode()
    assert "市里的文章" in text
    assert "changsha/theory/index.html" in links(text)
    assert "省级" not in text
