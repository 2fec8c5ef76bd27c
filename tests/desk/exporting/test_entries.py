"""What is said of an entry, in its text and in its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from kinds.placed import FEDERATION

from lianzhan.desk.exporting.entries import (
    COLUMNS,
    ExportedPicture,
    ExportEntry,
    contact_of,
    headings,
)
from lianzhan.desk.exporting.selection import Chosen
from lianzhan.kinds.article.values import Article, Offered
from lianzhan.model.body import Image
from lianzhan.model.catalog import Pick, Picture
from lianzhan.model.contact import Telephone
from lianzhan.model.profile import Profile
from lianzhan.reading.body import parse_body

BODY = "段落。\n\n![甲](a.jpg)\n\n![又是甲](copy.jpg)\n\n![远](https://x.example/r.jpg)"
PICTURES = (
    ("cover.png", Picture("c/cover.png", "1", "png", 5, 750, 445)),
    ("a.jpg", Picture("c/a.jpg", "2", "jpeg", 5, 750, 445)),
    ("copy.jpg", Picture("c/copy.jpg", "2", "jpeg", 5, 750, 445)),
)
ARTICLE = Article(
    "changsha/articles/news/x.md",
    "changsha",
    "news",
    "x",
    title="一\n题",
    author="王五",
    unit="某局",
    date=datetime(2026, 3, 8, 17, tzinfo=UTC),
    body=parse_body(BODY, "x.md", 5)[0],
    cover=Image("cover.png", "", 3, decorative=True),
    pictures=PICTURES,
    offered=Offered("甲", date(2026, 3, 9)),
    campaign="没有的活动",
    theme="主题",
)
PICK = Pick("hunan", ARTICLE.path, None, "hunan/picks.toml", 1, "乙", None)
ENTRY = ExportEntry(7, 120, Chosen(ARTICLE.path, (PICK,)), ARTICLE, FEDERATION)


def test_a_picture_is_one_file_however_often_it_is_shown() -> None:
    assert [picture.path for _image, picture in ENTRY.pictures] == ["c/cover.png", "c/a.jpg"]
    assert ENTRY.picture_name(2) == "007-图2.jpg"


def test_the_text_names_each_picture_where_it_stands() -> None:
    assert ENTRY.text == (
        "一 题\n\n单位：某局\n作者：王五\n封面：图1\n\n段落。\n\n［图2：甲］\n\n［图2：又是甲］\n\n"
        "［图：远，https://x.example/r.jpg］\n"
    )


def test_a_cover_that_the_body_shows_is_named_there_alone() -> None:
    shown = replace(ARTICLE, cover=Image("a.jpg", "", 3, decorative=True))
    assert "封面" not in replace(ENTRY, article=shown).text


def test_without_an_author_no_line_is_left_for_one() -> None:
    nameless = replace(ENTRY, article=replace(ARTICLE, author="", unit="", cover=None))
    assert nameless.text.startswith("一 题\n\n单位：changsha\n\n段落。")


def test_a_row_has_a_cell_for_each_column() -> None:
    row = dict(
        zip(COLUMNS, ENTRY.row([ExportedPicture("n.jpg", 9, 750, 445, "c/a.jpg")]), strict=True)
    )
    assert row["序号"] == 7
    assert row["文件夹"] == "007-某局-一 题"
    assert row["发布日期"] == "2026-03-09"
    assert (row["活动"], row["主题"]) == ("没有的活动", "主题")
    assert row["选用"] == "changsha（推荐） 甲 2026-03-09；hunan 乙"
    assert row["图片"] == "n.jpg 750×445 9"
    assert (row["层级"], row["栏目"]) == ("市州", "工作动态")


def test_columns_are_called_as_the_federation_speaks() -> None:
    assert headings(FEDERATION)[:2] == ("序号", "标题")
    assert headings(replace(FEDERATION, language="en"))[:2] == ("Number", "Title")


def test_a_site_without_a_contact_has_that_of_the_nearest_above() -> None:
    telephones = (Telephone("0731-1", ""), Telephone("12338", ""))
    province, city, county, *others = FEDERATION.sites
    province = replace(province, profile=Profile(telephones=telephones, email="a@b.cn"))
    federation = replace(FEDERATION, sites=(province, city, county, *others))
    assert contact_of(province, federation) == "0731-1，12338，a@b.cn"
    assert contact_of(county, federation) == "hunan 0731-1，12338，a@b.cn"
    assert contact_of(others[-1], federation) == ""
