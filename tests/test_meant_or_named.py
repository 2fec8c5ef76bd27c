"""What editors write, as readers see it: one test for each kind of fault that once went unsaid.

Written as an editor writes and read as a reader reads, so that it would run on older code as well.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import feedparser
import pytest

if TYPE_CHECKING:
    from conftest import House

ARTICLE = "hunan/articles/news/written.md"
PAGE = "hunan/news/written.html"


def published(house: House, body: str) -> str:
    """The article's page between its title and its end, where it is published."""
    house.article(ARTICLE, body)
    house.build()
    page = house.page(PAGE)
    prose = re.search(r'<div class="prose[^"]*"[^>]*>(.*?)</article>', page, re.DOTALL)
    assert prose is not None
    return prose[1]


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def entry(house: House, feed: str = "atom.xml") -> str:
    """The article's text in a feed."""
    found = feedparser.parse((house.output / "hunan" / feed).read_bytes(), sanitize_html=False)
    (text,) = [e.content[0].value for e in found.entries if e.link.endswith("/news/written.html")]
    return str(text)


def named(house: House) -> dict[str, int]:
    """The codes of what is said of the article, with their lines in its text."""
    before = (house.content / ARTICLE).read_text("utf-8").split("\n").index("---", 1) + 2
    problems = house.check().problems
    return {p.code: p.line - before for p in problems if p.path.endswith("written.md")}


@pytest.mark.parametrize(
    "text", ["9:00~11:00，14:00~16:00。", "欢迎来哦~我们等你~", "- 9~10点，11~12点"]
)
def test_01_a_tilde_is_a_range(house: House, text: str) -> None:
    shown = published(house, text)
    assert words(shown).strip().startswith(text.lstrip("- "))
    assert "<del>" not in shown
    assert text.lstrip("- ") in words(entry(house))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("数据[^1]已核对。\n\n[^1]: 来源于省统计局。", "来源于省统计局。"),
        ("[记者]:请介绍一下。\n\n[主任]:好的。", "请介绍一下。"),
        ("[注]: 请提前报名。", "请提前报名。"),
        ("甲\n\n<!-- 待补图片\n\n第二段。", "第二段。"),
    ],
)
def test_02_every_word_is_on_the_page(house: House, text: str, kept: str) -> None:
    assert kept in words(published(house, text))
    assert kept in words(entry(house))


def test_03_columns_stand_as_they_are_marked(house: House) -> None:
    shown = published(house, "|姓名|票数|\n|:-:|--:|\n|甲|96|")
    assert re.search(r'<td class="align-right">\s*96', shown)
    assert re.search(r'<td align="right">\s*96', entry(house))
    styles = next((house.output / "assets").glob("**/article.css")).read_text("utf-8")
    assert re.search(r"\.align-right[^{]*\{[^}]*text-align:\s*right", styles)


def test_05_a_line_end_between_chinese_characters_is_nothing(house: House) -> None:
    shown = published(house, "自强不息，厚\n德载物。这是**一**\n篇。")
    assert "自强不息，厚德载物。这是一篇。" in words(shown)
    assert "自强不息，厚德载物。这是一篇。" in words(entry(house))
    page = house.page(PAGE)
    assert 'content="自强不息，厚德载物。这是一篇。"' in page


@pytest.mark.parametrize(
    "text", ["{{ x }}", "{% asset_img a.png %}", "甲](b.md)", "[^9]", ":::tip"]
)
def test_10_markup_that_is_left_is_named(house: House, text: str) -> None:
    published(house, f"正文。\n\n{text}")
    assert named(house) == {"markup-left": 3}


def test_10_a_picture_whose_name_has_a_blank_is_shown(house: House) -> None:
    from rendering.conftest import picture

    house.write("hunan/articles/news/屏幕 2026.jpg", picture(750, 445))
    shown = published(house, "![会场](屏幕 2026.jpg)\n\n![会场]（屏幕 2026.jpg）")
    assert shown.count('alt="会场"') == 2
    assert "屏幕" not in words(shown)


@pytest.mark.parametrize("name", ["content", "top"])
def test_11_an_id_stands_once_in_a_page(house: House, name: str) -> None:
    published(house, f"见[目录](#{name})。\n\n## {name}\n\n一")
    page = house.page(PAGE)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    (target,) = re.findall(r'href="#([^"]*)">目录', page) or re.findall(
        r'href="[^"]*#([^"]*)">目录', page
    )
    assert re.search(rf'<h2 id="{re.escape(target)}">{name}</h2>', page)


def test_12_the_title_of_a_picture_is_read(house: House) -> None:
    from rendering.conftest import picture

    house.write("hunan/articles/news/a.jpg", picture(750, 445))
    shown = published(house, '![三人在浇水](a.jpg "图为活动现场")')
    assert "图为活动现场" in words(shown)
    assert "图为活动现场" in words(entry(house))


@pytest.mark.parametrize("tag", ["video", "iframe", "embed", "object", "svg", "audio"])
def test_13_what_the_sanitiser_takes_out_is_named(house: House, tag: str) -> None:
    published(house, f"看：\n\n<{tag} src='a.mp4'></{tag}>")
    assert named(house)["media-dropped"] == 3


@pytest.mark.parametrize("mark", ["##　", "##\xa0", "##", "＃＃"])
def test_14_a_heading_is_one_whatever_blank_follows(house: House, mark: str) -> None:
    assert re.search(r"<h2[^>]*>活动安排</h2>", published(house, f"{mark}活动安排\n\n正文。"))


@pytest.mark.parametrize("mark", ["-　", "-\xa0", "1.　", "•"])
def test_14_a_list_is_one_whatever_blank_follows(house: House, mark: str) -> None:
    assert re.search(r"<li>\s*第一\s*</li>", published(house, f"{mark}第一\n{mark}第二"))


@pytest.mark.parametrize("text", ["规格5*3*2米。", "138****1234和139****5678"])
def test_15_stars_between_numbers_stay(house: House, text: str) -> None:
    assert text in words(published(house, text))


@pytest.mark.parametrize("indent", ["\t", "    "])
def test_19_an_indented_paragraph_is_a_paragraph(house: House, indent: str) -> None:
    shown = published(house, f"{indent}上周六下午，活动室坐满了人。\n\n{indent}第二段。")
    assert "<pre" not in shown
    assert shown.count("<p>") >= 2


def test_23_words_in_pointed_brackets_are_words(house: House) -> None:
    assert "请填<name>和<姓名>。" in words(published(house, "请填<name>和<姓名>。"))
    assert "请填<name>和<姓名>。" in words(entry(house))
