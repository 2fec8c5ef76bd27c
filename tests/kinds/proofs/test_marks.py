"""Marks in half width among Chinese, and marks in a row."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import findings, found, mended


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("姐妹们,大家好", "姐妹们，大家好"),
        ("姐妹们, 大家好", "姐妹们，大家好"),
        ("时间:上午", "时间：上午"),
        ("甲;乙;丙", "甲；乙；丙"),
        ("好吗?好!", "好吗？好！"),
        ("地点:\n会议室", "地点：\n会议室"),
        ("他说:“好”", "他说：“好”"),
        ("“好”,他说", "“好”，他说"),
        ("《诗经》,《楚辞》", "《诗经》，《楚辞》"),
        ("附件(见后)已发", "附件（见后）已发"),
        ("附件(见 A 表)", "附件（见 A 表）"),
        ("附件(见[表](a,b.md)和`c`)", "附件（见[表](a,b.md)和`c`）"),
    ],
)
def test_among_chinese_marks_are_wide(text: str, right: str) -> None:
    assert mended("half-width-marks", text) == right
    assert all(finding.is_safe for finding in findings("half-width-marks", text))


@pytest.mark.parametrize(
    "text",
    [
        "9:30 开会",
        "上午9:30至11:00",
        "比例为3:2",
        "1,000 元",
        "打开 https://example.org/a,b",
        "见 [说明](a.md)",
        "见[说明](甲,乙.md)",
        "共有 a,b,c 三项",
        "名称:a",
        "说明![图](a.png)",
        "`甲,乙`",
        "支持甲,`乙`",
        "支持甲,<b>乙</b>",
        "```\n甲,乙\n```",
        "| 甲 | 乙 |\n|:--|:-:|\n| 甲 | 乙 |",
        "甲，乙；丙：丁！戊？",
        "中文(English)",
        "- [ ] 报名",
        "Hello, 世界",
        ":smile:",
        "甲<!-- 乙,丙 -->",
        '<img src="甲,乙.png" alt="甲">',
    ],
)
def test_where_half_width_is_right(text: str) -> None:
    assert found("half-width-marks", text) == []


@pytest.mark.parametrize("mark", ["，", "、", "；", "："])
def test_a_mark_that_stands_twice_is_one_too_many(mark: str) -> None:
    for count in (2, 3, 9):
        (finding,) = findings("doubled-marks", f"甲{mark * count}乙")
        assert (finding.mending, finding.is_safe) == (mark, True)


def test_two_full_stops_are_one_and_more_are_meant_as_dots() -> None:
    assert mended("doubled-marks", "好。。") == "好。"
    assert found("doubled-marks", "好。。。") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("甲，。乙", "甲。乙"),
        ("甲。，乙", "甲。乙"),
        ("甲、，乙", "甲，乙"),
        ("甲：，乙", "甲：乙"),
    ],
)
def test_of_two_marks_the_stronger_is_proposed_and_nobody_can_be_sure(
    text: str, right: str
) -> None:
    assert mended("doubled-marks", text) == right
    assert not any(finding.is_safe for finding in findings("doubled-marks", text))


@pytest.mark.parametrize(
    "text",
    [
        "真的吗？！",
        "好！！",
        "什么？？",
        "他说……好",
        "甲——乙",
        "“好。”，",
        "》、《",
        "，“",
        "`，，`",
    ],
)
def test_marks_that_may_stand_together(text: str) -> None:
    assert found("doubled-marks", text) == []
