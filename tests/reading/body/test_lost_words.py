"""Words of a text that readers would not see are named with their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.reading.body import parse_body, plain_text
from lianzhan.reading.body.lost_words import lost_words
from reading.body.as_read import named


@pytest.mark.parametrize(
    "text",
    [
        *(
            "甲乙丙",
            "# 甲\n\n- 乙\n1. 丙\n3) 丁",
            "[甲](b.md '题')![乙](c.jpg)",
            "> 甲\n\n```py\nx = 1\n```",
        ),
        *(
            "|甲|乙|\n|-|:-:|\n|丙|丁|",
            "甲[^1]\n\n[^1]: 乙",
            "[甲][1]\n\n[1]: b.md",
            "<b>甲</b><https://a.cn/b>",
        ),
        *(
            "a &amp; b &copy; &#30002;",
            "甲<!-- 乙 -->",
            "- [x] 甲\n- [ ] 乙",
            "> [!NOTE] 甲\n> 乙",
            "## 甲 {#b}",
        ),
        *(
            r"a\_b 甲\*乙",
            "<ruby>湘<rt>xiang</rt></ruby>",
            '<abbr title="甲">乙</abbr>',
            "甲\n: 乙",
            "*a_b_c*",
        ),
        *(
            "~~甲~~",
            "1986\\. 甲",
            "2026. 甲",
            "![甲](a(1).jpg)",
            "[甲](<a b.md>)",
            "甲  \n乙",
            "***甲***",
        ),
    ],
)
def test_of_what_comes_out_nothing_is_named(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("source", "clean", "found"),
    [
        ("甲\n乙丙\n丁", "<p>甲丁</p>", [(1, "乙丙")]),
        ("甲\n甲", "<p>甲</p>", [(0, "甲")]),
        ("甲\n" + "乙" * 60, "<p>甲</p>", [(1, "乙" * 40 + "…")]),
    ],
)
def test_the_line_that_is_lost_is_named(
    source: str, clean: str, found: list[tuple[int, str]]
) -> None:
    assert [*lost_words(source, source, clean, plain_text(clean))] == found


def test_a_hundred_lost_lines_are_named_as_twenty() -> None:
    source = "\n".join(f"第{n}行丢" for n in range(100))
    assert len([*lost_words(source, source, "", "")]) == 20


def test_the_words_of_a_dropped_element_are_lost_with_it_and_it_is_named() -> None:
    assert named("甲\n\n<object><p>乙</p></object>")[0] == ("media-dropped", 3)


@given(
    st.lists(
        st.sampled_from(
            [
                "甲",
                "乙",
                "a",
                "1",
                "\n",
                "\n\n",
                "#",
                "-",
                "*",
                "`",
                "[",
                "]",
                "(",
                ")",
                ">",
                "|",
                "~",
                "!",
                "<",
                "&",
                ":",
                "。",
            ]
        ),
        max_size=30,
    )
)
def test_no_text_is_too_odd_to_be_counted(pieces: list[str]) -> None:
    parse_body(" ".join(pieces), "x.md", 1)
