"""Pictures, links, bold words and words in pointed brackets, as input methods type them."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    "written",
    [
        *(
            "![会场](屏幕 2026.png)",
            "![会场](<屏幕 2026.png>)",
            "![会场]（屏幕 2026.png）",
            "！[会场](屏幕 2026.png)",
        ),
        *(
            "！［会场］（屏幕 2026.png）",
            "![会场]( 屏幕 2026.png )",
            "！【会场】（屏幕 2026.png）",
            "![会场］(屏幕 2026.png)",
        ),
    ],
)
def test_a_picture_is_shown_however_its_brackets_are_typed(written: str) -> None:
    made = '<img src="%E5%B1%8F%E5%B9%95%202026.png" alt="会场">'
    assert html_of(f"甲{written}乙") == f"<p>甲{made}乙</p>"
    assert named(f"甲{written}乙") == []


@pytest.mark.parametrize(
    "written",
    [
        "[表]（https://a.cn/b）",
        "［表］(https://a.cn/b)",
        "［表］（https://a.cn/b）",
        "[表](https://a.cn/b)",
    ],
)
def test_a_link_leads_on_however_its_brackets_are_typed(written: str) -> None:
    assert html_of(written) == '<p><a href="https://a.cn/b">表</a></p>'


def test_a_title_stays_behind_a_name_with_blanks() -> None:
    assert 'title="题"' in html_of('甲[表](附件 1.docx "题")')


@pytest.mark.parametrize(
    "text", ["[注]（见第三章）", "【通知】（2026年）", "[甲]（共3.5万元）", "［一］（略）"]
)
def test_brackets_of_a_sentence_stay(text: str) -> None:
    assert html_of(text) == f"<p>{text}</p>"
    assert named(text) == []


@pytest.mark.parametrize(
    "text", ["** 重点 **在此", "**重点 **在此", "＊＊重点＊＊在此", "**　重点**在此"]
)
def test_bold_words_are_bold(text: str) -> None:
    assert html_of(text) == "<p><strong>重点</strong>在此</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请填<name>。", "请填&lt;name&gt;。"),
        ("请填<姓名>。", "请填&lt;姓名&gt;。"),
        ("请填</xm>和<a1 b>。", "请填&lt;/xm&gt;和&lt;a1 b&gt;。"),
    ],
)
def test_words_in_pointed_brackets_are_read(text: str, shown: str) -> None:
    assert html_of(text) == f"<p>{shown}</p>"
    assert named(text) == []


def test_elements_and_addresses_in_pointed_brackets_are_what_they_are() -> None:
    assert (
        html_of("<b>甲</b><https://a.cn>")
        == '<p><b>甲</b><a href="https://a.cn">https://a.cn</a></p>'
    )
