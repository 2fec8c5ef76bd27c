"""Titles may break at the ends of words, where a clause is too long for a line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from lianzhan.rendering.html.title_breaks import LONGEST_WHOLE, name_breaks, title_breaks

if TYPE_CHECKING:
    from pathlib import Path


LARGE = '<wbr class="in-large">'
"""A break in large type alone."""


def broken(title: str) -> str:
    return title_breaks(title).unescape().replace(LARGE, "|").replace("<wbr>", "|")


@pytest.mark.parametrize(
    "title",
    [
        "单位|怎样|预防|和制止|性骚扰：|一份自查单",
        "巾帼|志愿者|出门前的|七项|检查",
        "一箱|橘子|怎样|走到城里：|分级、|拍照、|装箱、|客服",
        "家务分工表：|开一次|二十分钟的|家庭|会议",
        "宪法中的男女平等：|从第三十三条|读到第四十九条",
        "请把学习|材料|送到|基层|妇联|会议室来",
        "妇女权益保障法|《读书笔记本》",
    ],
)
def test_a_long_clause_may_break_between_words_and_no_word_stands_alone(title: str) -> None:
    assert broken(title.replace("|", "")) == title


@pytest.mark.parametrize(
    "title",
    [
        "写给未来的妇女节",
        "把话记准，把人记活",
        "“四自”|精神：|四个词，|一种站姿",
        "",
        "维权",
        "Women's Federation",
        "妇女权益保障法总则ab",
        "Women's Federation: (a sample)",
    ],
)
def test_a_clause_that_fits_any_line_stays_whole(title: str) -> None:
    assert broken(title.replace("|", "")) == title


def test_ten_characters_are_whole_and_eleven_are_not() -> None:
    assert "|" not in broken("妇女权益保障法总则导")
    assert "|" in broken("妇女权益保障法总则导读")
    assert len("妇女权益保障法总则导") == LONGEST_WHOLE


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("办事窗口自2026年6月12日起调整开放时间", "2026年6月12日"),
        ("办事窗口自6月12日起调整全部开放时间", "6月12日"),
        ("妇女权益保障法第三章读书会分享材料", "第三章"),
        ("社区阅览室每天9:30–11:00都可以进来看书", "9:30–11:00"),
        ("请大家准备一张750×445的横幅照片投稿", "750×445的"),
        ("村里为老人们安装了3200个报警器和扶手", "3200个"),
        ("志愿者教老人用Android手机看病挂号", "Android"),
        ("全县女职工人均读书12.5小时以上的经验", "12.5小时"),
    ],
)
def test_dates_numbers_with_units_and_latin_words_stay_whole(title: str, whole: str) -> None:
    found = broken(title)
    assert "|" in found
    assert whole in found


def test_where_lines_are_long_enough_no_title_breaks_in_large_type_alone() -> None:
    title = "妇女权益保障法总则导读：从第三十三条读到第四十九条的学习材料"
    assert LARGE in title_breaks(title)
    whole = title_breaks(title, large=False)
    assert LARGE not in whole
    assert whole.count("<wbr>") == title_breaks(title).count("<wbr>")


def test_letters_are_half_as_wide_as_characters() -> None:
    assert LARGE in title_breaks("妇女权益保障法总abcdef")


def test_a_mark_at_which_no_browser_breaks_stays_between_its_words() -> None:
    found = broken("妇女权益保障法总则+未成年人保护法总则导读")
    assert "总则+未成年人" in found


@pytest.mark.parametrize("mark", "，。、；：！？）】》”…—·")
def test_every_clause_may_break_behind_its_mark_and_never_before_it(mark: str) -> None:
    found = broken(f"妇女权益保障法总则导读{mark}未成年人保护法总则导读")
    assert found.count("|") >= 5
    assert f"|{mark}" not in found
    assert f"{mark}|" in found


@pytest.mark.parametrize("mark", "（【《“")
def test_a_clause_may_break_before_what_opens_a_bracket_and_never_behind_it(mark: str) -> None:
    found = broken(f"妇女权益保障法总则导读{mark}未成年人保护法总则导读")
    assert f"|{mark}" in found
    assert f"{mark}|" not in found


def test_marks_that_follow_one_another_stay_together() -> None:
    assert broken("送《妇女权益保障法》（2022年）、“工具包”。") == (
        "送|《妇女权益保障法》|（2022年）、|“工具包”。"
    )


def test_names_of_federations_break_before_the_federation_alone(example_content: Path) -> None:
    files = sorted(example_content.rglob("site.toml"))
    names = [tomllib.loads(file.read_text("utf-8"))["name"] for file in files]
    assert len(names) == 138
    for name in [*names, "阿坝藏族羌族自治州妇联", "西双版纳傣族自治州妇联"]:
        parted = name.replace("妇", "|妇")
        assert f"|{parted}|" in broken(f"热烈欢迎姐妹们|{name}|写信到这里来".replace("|", ""))
        assert name_breaks(name) == parted.replace("|", "<wbr>")


def test_a_name_without_a_federation_never_breaks() -> None:
    assert name_breaks("妇联之家<1>") == "妇联之家&lt;1&gt;"
    assert name_breaks("基准联合会") == "基准联合会"
    assert name_breaks("<1>妇联<2>") == "&lt;1&gt;<wbr>妇联&lt;2&gt;"


@given(
    st.text(alphabet="妇女权益保障法的第三十条湖南省县联，：“”《》（）1a9 &<>-—.%𠀀", max_size=40)
)
def test_a_title_loses_nothing_and_is_escaped_as_ever(title: str) -> None:
    made = str(title_breaks(title)).replace(LARGE, "<wbr>")
    assert made.replace("<wbr>", "") == str(escape(title))
    assert "<wbr><wbr>" not in made
    assert not made.startswith("<wbr>")
    assert not made.endswith("<wbr>")


def test_clauses_of_eleven_to_thirteen_characters_break_in_large_type_alone() -> None:
    assert "<wbr>" not in title_breaks("家庭教育促进法读书笔记")
    assert LARGE in title_breaks("家庭教育促进法读书笔记")
    assert "<wbr>" in title_breaks("全国妇联农村妇女创业就业工作会议材料")
    whole, longer = "妇女权益保障法总则导读两次", "妇女权益保障法总则导读三四次"
    assert (len(whole), len(longer)) == (13, 14)
    assert "<wbr>" not in title_breaks(whole)
    assert LARGE not in title_breaks(longer)
