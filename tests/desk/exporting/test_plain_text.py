"""Bodies to plain lines: every word comes out, and no mark does."""

from __future__ import annotations

import pytest

from lianzhan.desk.exporting.plain_text import plain_lines
from lianzhan.reading.body import parse_body


def plain(markdown: str) -> str:
    body, _problems = parse_body(markdown, "x.md", 1)
    return plain_lines(body.html, lambda source, words: f"［图 {source} {words}］")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("第一行\n第二行\n\n另一段", "第一行第二行\n\n另一段"),
        ("two\nlines", "two lines"),
        ("上**粗***斜*`码`~~删~~", "上粗斜码删"),
        ("## 标题 ##\n\n正文", "标题\n\n正文"),
        ("换  \n行", "换\n行"),
        ("- 甲\n- 乙\n  1. 丙\n  2. 丁\n- 戊\n\n后", "· 甲\n· 乙\n　1. 丙\n　2. 丁\n· 戊\n\n后"),
        ("前\n\n3. 甲\n4. 乙", "前\n\n3. 甲\n4. 乙"),
        ("- 甲\n\n- 乙", "· 甲\n· 乙"),
        ("> 引文\n>\n> 又一段", "引文\n\n又一段"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲\t乙\n1\t2"),
        ("```\na = 1\n  b\n```", "a = 1\n  b"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("前\n\n---\n\n后", "前\n\n后"),
        ("见[省站](../a.md)", "见省站"),
        ("见[外站](https://a.example/?b=1&c=2)。", "见外站（https://a.example/?b=1&c=2）。"),
        ("见 https://a.example/b 。", "见 https://a.example/b 。"),
        ("信箱 a@b.cn，电话 0731-84555555", "信箱 a@b.cn，电话 0731-84555555"),
        ("注[^1]。\n\n[^1]: 说明。", "注[1]。\n\n1. 说明。"),
        ("![牡丹](a.png)", "［图 a.png 牡丹］"),
        ('![牡丹](a.png "图注")', "［图 a.png 牡丹］\n图注"),
        ("文\n\n长沙市妇联\n2026年3月8日", "文\n\n长沙市妇联\n2026年3月8日"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_comes_out_as_words(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_a_video_keeps_its_address() -> None:
    text = plain("https://v.qq.com/x/page/a.html")
    assert text == "▶ 腾讯视频（https://v.qq.com/x/page/a.html）"
