"""Blocks as people type them, with signs that nobody sees: headings, lists, tables, paragraphs."""

from __future__ import annotations

from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.reading.body.as_meant import as_meant
from lianzhan.reading.body.signs import narrow
from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    "blank", ["\u3000", "\xa0", " \u3000", "\u3000 ", "\u2003", "\u3000\u3000"]
)
@pytest.mark.parametrize("mark", ["##", "###", "#"])
def test_a_wide_blank_behind_hashes_makes_a_heading(mark: str, blank: str) -> None:
    assert html_of(f"{mark}{blank}安排\n\n正文") == '<h2 id="安排">安排</h2><p>正文</p>'


@pytest.mark.parametrize(
    "written",
    [
        "##安排",
        "###安排",
        "####1.安排",
        "＃＃安排",
        "＃＃ 安排",
        "#＃　安排",
        "　　## 安排",
        "＃安排",
    ],
)
def test_a_heading_needs_no_blank_and_no_narrow_hashes(written: str) -> None:
    assert html_of(f"正文\n\n{written}\n\n正文").count("<h2 ") == 1


@pytest.mark.parametrize("topic", ["#巾帼心向党#", "#巾帼心向党# 今天开播", "＃巾帼心向党＃"])
def test_a_topic_of_wechat_is_no_heading_and_is_not_named(topic: str) -> None:
    assert html_of(topic) == f"<p>{topic}</p>"
    assert named(topic) == []


def test_one_hash_without_a_blank_stays_and_is_named() -> None:
    assert named("正文\n\n#活动安排") == [("markup-left", 3)]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "-　甲\n-　乙",
            "-\xa0甲\n-\xa0乙",
            "*　甲\n*　乙",
            "• 甲\n• 乙",
            "•甲\n•乙",
            "●甲\n● 乙",
        ),
        *("－ 甲\n－ 乙", "－甲\n－乙", "-甲\n-乙", "　- 甲\n　- 乙", "▪ 甲\n▪ 乙"),
    ],
)
def test_what_looks_like_a_list_is_one(written: str) -> None:
    assert html_of(written) == "<ul><li>甲</li><li>乙</li></ul>"


@pytest.mark.parametrize("written", ["1.　甲\n2.　乙", "1.甲\n2.乙", "1)\xa0甲\n2)\xa0乙"])
def test_what_looks_like_a_numbered_list_is_one(written: str) -> None:
    assert html_of(written) == "<ol><li>甲</li><li>乙</li></ol>"


@pytest.mark.parametrize(
    "written", ["-5℃到3℃", "2.5万元\n3.5万元", "—— 某某", "1.甲", "-甲", "甲－乙", "- - -甲"]
)
def test_what_is_no_list_stays_as_it_is(written: str) -> None:
    assert "<li>甲" not in html_of(written)
    assert named(written) == []


@pytest.mark.parametrize("numbers", ["一、 二、", "1、 2、", "（一） （二）", "(1) (2)", "① ②"])
def test_a_numbered_line_is_a_line_of_its_own(numbers: str) -> None:
    first, second = numbers.split()
    assert html_of(f"安排如下：\n{first}报名\n{second}审核").count("<br>") == 2


def test_numbered_lines_below_a_heading_or_in_a_list_leave_it_alone() -> None:
    assert html_of("## 安排\n一、报名").startswith('<h2 id="安排">安排</h2>')
    assert "\\" not in html_of("- 甲\n（一）乙")


def test_two_wide_blanks_begin_a_paragraph() -> None:
    assert html_of("　　第一段。\n　　第二段。").count("<p>") == 2


def test_a_table_in_full_width_is_a_table() -> None:
    table = html_of("｜姓名｜票数｜\n｜－｜－：｜\n｜甲｜96｜")
    assert "<th>姓名</th>" in table
    assert '<td align="right">96</td>' in table


def test_bars_without_a_row_of_dashes_are_no_table() -> None:
    assert html_of("左｜右") == "<p>左｜右</p>"


def test_code_stays_as_it_is_typed() -> None:
    code = "##安排\n•甲\n[记者]:x\n5*3~4\n[甲]（a.jpg）"
    assert html_of(f"```\n{code}\n```") == f'<pre tabindex="0"><code>{code}\n</code></pre>'
    assert (
        html_of("`##安排 ＊＊甲＊＊ [甲]（a.jpg）`")
        == "<p><code>##安排 ＊＊甲＊＊ [甲]（a.jpg）</code></p>"
    )


PIECES = st.sampled_from(
    [*"#＃-－*＊•●>｜|[]【】（）()！!~^:：<", *" \u3000\xa0\t\n", "\n\n", "    ", "```", "`", "<!--", "-->",
     "甲", "乙。", "a.jpg", "1.", "一、", "（1）", "[^1]", "[^1]:", "姓名", "x", "2026", "<b>", "<name>", "{#x}"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_that_is_mended_loses_a_word(text: str) -> None:
    letters = Counter(filter(str.isalnum, text))
    mended = as_meant(text, narrow(text)).replace("&lt;", "<")
    assert Counter(filter(str.isalnum, mended)) == letters


@pytest.mark.parametrize(
    ("written", "level", "words"),
    [
        ("## 甲##", 2, "甲"),
        ("##甲##", 2, "甲"),
        ("### 甲### ", 2, "甲"),
        ("## 学习C#", 2, "学习C#"),
        ("## 甲###", 2, "甲###"),
        ("## 甲 ##", 2, "甲"),
    ],
)
def test_as_many_hashes_at_its_end_close_a_heading(written: str, level: int, words: str) -> None:
    assert f">{words}</h{level}>" in html_of(f"正文\n\n{written}\n\n正文")


@pytest.mark.parametrize("end", ["。", "！", "？", "；", "。”", "。）", "。)", "。  "])
def test_dashes_below_a_sentence_are_a_rule(end: str) -> None:
    assert html_of(f"甲{end}\n---\n乙") == f"<p>甲{end.rstrip()}</p><hr><p>乙</p>"


@pytest.mark.parametrize(
    "sentence",
    ["**甲。**", "*甲！*", "甲。[^1]", "甲。（**乙。**）", "甲。\n乙。”**丙。**", "甲。　"],
)
def test_dashes_below_a_sentence_that_ends_in_marks_are_a_rule(sentence: str) -> None:
    made = html_of(f"{sentence}\n---\n乙\n\n[^1]: 注")
    assert ("<hr>" in made, "<h2" in made) == (True, False)


@pytest.mark.parametrize("title", ["甲", "甲：", "甲（一）", "第3.1版"])
def test_dashes_below_a_title_make_it_one(title: str) -> None:
    assert html_of(f"{title}\n---\n乙").startswith("<h2 ")


@pytest.mark.parametrize("box", ["- [ ]甲", "* [x]甲", "1. [X]甲", "> - [ ]甲"])
def test_the_box_of_a_task_needs_no_blank(box: str) -> None:
    assert "[" not in html_of(box)


def test_a_link_in_an_item_is_no_task() -> None:
    assert 'href="b.md">x</a>' in html_of("- [x](b.md)")


@pytest.mark.parametrize("row", ["|：-|：-：|", "|:－|:－:|", "|：—|：—：|"])
def test_the_second_row_of_a_table_may_have_wide_marks(row: str) -> None:
    assert html_of(f"|甲|乙|\n{row}\n|1|2|").count("<td") == 2


@pytest.mark.parametrize(
    "text",
    [
        "##" + " " * 90_000 + "\n",
        "## " + "甲#" * 60_000,
        "## " + "#" * 90_000,
        "甲。" * 60_000 + "\n--",
        "甲。\n---\n" * 20_000,
        "。" + "）" * 90_000,
        "。）" * 60_000,
        "。" + "[^甲" * 60_000,
        "- [ ]" * 60_000,
        "- " * 60_000 + "[ ]甲",
        "|：-" * 60_000,
    ],
)
def test_a_text_that_means_harm_is_mended_in_few_seconds(text: str) -> None:
    before = process_time()
    as_meant(text, narrow(text))
    assert process_time() - before < 2
