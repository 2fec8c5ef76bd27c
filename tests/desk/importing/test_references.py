"""Pictures and links of a body are found as Markdown means them, and only their targets change."""

from __future__ import annotations

import pytest
from work import steps

from lianzhan.desk.importing.references import (
    first_heading,
    references,
    rewritten,
    without_title,
)
from lianzhan.reading.body import parse_body


def targets(body: str) -> list[tuple[str, bool | None]]:
    return [(found.target, found.shown) for found in references(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![图](a.jpg)", [("a.jpg", True)]),
        ('![图](a.jpg "题")', [("a.jpg", True)]),
        ("![图]( <a b.jpg> )", [("a b.jpg", True)]),
        ("![图](图 片.jpg '题')", [("图 片.jpg", True)]),
        ("![图](a(1).jpg)", [("a(1).jpg", True)]),
        ("[![图](a.jpg)](b.md)", [("a.jpg", True), ("b.md", False)]),
        ("![图 [1]](a.jpg)", [("a.jpg", True)]),
        ("![图][a]\n\n[a]: <a.jpg> '题'", [("a.jpg", None)]),
        ("[a]: a.jpg", [("a.jpg", None)]),
        ('<p><img alt="x" src="a.jpg"></p>', [("a.jpg", True)]),
        ("<IMG SRC=a.jpg>", [("a.jpg", True)]),
        ("<img src='a&amp;b.jpg'>", [("a&b.jpg", True)]),
        ('<a class="x" href="a.pdf">表</a>', [("a.pdf", False)]),
        ("<A HREF='a&amp;b.md'>", [("a&b.md", False)]),
        (r"\![图\](a.jpg)", []),
        ("] ](a.jpg) ![]() ![图] (a.jpg)", []),
        ("`![图](a.jpg)`", []),
        ("``![图](`a.jpg)``", []),
        ("```\n![图](a.jpg)\n```\n![图](b.jpg)", [("b.jpg", True)]),
        ("~~~md\n<img src='a.jpg'>\n~~~", []),
        ("```\n![图](a.jpg)\n~~~\n``\n", []),
        ("```\n![图](a.jpg)\n`````\n![图](b.jpg)", [("b.jpg", True)]),
        ("``` `x`\n![图](a.jpg)", [("a.jpg", True)]),
    ],
)
def test_references_are_found(body: str, expected: list[tuple[str, bool | None]]) -> None:
    assert targets(body) == expected


def test_only_the_targets_change() -> None:
    body = (
        "前 ![一](a.jpg '题') 中 <img src=\"a.jpg\" alt=一> `![](a.jpg)`\n\n"
        "![二][x] ![三](<a.jpg>) [四](b.md#节) [五](a.jpg)\n\n[x]: a.jpg\n[y]: b.md\n"
    )
    changed = rewritten(
        body, references(body), {"a.jpg": "新.jpg"}, {"b.md": "../b/index.md", "b.md#节": "../b#节"}
    )
    assert changed == (
        "前 ![一](新.jpg '题') 中 <img src=\"新.jpg\" alt=一> `![](a.jpg)`\n\n"
        "![二][x] ![三](<新.jpg>) [四](../b#节) [五](a.jpg)\n\n[x]: 新.jpg\n[y]: ../b/index.md\n"
    )


def test_a_body_without_known_targets_stays_as_it_is() -> None:
    body = "![一](a.jpg) [二](b.md)\r\n\t尾"
    assert rewritten(body, references(body), {}, {}) == body


def test_our_reader_sees_the_new_targets() -> None:
    body = "![一](图 片.jpg '题') ![二][x] <img src='图 片.jpg' alt='三'>\n\n[x]: <图 片.jpg>\n"
    changed = rewritten(body, references(body), {"图 片.jpg": "图-片.jpg"}, {})
    parsed, _ = parse_body(changed, "x.md", 1)
    assert [(image.src, image.alt) for image in parsed.images] == [
        ("图-片.jpg", "一"),
        ("图-片.jpg", "二"),
        ("图-片.jpg", "三"),
    ]


def test_an_image_inside_the_text_of_an_html_image_is_changed_once() -> None:
    body = '<img src="![图](a.jpg)">'
    assert rewritten(body, references(body), {"![图](a.jpg)": "x.jpg", "a.jpg": "y.jpg"}, {}) == (
        '<img src="x.jpg">'
    )


@pytest.mark.parametrize("piece", ["![", "](", "<img ", "```\n", "` `` ", "![a](", "[a]: ", "<a "])
def test_twice_a_hostile_text_is_twice_the_work(piece: str) -> None:
    references(piece * (100_000 // len(piece)))
    work, double = (steps(lambda n=n: references(piece * n)) for n in (1_000, 2_000))
    assert double < 2.2 * work


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("正文\n\n## 用 `kubectl` *看* ##\n", "用 kubectl 看"),
        ("标题\n===\n\n# 另一个\n", "标题"),
        ("```\n# 注释\n```\n", ""),
        ("没有标题", ""),
    ],
)
def test_the_first_heading_in_words(body: str, expected: str) -> None:
    assert first_heading(body) == expected


def test_a_leading_heading_that_is_the_title_goes() -> None:
    assert without_title("\n# 通知\n\n各县：\n", "通知") == "各县：\n"
    assert without_title("通知\n====\n各县：\n", "通知") == "各县：\n"


@pytest.mark.parametrize("body", ["# 另一个\n\n文", "文\n\n# 通知\n", "", "通知\n\n文"])
def test_any_other_start_stays(body: str) -> None:
    assert without_title(body, "通知") == body
