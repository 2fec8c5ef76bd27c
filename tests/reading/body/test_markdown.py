"""Tasks, alerts, footnotes and definitions as Markdown's dialects have them."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of


def test_tasks_are_boxes_in_the_text() -> None:
    assert html_of("- [ ] 甲\n- [x] 乙") == "<ul><li>☐ 甲</li><li>☑ 乙</li></ul>"


def test_a_task_among_paragraphs_has_its_box_beside_its_words() -> None:
    made = html_of("- [ ] 甲\n\n- [x] **乙**")
    assert made == "<ul><li><p>☐ 甲</p></li><li><p>☑ <strong>乙</strong></p></li></ul>"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("NOTE", "说明"),
        ("TIP", "提示"),
        ("IMPORTANT", "重要"),
        ("WARNING", "注意"),
        ("CAUTION", "警告"),
    ],
)
def test_an_alert_has_a_chinese_title(kind: str, title: str) -> None:
    made = html_of(f"> [!{kind}]\n> 甲")
    assert made == (
        f'<div class="alert alert-{kind.lower()}"><p class="alert-title">{title}</p><p>甲</p></div>'
    )


def test_an_alert_may_have_a_title_of_its_own() -> None:
    assert '<p class="alert-title">小心</p>' in html_of("> [!NOTE] 小心\n> 甲")


def test_a_term_and_what_it_means() -> None:
    assert html_of("词\n\n: 解释") == "<dl><dt>词</dt><dd><p>解释</p></dd></dl>"


def test_a_footnote_leads_there_and_back() -> None:
    made = html_of("甲[^1]\n\n[^1]: 乙")
    assert '<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup>' in made
    assert '<li id="fn-1"><p>乙 <a href="#fnref-1" class="footnote-backref">↩</a></p></li>' in made


def test_the_columns_of_a_table_stand_as_they_are_marked() -> None:
    made = html_of("|甲|乙|丙|\n|:-|:-:|-:|\n|1|2|3|")
    assert '<td align="left">1</td><td align="center">2</td><td align="right">3</td>' in made
    assert (
        html_of('<table><tr><td align="right">1</td><td align="evil">2</td></tr></table>').count(
            "align"
        )
        == 1
    )


@pytest.mark.parametrize("rule", ["- " * 20, "* " * 30, "-" * 40, " - - - -" * 6])
def test_a_rule_of_dashes_is_a_rule(rule: str) -> None:
    assert html_of(f"甲\n\n{rule.strip()}\n\n乙") == "<p>甲</p><hr><p>乙</p>"
