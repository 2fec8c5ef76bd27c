"""The portal: every site by level, the OPML of their feeds, a page of its own for any theme."""

from __future__ import annotations

import gzip
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, ROOT, House
from jinja2 import Environment, UndefinedError
from lxml import etree

from lianzhan.gate.records import values_at
from lianzhan.model.host_files import HostFile
from lianzhan.model.portal_files import HEADER_FILES, PORTAL_FILES
from lianzhan.output.slot_reader import SlotReader
from lianzhan.planning.plan import portal_plan
from lianzhan.planning.portal_outline import portal_outline
from lianzhan.rendering.feeds.opml import opml
from lianzhan.rendering.html.compiled_templates import CompiledTemplates
from lianzhan.rendering.portal import places, portal_files
from lianzhan.rendering.theme.sheets import served
from rendering.conftest import picture

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


def test_what_one_build_compiled_for_the_portal_the_next_does_not(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = portal_of(house)
    plain = portal_files(plan, THEME, "v")
    assert portal_files(plan, THEME, "v", CompiledTemplates(tmp_path, "s", "portal")) == plain
    monkeypatch.setattr(Environment, "compile", None)
    assert portal_files(plan, THEME, "v", CompiledTemplates(tmp_path, "s", "portal")) == plain


def page_of(house: House) -> str:
    return portal_files(portal_of(house), THEME, "v")["index.html"].decode()


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


def words(html: str) -> str:
    """The text of a piece of a page, without tags."""
    return re.sub(r"<[^>]+>", "", html)


def test_the_portal_shows_every_site_once_a_city_with_its_counties(house: House) -> None:
    text = page_of(house)
    listed = text.partition('id="sites_heading"')[2].partition("</section>")[0]
    rows = re.findall(r'<details .*?</details>|<li class="city" .*?</li>', listed, re.DOTALL)
    assert [re.findall(r"\S{2,3}[省市区]妇联", words(row)) for row in rows] == [
        ["长沙市妇联", "长沙市妇联", "芙蓉区妇联"],
        ["衡阳市妇联"],
    ]
    assert "湖南省妇联" in words(listed.partition('class="cities"')[0])
    places = portal_of(house).levels
    every = [place.url for level in places for group in level.groups for place in group.sites]
    found = [link for link in links(listed) if link.endswith("/index.html")]
    assert sorted(f"https://example.org/{link[:-10]}" for link in found) == sorted(every)


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


def test_the_slot_of_the_portal_shows_the_newest_four(house: House) -> None:
    for number in range(9):
        house.article(f"hunan/articles/theory/t{number}.md")
    reader = SlotReader()
    reader.feed(portal_files(portal_of(house), THEME, "v")["index.html"].decode())
    articles = [link for link in dict.fromkeys(reader.links) if not link.endswith("index.html")]
    assert len(articles) == 4


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
    text = rich.page("index.html").partition("theory-cover")[2]
    source = text.partition("<img")[2].partition('src="')[2].partition('"')[0]
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
    assert {*portal_files(portal, THEME, "v")} == {*PORTAL_FILES, *HEADER_FILES}


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
    assert "这一页找不到了" in text
    assert "测试矩阵" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "canonical" not in text
    assert "og:url" not in text
    assert "https://example.org/" in links(text)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    there = (
        "https://example.org/",
        "#",
        "assets/v/css/",
        "assets/v/js/",
    )  # once more: it may be a file
    assert [a for a in addresses if not a.startswith(there)] == []


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


def test_new_articles_of_all_sites_are_named_with_whose_they_are(house: House) -> None:
    head = f"cover: lamp.png\n{APPROVED}"
    house.write("hunan/changsha/furong/articles/news/lamp.png", picture(400, 300))
    path = house.article("hunan/changsha/furong/articles/news/lamp.md", title="一盏灯", head=head)
    text = (house.content / path).read_text("utf-8")
    house.write(path, text.replace("2026-03-08", "2026-10-08"))
    files = portal_files(portal_of(house), THEME, "v")
    assert b"<picture" not in files["404.html"]
    (row,) = [part for part in page_of(house).split("<li") if "furong/news/lamp.html" in part]
    assert "一盏灯" in words(row)
    assert "芙蓉区妇联" in words(row)
    assert "<img" not in row


def test_without_news_the_portal_has_no_empty_block(house: House) -> None:
    text = page_of(house)
    assert portal_of(house).newest != ()
    for path in (house.content / "hunan").rglob("articles/*/*.md"):
        if path.name != "equality.md":
            path.unlink()
    text = page_of(house)
    assert "各站新文章" not in text
    assert "portal-two" not in text


def found_by(text: str) -> dict[str, str]:
    """What the portal's script looks through of each site: its names and what they sound like."""
    sites = re.findall(r'data-find="([^"]*)">(.*?)</(?:li|p)>', text, re.DOTALL)
    return {words(shown).split()[-1]: f"{words(shown)} {said}" for said, shown in sites}


@pytest.mark.parametrize("typed", ["芙蓉", "芙蓉区妇联", " furong", " fr"])
def test_a_site_is_found_by_its_name_its_pinyin_and_its_initials(house: House, typed: str) -> None:
    """In letters from the beginning of a word: the script puts a space before what is typed."""
    found = found_by(page_of(house))
    assert len(found) == len(SITES)
    assert [name for name, said in found.items() if typed in said] == ["芙蓉区妇联"]


def test_the_box_that_finds_sites_waits_for_the_script(house: House) -> None:
    form = page_of(house).partition("<form")[2].partition("</form>")[0]
    assert "共 4 个站" in words(form)
    assert '<form class="find"' in page_of(house)
    assert re.search(r'<label for="find_box">', form)
    assert re.search(r'<input class="find-box" id="find_box"', form)
    sheet = served(THEME, "css/portal.css").decode()
    assert ".find label,.find-box{display:none}.js .find label{display:inline}" in sheet


def test_one_site_alone_has_neither_box_nor_map(house: House) -> None:
    for folder in ("changsha", "hengyang"):
        shutil.rmtree(house.content / "hunan" / folder)
    text = page_of(house)
    assert "<form" not in text
    assert "tile-map" not in text
    assert "hunan/index.html" in links(text)


def test_blocks_of_the_map_lead_to_the_rows_of_their_cities(house: House) -> None:
    for slug, tile in (("hengyang", "[2, 3]"), ("changsha", "[4, 2]")):
        file = house.content / f"hunan/{slug}/site.toml"
        file.write_text(file.read_text("utf-8") + f"\ntile = {tile}\n", "utf-8")
    text = page_of(house)
    blocks = re.findall(r'<li class="(tile-\S+ tile-\S+)"><a [^>]*href="([^"]*)"', text)
    assert blocks == [("tile-c4 tile-r2", "#changsha"), ("tile-c2 tile-r3", "hengyang/index.html")]
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len({*ids})
    assert {"changsha", "hengyang"} <= {*ids}


def test_places_of_the_map_are_classes_that_the_sheet_knows() -> None:
    sheet = (THEME / "templates/components/tile_map.css").read_text("utf-8")
    assert [n for n in range(1, 5) if f".tile-c{n} {{ grid-column: {n}; }}" not in sheet] == []
    assert [n for n in range(1, 21) if f".tile-r{n} {{ grid-row: {n}; }}" not in sheet] == []


def test_the_ways_of_the_portal_lead_to_pages_of_the_one_topmost_site(house: House) -> None:
    tabs = page_of(house).partition('<nav class="tabs"')[2].partition("</nav>")[0]
    assert links(tabs) == ["index.html", "hunan/index.html"]
    house.write("hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"\n')
    house.article("hubei/articles/theory/north.md")
    assert '<nav class="tabs"' not in page_of(house)


def test_the_portal_of_138_sites_weighs_at_most_14_kib(
    example_content: Path, tmp_path: Path
) -> None:
    """HTML, its sheet and its scripts, compressed, without pictures."""
    shutil.copytree(example_content, tmp_path / "content")
    text = page_of(House(tmp_path))
    named = re.findall(r'(?:src|href)="assets/v/((?:css|js)/[^"]+)"', text)
    assert sorted(named) == ["css/portal.css", "js/portal.js", "js/site.js"]
    files = [served(THEME, name) for name in named]
    assert sum(len(gzip.compress(data, 9)) for data in (text.encode(), *files)) <= 14 * 1024
    assert len(gzip.compress(served(THEME, "js/portal.js"), 9)) <= 0.7 * 1024
