"""Numbers that one can call are links; numbers that count something are not."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("请拨打12338。", "12338"),
        ("热线：12345", "12345"),
        ("电话0731-84555555", "073184555555"),
        ("电话：(0731)84555555", "073184555555"),
        ("电话（0731）8455555转801", "07318455555"),
        ("手机13812345678，", "13812345678"),
        ("客服400-800-1234", "4008001234"),
        ("遇险请报警110", "110"),
        ("急救电话120", "120"),
    ],
)
def test_a_number_to_call_is_a_link(text: str, number: str) -> None:
    assert f'<a href="tel:{number}">' in html_of(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "共12345人",
            "第110名",
            "110个家庭",
            "12338元",
            "编号2026123381234",
            "0731-84555555.jpg",
            "12345.6万元",
        ),
        *(
            "身份证430102199003081234",
            "2026-03-08",
            "`12338`",
            "## 12338热线",
            "¥12345",
            "比例为12345%",
        ),
    ],
)
def test_a_number_that_counts_or_names_something_is_none(text: str) -> None:
    assert "tel:" not in html_of(text)


def test_a_number_within_a_link_leads_where_the_link_does() -> None:
    assert html_of("[12338](a.md)") == '<p><a href="a.md">12338</a></p>'
