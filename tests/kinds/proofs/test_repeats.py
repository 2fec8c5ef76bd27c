"""Words and paragraphs that stand twice."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import findings, found, mended

LONG = "为丰富妇女群众的文化生活，县妇联定于三月举办读书会，欢迎广大姐妹踊跃报名参加。"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("大家的的心愿", "大家的心愿"),
        ("做好了了准备", "做好了准备"),
        ("这是是好事", "这是好事"),
        ("放在在桌上", "放在桌上"),
        ("姐妹们们好", "姐妹们好"),
    ],
)
def test_a_word_typed_twice(text: str, right: str) -> None:
    assert mended("doubled-words", text) == right


@pytest.mark.parametrize(
    "text",
    [
        *("以营利为目的的活动", "标的的价格", "的的确确", "他打的的士", "的的喀喀湖"),
        *("为了了解情况", "不了了之", "除了了结此事", "未了了的心愿", "小时了了"),
        *("问题是是否参加", "是是非非", "现在在家", "存在在先", "实实在在在"),
        *("`的的`", "[甲](的的.md)", "谢谢", "好好学习", "天天向上"),
    ],
)
def test_words_that_may_stand_twice(text: str) -> None:
    assert found("doubled-words", text) == []


@pytest.mark.parametrize("again", [LONG, f"  {LONG}", f"\u3000\u3000{LONG}", f"- {LONG}"])
def test_a_paragraph_pasted_twice(again: str) -> None:
    text = f"{LONG}\n\n中间。\n\n{again}"
    (finding,) = findings("same-paragraph", text)
    assert text[finding.start : finding.end] == again
    assert dict(finding.more) == {"first": "1"}
    assert finding.mending is None


def test_paragraphs_that_differ_or_are_short_or_no_chinese() -> None:
    for first, second in (
        (LONG, LONG[:-2] + "。"),
        ("时间地点另行通知。", "时间地点另行通知。"),
        ("a" * 60, "a" * 60),
        ("|" + "-" * 60 + "|", "|" + "-" * 60 + "|"),
    ):
        assert found("same-paragraph", f"{first}\n\n{second}") == []


def test_a_paragraph_that_stands_three_times_is_named_twice() -> None:
    assert len(findings("same-paragraph", "\n\n".join([LONG] * 3))) == 2
