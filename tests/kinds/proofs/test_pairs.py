"""Marks that come in pairs."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import findings, found


@pytest.mark.parametrize(
    "pair", ["“”", "‘’", "《》", "〈〉", "（）", "【】", "「」", "『』", "〔〕"]
)
def test_half_a_pair_is_found_and_a_whole_one_is_not(pair: str) -> None:
    opening, closing = pair
    assert found("unpaired-marks", f"甲{opening}乙{closing}丙") == []
    assert found("unpaired-marks", f"甲{opening}乙丙") == [opening]
    assert found("unpaired-marks", f"甲乙{closing}丙") == [closing]
    assert found("unpaired-marks", f"甲{closing}乙{opening}丙") == [closing]
    (finding,) = findings("unpaired-marks", f"甲{opening}乙丙")
    assert dict(finding.more) == {"mark": opening, "other": closing}


@pytest.mark.parametrize(
    "text",
    [
        "“他说：‘读《诗经〈国风〉》（选）。’”",
        "“甲“乙”丙”",
        "1）报名；2）领书",
        "a) 甲 b) 乙",
        "（1）甲（二）乙",
        "一）报名\n二）领书\n\n三）读书",
        "- 1）甲\n- 2）乙",
        "可以设置为（比如1:2），也行",
        "三个（localhost, Service B, Service C），都行",
        "Women’s Day 和 teachers’ 餐",
        "‘Service A’ 与 Service B",
        "‘18 年",
        "好的：）",
        "（半角收尾)",
        "(半角开头）",
        "“第一段。\n\n“第二段。\n\n“第三段。”",
        "“第一段。\n\n第二段。”",
        "`“` 与 [甲](b.md “x)",
        "<a title=“x>甲</a>",
        "```\n“\n```\n",
        "",
    ],
)
def test_what_is_paired_or_needs_no_pair(text: str) -> None:
    assert found("unpaired-marks", text) == []


def test_a_paragraph_with_several_is_named_once() -> None:
    text = "甲“乙“丙\n\n丁（戊\n\n己"
    assert found("unpaired-marks", text) == ["“", "（"]


def test_what_is_left_open_within_another_pair_is_found() -> None:
    assert found("unpaired-marks", "《甲（乙》丙") == ["（"]


def test_a_quote_that_is_opened_twice_and_closed_once() -> None:
    assert found("unpaired-marks", "要“购买“服务") == ["“"]
    assert found("unpaired-marks", "要”购买”服务") == ["”"]
