"""Tildes of ranges and stars of sums stay; those that mark something do so."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    "text",
    [
        *(
            "时间9:00~11:00，14:00~16:00。",
            "欢迎来哦~我们等你~",
            "甲~乙、丙~丁",
            "~甲~",
            "3月~5月，7月~9月",
        ),
        *(
            "规格5*3*2米。",
            "5米*3米*2米",
            "A4*2，A3*4",
            "138****1234和139****5678",
            "3*4=12，5*6=30",
        ),
        *("李**、王**", "张*（女）、李*（男）", "2**3**4"),
    ],
)
def test_what_marks_nothing_stays_as_it_is_written(text: str) -> None:
    assert html_of(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text", ["## 9~10点，11~12点", "- 9~10点，11~12点", "> 9~10点，11~12点", "**9~10点**，11~12点"]
)
def test_ranges_stay_wherever_they_stand(text: str) -> None:
    assert html_of(text).count("~") >= 2
    assert "<del>" not in html_of(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("~~旧~~新", "<p><del>旧</del>新</p>"),
        ("~~9~10点~~改期", "<p><del>9~10点</del>改期</p>"),
        ("*甲*和**乙**", "<p><em>甲</em>和<strong>乙</strong></p>"),
        ("**重要**：5*3*2", "<p><strong>重要</strong>：5*3*2</p>"),
        ("**重点**，**再来**。", "<p><strong>重点</strong>，<strong>再来</strong>。</p>"),
        (r"\~甲\~", "<p>~甲~</p>"),
        (r"5\*3\*2", "<p>5*3*2</p>"),
        ("`a~b~c 5*3*2`", "<p><code>a~b~c 5*3*2</code></p>"),
        ("[甲](~a/b~c.md)", '<p><a href="~a/b~c.md">甲</a></p>'),
        ("<https://a.cn/~b/~c>", '<p><a href="https://a.cn/~b/~c">https://a.cn/~b/~c</a></p>'),
    ],
)
def test_marks_mark_and_addresses_and_code_are_untouched(text: str, made: str) -> None:
    assert html_of(text) == made


def test_signs_of_private_use_of_an_author_s_own_stay() -> None:
    assert html_of("甲\ue0e0乙\ue0e1~丙~").startswith("<p>甲\ue0e0乙\ue0e1")


def test_nothing_is_named_of_what_stays() -> None:
    assert named("规格5*3*2米，9:00~11:00，14:00~16:00。") == []
