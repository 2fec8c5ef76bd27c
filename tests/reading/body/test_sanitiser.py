"""Only our tags and attributes pass; what is spared the sanitiser is what it would have returned."""

from __future__ import annotations

import comrak
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lianzhan.reading.body.markdown import _options
from lianzhan.reading.body.sanitiser import cleaned, untouched
from lianzhan.reading.body.signs import narrow

_WORDS = [
    "甲乙",
    "x",
    " ",
    "1",
    "\n",
    "\n\n",
    "，",
    "“引”",
    '"',
    "'",
    "\xa0",
    "\u3000",
    "\t",
    "a b",
]
_MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "3. ",
    "> ",
    "    ",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "---\n",
    "|",
    "|-|\n",
]
_LINKS = [
    *(
        "[",
        "](",
        ")",
        "![",
        "!",
        "(",
        "]",
        " 'title')",
        ' "题")',
        "<https://a.cn>",
        "[1]: /x\n",
        "[1]",
    ),
    *("a.md", "../b.png", "https://a.cn/x", "http://1.2.3.4.5/", "https://[", "//b.cn", "x:y"),
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.cn",
        "#头",
        "?q=1",
        "a%20b",
        "\\",
        "https://a",
    ),
]
_RAW = ["<", ">", "</p>", "<b>", "<script>", "&", "&quot;", "&#8;", "&lt;", "<img src=x onerror=y>"]


def made_of(source: str) -> str:
    extensions, rendering = _options(extended=True)
    return comrak.render_markdown(source, extension_options=extensions, render_options=rendering)


@given(st.lists(st.sampled_from([*_WORDS, *_MARKS, *_LINKS, *_RAW]), max_size=40).map("".join))
@example("[甲](https://1.2.3.999/)")
@example("[甲](https://a..b/)")
@example("[甲](HTTPS://a.cn)")
@example("甲\xa0乙")
@example('![题 "引"](x.png "名")')
@example("1. 甲\n2. 乙\n\n   丙\n- *丁*~~戊~~ `己`\n\n---\n")
def test_the_short_way_and_the_long_way_lead_to_the_same(source: str) -> None:
    made = made_of(source)
    plain = untouched(made, narrow(source))
    assert plain is None or plain.text == cleaned(made)


@pytest.mark.parametrize(
    "source",
    ["# 题\n\n甲 **乙** [丙](a/b.md#丁 '戊')", '![图](../a.jpg)\n\n> 引 "文"', "- 甲\n- `乙`"],
)
def test_an_ordinary_text_takes_the_short_way(source: str) -> None:
    assert untouched(made_of(source), narrow(source))


@pytest.mark.parametrize(
    ("made", "clean"),
    [
        ("<p>a<script>b</script></p>", "<p>a</p>"),
        ('<p onclick="x">a</p>', "<p>a</p>"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ("<p>\x08甲\u202e乙</p>", "<p>甲乙</p>"),
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", 'tabindex="0"'),
    ],
)
def test_what_has_tags_of_its_own_goes_through_the_sanitiser(made: str, clean: str) -> None:
    assert untouched(made, "<") is None
    assert clean in cleaned(made)
