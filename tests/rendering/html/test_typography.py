"""Days, ranges, lengths and headings as pages show them."""

from __future__ import annotations

from datetime import date

import pytest

from lianzhan.reading.body import parse_body
from lianzhan.rendering.html.typography import (
    FEW,
    first_sentences,
    headings,
    keep,
    list_day,
    reading_minutes,
)

NEWEST = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("day", "language", "shown"),
    [
        (NEWEST, "zh-CN", "6月12日"),
        (date(2026, 1, 2), "zh-CN", "1月2日"),
        (date(2025, 12, 31), "zh-CN", "2025年12月31日"),
        (NEWEST, "en", "12 June"),
        (date(2025, 12, 31), "en", "2025-12-31"),
    ],
)
def test_a_list_says_the_year_where_it_is_not_that_of_its_newest(
    day: date, language: str, shown: str
) -> None:
    assert list_day(day, NEWEST, language) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("没有句号", "没有句号"),
        ("一句。", "一句。"),
        ("一句。两句！三句？", "一句。两句！三句？"),
        (f"一句。{'长' * 36}。", f"一句。{'长' * 36}。"),
        (f"一句。{'长' * 37}。", "一句。"),
        (f"一句。{'长' * 37}。三句。", "一句。"),
        (f"{'长' * 60}。两句。", f"{'长' * 60}。"),
        (f"她说：“来吧！”{'长' * 40}。", "她说：“来吧！”"),
        (f"Version 2.5 is out. {'x' * 40}", f"Version 2.5 is out. {'x' * 40}"),
        (f"等等……{'长' * 40}", f"等等……{'长' * 40}"),
    ],
)
def test_a_home_shows_as_many_sentences_as_two_lines_hold(text: str, shown: str) -> None:
    assert first_sentences(text) == shown
    assert FEW == 40


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("周五 9:30—11:00，二楼", '周五 <span class="keep">9:30—11:00，</span>二楼'),
        ("（9:30—11:00）。二楼", '<span class="keep">（9:30—11:00）。</span>二楼'),
        (
            "9:30–11:00 <b>14:00-16:00",
            '<span class="keep">9:30–11:00</span> &lt;b&gt;<span class="keep">14:00-16:00</span>',
        ),
        ("9:30 开始 & 结束", "9:30 开始 &amp; 结束"),
        ("2021—2030年", "2021—2030年"),
        ("", ""),
    ],
)
def test_a_range_of_times_is_kept_together_with_the_marks_behind_it(text: str, html: str) -> None:
    assert keep(text) == html


@pytest.mark.parametrize(
    ("characters", "minutes"), [(0, 1), (400, 1), (401, 2), (800, 2), (1_201, 4)]
)
def test_four_hundred_characters_are_read_in_a_minute(characters: int, minutes: int) -> None:
    assert reading_minutes(characters) == minutes


def of(markdown: str) -> tuple[tuple[str, str], ...]:
    return headings(parse_body(markdown, "a.md", 1)[0].html)


def test_a_text_of_four_parts_has_contents() -> None:
    text = "## 谁 {#who}\n\n甲\n\n## *何时*，A & B\n\n### 细目\n\n乙\n\n## 哪里[^1]\n\n## 谁\n\n[^1]: 注\n"
    assert of(text) == (
        ("who", "谁"),
        ("何时-A-B", "何时，A & B"),
        ("哪里", "哪里"),
        ("谁", "谁"),
    )


def test_a_heading_of_two_lines_is_one_part() -> None:
    text = "on\nline\n---\n\n## 丙\n\n## 丁\n\n## 戊\n"
    assert [words for _, words in of(text)] == ["on line", "丙", "丁", "戊"]


def test_a_text_of_three_parts_has_none() -> None:
    assert of("## 一\n\n## 二\n\n## 三\n\n### 四\n") == ()


def test_parts_are_those_of_the_highest_level_that_a_text_has() -> None:
    assert [words for _, words in of("### 一\n\n### 二\n\n### 三\n\n### 四\n\n#### 五\n")] == [
        "一",
        "二",
        "三",
        "四",
    ]
