"""Interviews, notes and footnotes: lines that Markdown would keep from readers."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    "line",
    [
        *(
            "[记者]:请介绍一下。",
            "[注]: 请提前报名。",
            "[王主任]:好的，它始于去年。",
            "[注]:100人",
            "[注]:\n请报名。",
        ),
        *(
            "> [记者]:请介绍。",
            "- [注]: 请报名",
            "[注]: <请报名>",
            "[表1]: 2026年",
            "[来源]:新华社",
            "  [注]: 请",
        ),
    ],
)
def test_a_line_that_defines_nothing_is_read(line: str) -> None:
    words = "".join(filter(str.isalnum, line))
    shown = "".join(
        filter(
            str.isalnum, html_of(f"前文\n\n{line}\n\n后文").replace("&lt;", "").replace("&gt;", "")
        )
    )
    assert words in shown
    assert named(f"前文\n\n{line}\n\n后文") == []


def test_lines_of_an_interview_are_paragraphs() -> None:
    assert html_of("[记者]:请。\n[主任]:好。") == "<p>[记者]:请。</p><p>[主任]:好。</p>"


def test_a_definition_that_is_used_defines() -> None:
    expected = '<p><a href="https://a.cn/x">全文</a>和<a href="b.md" title="乙">乙</a></p>'
    assert html_of('[全文][1]和[乙]\n\n[1]: https://a.cn/x\n[乙]: b.md "乙"') == expected


def test_an_unused_definition_with_an_address_is_read() -> None:
    assert "https://a.cn/x" in html_of("前文\n\n[1]: https://a.cn/x")


@pytest.mark.parametrize("label", ["1", "注", "a-b"])
def test_a_footnote_stands_at_the_end(label: str) -> None:
    made = html_of(f"数据[^{label}]已核对。\n\n[^{label}]: 来源于省统计局。\n\n后文")
    assert made.index("后文") < made.index("来源于省统计局。")
    assert '<ol class="footnotes">' in made
    assert named(f"数据[^{label}]已核对。\n\n[^{label}]: 来源于省统计局。") == []


@pytest.mark.parametrize(
    "text",
    [
        "正文\n\n[^1]: 没有引用",
        "正文[^1]\n\n[^1]: 甲\n[^1]: 没有引用",
        "正文[^2]\n\n[^1]: 没有引用",
    ],
)
def test_a_footnote_that_nothing_leads_to_is_read_and_its_mark_named(text: str) -> None:
    assert "没有引用" in html_of(text)
    assert {code for code, _ in named(text)} == {"markup-left"}
