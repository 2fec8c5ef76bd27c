"""Paragraphs that begin with a tab or four blanks are paragraphs; code is code, and named."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize("indent", ["\t", "    ", "      ", " \t"])
def test_an_indented_paragraph_is_a_paragraph(indent: str) -> None:
    text = f"{indent}上周六下午，活动室坐满了人。\n\n{indent}第二段也缩进。\n第二行不缩进。\n"
    assert html_of(text).count("<p>") == 2
    assert "<pre" not in html_of(text)
    assert named(text) == []


@pytest.mark.parametrize(
    "code",
    [
        "    x = 1",
        "    # 安装\n    $ pip install x",
        "    for x in y:\n        print(x)",
        "\t<b>甲</b>",
    ],
)
def test_what_looks_like_code_stays_code(code: str) -> None:
    assert "<pre" in html_of(f"前文：\n\n{code}\n\n后文")


def test_code_with_chinese_words_is_named() -> None:
    assert named("前文：\n\n    name = '甲'  # 姓名\n\n后文") == [("indented-code", 3)]


def test_what_is_indented_in_a_list_belongs_to_its_item() -> None:
    assert html_of("- 甲\n\n    乙，丙。\n\n1. 丁\n\n    戊。").count("<li>") == 2
    assert "<p>乙，丙。</p></li>" in html_of("- 甲\n\n    乙，丙。")
