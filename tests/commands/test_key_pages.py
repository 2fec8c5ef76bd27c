"""The tables of keys in the pages are those of the kinds; `messages` writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import comrak
import pytest
from conftest import ROOT

from lianzhan.commands.key_pages import pages, with_tables, write_tables
from lianzhan.kinds.article.keys import KEYS

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {file.relative_to(ROOT).as_posix(): (file, language) for file, language in pages(ROOT)}
PAGE = "甲\n\n<!-- keys of article: 由程序写 -->\n{}<!-- end of keys -->\n\n| `title` | 乙 |\n"


def rows(page: str) -> list[str]:
    """The first cell of each row of the tables that readers of a page see."""
    options = comrak.ExtensionOptions()
    options.table = True
    html = comrak.render_markdown(page, extension_options=options)
    return re.findall(r"<tr>\n<td>(?:<code>)?([^<]*)", html)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_tables_of_the_kinds_say(name: str) -> None:
    """Else run `python3 tasks.py messages`."""
    file, language = PAGES[name]
    page = file.read_text("utf-8")
    assert page == with_tables(page, language)
    assert {*rows(page)} > {"title", "status"} or {*rows(page)} > {"article", "column"}


def test_every_page_of_keys_has_its_table_in_its_language() -> None:
    assert {name: language for name, (_, language) in PAGES.items()} == {
        "README.md": "en",
        "README.zh-CN.md": "zh-CN",
        "docs/configuration.md": "en",
        "docs/configuration.zh-CN.md": "zh-CN",
        "docs/handbook.zh-CN.md": "zh-CN",
    }


@pytest.mark.parametrize("old", ["", "| 旧的 |\n", "| `title` | | |\n\n| 旧的 |\n"])
def test_the_part_between_the_comments_is_written_anew_and_nothing_else(old: str) -> None:
    page = with_tables(PAGE.format(old), "zh-CN")
    before, table, after = re.split(r"(?<=写 -->\n)|(?=<!-- end)", page)
    assert (before, after) == tuple(PAGE.split("{}"))
    assert "旧的" not in table
    assert rows(table) == [key.name for key in KEYS]
    assert table.splitlines()[:3] == [
        "| 项 | | 写法 | 含义 |",
        "|---|---|---|---|",
        "| `title` | 必填 | 文字 | 标题，不超过 60 字 |",
    ]


def test_a_page_may_hold_several_tables() -> None:
    page = with_tables(PAGE.format("") + PAGE.format("").replace("article", "picks.toml"), "en")
    names = [key.name for key in KEYS]
    assert rows(page) == [*names, "article", "column", "by", "on"]
    assert page.count("甲") == page.count("乙") == page.count("<!-- end of keys -->") == 2


def test_the_pages_of_a_clone_are_written(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    files = [tmp_path / name for name in ("README.md", "docs/book.zh-CN.md", "docs/other.md")]
    for file in files[:2]:
        file.write_text(PAGE.format(""), "utf-8")
    files[2].write_text("丙", "utf-8")
    write_tables(tmp_path)
    english, chinese, other = (file.read_text("utf-8") for file in files)
    assert english == with_tables(PAGE.format(""), "en")
    assert chinese == with_tables(PAGE.format(""), "zh-CN")
    assert other == "丙"


def test_a_stroke_in_a_cell_parts_no_cells() -> None:
    page = with_tables(PAGE.format(""), "en")
    assert r"| `kind` | | original \| repost | original (default)" in page


def test_a_page_that_asks_for_an_unknown_table_is_refused() -> None:
    with pytest.raises(KeyError, match="artcle"):
        with_tables(PAGE.format("").replace("article", "artcle"), "en")
