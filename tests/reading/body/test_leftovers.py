"""Markup that stands in the finished text is named with its line."""

from __future__ import annotations

from time import process_time

import pytest

from lianzhan.reading.body import parse_body, plain_text
from lianzhan.reading.body.leftovers import leftovers
from lianzhan.reading.body.signs import narrow
from reading.body.as_read import named


@pytest.mark.parametrize(
    "line",
    [
        *(
            "![图](a",
            "甲](b.md)",
            "{{ page.title }}",
            "{% asset_img a.png %}",
            "{{< ref >}}",
            "** 甲",
            "！［图］（a）",
        ),
        *(
            "[甲][乙]",
            "[^9]",
            "甲^[注]",
            "[!NOTE] 甲",
            "[!note]：甲",
            ":::tip",
            "<% x %>",
            "[TOC]",
            "｛｛ x ｝｝",
            "[甲]（https://a.cn/b",
            "#标题",
        ),
        *(
            "[链接] (https://a.cn)",
            "[表格]　（报名表.docx）",
            "(链接)[https://a.cn]",
            "（链接）[www.a.cn]",
            "[链接] (www.a.cn)",
            "[链接] (../notices/a.md)",
            "[链接] (/about/)",
            "(链接)[报名表.docx]",
            "(链接)[./a.md]",
            "## 报名 {#join .big}",
            "## 报名 {: #join}",
            "段落 {.lead}",
            "| 甲 | 乙 |\n| 1 | 2 |",
            "> [!注意]\n> 甲",
            "甲__乙__丙",
            "==高亮==",
            "[[页面]]",
        ),
    ],
)
def test_markup_that_is_none_is_named(line: str) -> None:
    assert ("markup-left", 3) in named(f"正文\n\n{line}\n\n正文")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "`{{ x }}`",
            "```\n{% x %}\n```",
            r"\{{ x }}",
            r"!\[图]",
            "[注]（见下）",
            "a[0](x)b"[:4],
            "# 标题",
        ),
        *("![图](a.jpg)", "**甲**", "| a |\n|-|\n| b |", "C#语言", "第#3号"),
        *(
            "[甲] (乙)",
            "[甲] (1/2)",
            "## 报名 {#join}",
            "{甲}",
            "集合 {.5, 1} 内",
            "(甲)[乙]",
            "甲 | 乙",
            "| 甲",
            r"\| 甲 \|",
            "a==b",
            "a == b == 甲 ==",
            "__init__.py",
        ),
        *("[[1]](https://a.cn)", "`==甲==`", "__甲__", "    a__b__c"),
    ],
)
def test_what_is_markup_or_meant_to_be_shown_is_not(line: str) -> None:
    assert [code for code, _ in named(f"正文\n\n{line}\n\n正文") if code == "markup-left"] == []


def test_each_line_is_named_once_and_not_more_than_twenty() -> None:
    assert named("{{ a }} {{ b }}") == [("markup-left", 1)]
    assert len(named("{{ a }}\n\n" * 50)) == 20


def test_of_markup_that_looks_the_same_only_what_became_none_is_named() -> None:
    text = "**甲 乙**：一\n\n**甲**：二\n\n<div></div>\n**甲 乙**是三\n\n**甲 乙**：四"
    assert named(text) == [("markup-left", 6)]
    assert named("![图](a.jpg)\n\n![图 甲](a b c.jpg\n\n![](b.jpg)") == [("markup-left", 3)]
    assert named("{{ a }} 一\n\n{{ a }} 二") == [("markup-left", 1), ("markup-left", 3)]


def test_what_is_shown_as_code_elsewhere_is_not_what_became_none() -> None:
    assert named("[甲](b.md)，写法是 `[甲](b.md)`。") == []
    assert named("**甲** 与\n\n```\n**甲** 与\n```") == []
    assert named("写法是 `{{ x }}`，\n\n{{ x }}") == [("markup-left", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "！［" * 60_000,
        "！［甲］" * 30_000,
        "］（" * 60_000,
        "".join(f"**甲{number}** 文\n\n" for number in range(20_000)) + "<div>\n**甲x**\n</div>",
        "".join(f"`**甲{number}**` **甲{number}** 文\n\n" for number in range(10_000)),
        "{{ a }} 文\n\n" * 20_000,
        "** " * 60_000,
        "".join(f"#{number}\n" for number in range(20_000)),
        "[[甲" * 60_000,
        "__甲" * 60_000,
        "==甲 " * 60_000,
        "| 甲" * 60_000,
        "] " * 90_000 + "（甲",
        ")[https:" * 20_000,
    ],
    ids=[
        *("open", "closed", "targets", "bold", "code", "template", "stars", "headings"),
        *("double", "underlined", "marked", "barred", "apart", "turned"),
    ],
)
def test_a_text_that_means_harm_is_searched_in_few_seconds(text: str) -> None:
    words = plain_text(parse_body(text, "x.md", 1)[0].html)
    before = process_time()
    assert len([*leftovers(text, words, narrow(text))]) <= 20
    assert process_time() - before < 5
