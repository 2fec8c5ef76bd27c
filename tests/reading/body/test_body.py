"""Bodies: Markdown that authors write, HTML that nobody should, and texts that mean harm."""

from __future__ import annotations

import html
import re
import sys
from html.parser import HTMLParser

import pytest
from conftest import WHOLE
from hypothesis import given, settings
from hypothesis import strategies as st
from work import steps

from lianzhan.model.body import Body, Image, Link
from lianzhan.model.codes import Severity
from lianzhan.model.target import SCHEMES, Kind, as_written, classify
from lianzhan.reading.body import (
    ATTRIBUTE,
    attributes,
    count_characters,
    parse_body,
    plain_text,
)
from lianzhan.reading.body.lost_words import MAX_NAMED
from lianzhan.reading.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ENTITIES,
    MAX_LINKS,
    MAX_PICTURES,
    MAX_TAGS,
)
from lianzhan.reading.links import RESERVED_IDS
from lianzhan.reading.text import UNWANTED, decode

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')


def body(text: str) -> Body:
    parsed, problems = parse_body(text, "x.md", 1)
    assert "too-costly" not in {found.code for found in problems}
    return parsed


def html_of(text: str) -> str:
    return body(text).html.strip()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一段\n文字", "<p>一段文字</p>"),
        ("中**国**人", "<p>中<strong>国</strong>人</p>"),
        ("**重要：**请看", "<p><strong>重要：</strong>请看</p>"),
        ("~~旧~~新", "<p><del>旧</del>新</p>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("3. 甲", '<ol start="3">\n<li>甲</li>\n</ol>'),
        ("> 引", "<blockquote>\n<p>引</p>\n</blockquote>"),
        (
            "```py\na < b\n```",
            '<pre tabindex="0"><code>a &lt; b\n</code></pre>',
        ),
        ("```\nx\n```", '<pre tabindex="0"><code>x\n</code></pre>'),
        ("<ruby>湘<rt>xiāng</rt></ruby>", "<p><ruby>湘<rt>xiāng</rt></ruby></p>"),
        ('<abbr title="三审">审</abbr>', '<p><abbr title="三审">审</abbr></p>'),
        ("a & b &copy; &lt;", "<p>a &amp; b © &lt;</p>"),
        ("", ""),
        ("\n\n  \n", ""),
    ],
)
def test_markdown_becomes_html(text: str, clean: str) -> None:
    assert html_of(text) == clean


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    assert html_of("|甲|乙|\n|-|-|\n|一|二|").startswith('<table tabindex="0">')


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("# 甲\n\n## 乙", '<h2 id="甲">甲</h2>\n<h3 id="乙">乙</h3>'),
        ("### 甲\n\n## 乙", '<h3 id="甲">甲</h3>\n<h2 id="乙">乙</h2>'),
        ("# 甲\n\n###### 乙", '<h2 id="甲">甲</h2>\n<h6 id="乙">乙</h6>'),
        ("## 甲 & “乙”！", '<h2 id="甲-乙">甲 &amp; “乙”！</h2>'),
        ("## ？", '<h2 id="section">？</h2>'),
        ("## a **b** `c`", '<h2 id="a-b-c">a <strong>b</strong> <code>c</code></h2>'),
        ('<h1 title="x" lang="en">a</h1>', '<h2 id="a">a</h2>'),
    ],
)
def test_headings_start_at_the_second_level_and_have_ids(text: str, clean: str) -> None:
    assert html_of(text) == clean


def test_no_two_headings_have_the_same_id() -> None:
    found = re.findall(
        r' id="([^"]*)"', html_of("# a\n\n# a\n\n# a-2\n\n# a\n\n# a-2\n\n# ?\n\n# !")
    )
    assert found == ["a", "a-2", "a-2-2", "a-3", "a-2-3", "section", "section-2"]


def test_twice_the_headings_of_one_name_are_twice_the_work() -> None:
    assert 'id="甲-20000"' in html_of("# 甲\n\n" * 20_000)
    work, double = (steps(lambda n=n: html_of("# 甲\n\n" * n)) for n in (500, 1_000))
    assert double < 2.2 * work


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("拨打12338热线。", 6),
        ("", 0),
        (" \n\t\u3000", 0),
        ("Women's Day 2026", 5),
        ("第３届", 3),
        ("café", 1),
        ("，。！", 3),
        ("👩\u200d🌾", 3),
    ],
)
def test_characters_are_counted_as_offices_do(text: str, count: int) -> None:
    assert count_characters(text) == count


def test_length_and_excerpt_are_of_the_words_alone() -> None:
    parsed = body(
        "## 题目\n\n中**国**人，[链接](a.md)\n换行<br>再来 a &amp; b &lt;p&gt;\n\n![图](a.jpg)"
    )
    assert parsed.excerpt == "题目 中国人，链接换行 再来 a & b <p>"
    assert parsed.characters == count_characters(parsed.excerpt)


def test_a_long_text_has_an_excerpt_with_an_ellipsis() -> None:
    assert body("字" * 100).excerpt == "字" * 100
    assert body("字" * 101).excerpt == "字" * 100 + "…"
    assert body("字" * 101).characters == 101


def test_links_and_pictures_are_found_as_written_at_their_lines() -> None:
    text = (
        "一 [甲](a%20b.md) 二\n\n[乙](<中 文.md>)\n[丙](https://example.org/a%20b)\n\n"
        "![ 一棵树 ](树.jpg)\n\n[甲](a%20b.md)\n\n[丁]({filename}/x.md#甲)"
    )
    parsed, _ = parse_body(text, "x.md", 11)
    assert parsed.links == (
        Link("a b.md", 11),
        Link("中 文.md", 13),
        Link("https://example.org/a%20b", 14),
        Link("a b.md", 18),
        Link("{filename}/x.md#甲", 20),
    )
    assert parsed.images == (Image("树.jpg", "一棵树", 16),)


def test_repeated_pictures_each_have_their_own_line() -> None:
    parsed = body("![甲](a.jpg)\n\n![乙](a.jpg)\n\n![丙](c.jpg)\n\n![](a.jpg)")
    assert [image.line for image in parsed.images] == [1, 3, 5, 7]


def test_a_picture_that_is_a_link_has_its_line_too() -> None:
    parsed = body("甲\n\n[![乙](a.jpg)](b.md)\n\n[丙](c.md)")
    assert parsed.links == (Link("b.md", 3), Link("c.md", 5))
    assert parsed.images == (Image("a.jpg", "乙", 3),)


@pytest.mark.parametrize(
    "written",
    [
        *("[乙](&#97;.md)", "[乙](a\\_b.md)", "[乙](%E5%9B%BE[1].md)", "[乙](java&Tab;script:x)"),
        *("[乙](C:\\x\\[图].md)", "[乙](//%5Bx[)", "[乙]()", "[乙](<>)", "<a href=''>乙</a>"),
    ],
)
def test_a_target_has_its_line_however_it_is_written(written: str) -> None:
    parsed, _ = parse_body(f"甲\n\n{written}", "x.md", 9)
    assert [link.line for link in parsed.links] == [11]


def test_what_is_written_in_no_way_that_can_be_found_is_in_the_first_line() -> None:
    parsed, _ = parse_body("甲\n\n<a href='&#97;\nb.md'>乙</a>", "x.md", 9)
    assert [link.line for link in parsed.links] == [9]


SCRIPTS = [
    "<script>alert(1)</script>甲",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>甲",
    "<script\n>\nalert(1)\n</script\n>甲",
    "<scr<script>ipt>alert(1)</script>甲",
    "<iframe src='https://evil.example'></iframe>甲",
    '<iframe srcdoc="&lt;script&gt;x&lt;/script&gt;"></iframe>甲',
    '<p onclick="x()">甲</p>',
    "<p ONMOUSEOVER=x()>甲</p>",
    '<a/href="javascript:x">甲</a>',
    '<p/onclick="x()">甲</p>',
    '<p style="background:url(javascript:x)">甲</p>',
    "<svg onload=x><circle/></svg>甲",
    '<svg><a xlink:href="javascript:x"><text>甲</text></a></svg>',
    '<math><maction actiontype="statusline" xlink:href="javascript:x">甲</maction></math>',
    '<form action="//evil.example"><input name=a><button formaction=x>甲</button></form>',
    "<object data=x></object><embed src=x>甲",
    '<base href="//evil.example/">甲',
    '<meta http-equiv=refresh content="0;url=//evil.example">甲',
    "<link rel=stylesheet href=//evil.example>甲",
    "<style>p{display:none}</style>甲",
    '<noscript><p title="</noscript><b onclick=x>"></noscript>甲',
    "<template><script>x</script></template>甲",
    "<details open ontoggle=x>甲</details>",
    "<video src=x onerror=x controls></video>甲",
    '<p id="main" class="x" data-slot="pinned">甲</p>',
    "</article></main></body></html><main>甲",
    '<a href="a.md" target="_blank" download ping="//evil.example">甲</a>',
    '<b title="&quot;&gt;<script>x</script>">甲</b>',
    "<!--><script>x</script>-->甲",
    "<!-- --!><script>x</script>-->甲",
    "<![CDATA[<script>x</script>]]>甲",
    "<?php <script>x</script> ?>甲",
    "<!DOCTYPE html><script>x</script>甲",
    "<textarea><script>x</script></textarea>甲",
    "<plaintext><script>x</script>甲",
    "<table><script>x</script><tr><td onclick=x>甲</table>",
    "`<script>x</script>` 甲",
    "    <script>x</script>\n\n甲",
    "[<script>x</script>](a.md)甲",
    '![<b onclick="x">甲</b>](a.jpg)',
    '[甲](a.md "&quot; onclick=&quot;x")',
    "甲&lt;script&gt;x&lt;/script&gt;",
]
ALLOWED = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "dl", "dt",
    "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "var",
}  # fmt: skip
ATTRIBUTES = {
    "href", "src", "alt", "title", "lang", "class", "id", "start", "colspan", "rowspan", "tabindex",
    "align",
}  # fmt: skip


CLASSES = {
    "footnotes", "footnote-ref", "footnote-backref", "alert-title", "signature", "video-card",
    *(f"alert alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")),
}  # fmt: skip


class Reader(HTMLParser):
    """Reads HTML as browsers do, and remembers every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_harmless(clean: str) -> None:
    for tag, values in Reader(clean).tags:
        assert tag in ALLOWED
        assert set(values) <= ATTRIBUTES
        assert "class" not in values or tag == "code" or values["class"] in CLASSES
        assert "id" not in values or tag[0] == "h" or tag in {"a", "li"}
        assert values.get("id") not in RESERVED_IDS
        for address in (values.get("href"), values.get("src")):
            squeezed = re.sub(r"[\x00-\x20]", "", address or "").lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", squeezed)
            assert scheme is None or scheme[1] in SCHEMES


@pytest.mark.parametrize("text", SCRIPTS)
def test_no_script_gets_through(text: str) -> None:
    parsed = body(text)
    assert_harmless(parsed.html)


@pytest.mark.parametrize("text", [text for text in SCRIPTS if "plaintext" not in text])
def test_the_words_beside_a_script_stay(text: str) -> None:
    parsed = body(text)
    words = plain_text(parsed.html) + "".join(image.alt for image in parsed.images)
    assert "甲" in words or text.startswith(("<svg><a", "<math"))


UNSAFE = [
    "[甲](javascript:x)",
    "[甲](JaVaScRiPt:x)",
    "[甲](java&#115;cript:x)",
    "[甲](javascript&colon;x)",
    "[甲](javascript%3Ax)",
    "[甲][1]\n\n[1]: javascript:x",
    "<javascript:x>",
    '<a href="javascript:x">甲</a>',
    "<a href='javascript:x'>甲</a>",
    "<a href=javascript:x>甲</a>",
    '<A HREF="JAVASCRIPT:x">甲</A>',
    '<a\nhref="javascript:x">甲</a>',
    '<a lang="zh" href = "javascript:x">甲</a>',
    '<a href="java\tscript:x">甲</a>',
    '<a href="java\nscript:x">甲</a>',
    '<a href="java&#10;script:x">甲</a>',
    '<a href="java&Tab;script:x">甲</a>',
    '<a href=" \t javascript:x">甲</a>',
    '<a href="&#1;javascript:x">甲</a>',
    '<a href="javascript&#x3a;x">甲</a>',
    '<a href="javascript&#0000058x">甲</a>',
    '<a title=">" href="javascript:x">甲</a>',
    "[甲](vbscript:x)",
    "[甲](data:text/html;base64,PHNjcmlwdD4=)",
    "[甲](file:///etc/passwd)",
    "[甲](ftp://example.org)",
    "![甲](data:image/png;base64,AAAA)",
    "![甲](javascript:x)",
    '<img alt="甲" src="data:image/svg+xml,x">',
]


@pytest.mark.parametrize("text", UNSAFE)
def test_an_address_that_is_not_allowed_is_dropped_and_reported(text: str) -> None:
    parsed = body(text)
    assert_harmless(parsed.html)
    (link,) = parsed.links
    assert classify(link.target).kind is Kind.UNSAFE
    assert parsed.images == ()


def test_an_address_that_is_not_allowed_is_reported_at_its_line() -> None:
    parsed = body("[甲](a.md)\n\n[乙](javascript:x)\n\n![丙](data:y)")
    assert parsed.links == (Link("a.md", 1), Link("javascript:x", 3), Link("data:y", 5))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<a href="http://h:99999/">甲</a>', "http://h:99999/"),
        ('<a href="http://[::1">甲</a>', "http://[::1"),
        ("<a href=https:>甲</a>", "https:"),
        ('<a href="http://a b/">甲</a>', "http://a b/"),
        ("<a href='//a&#64;b/'>甲</a>", "//a@b/"),
    ],
)
def test_what_is_no_address_is_reported_once_whether_the_sanitiser_drops_it_or_not(
    text: str, target: str
) -> None:
    assert body(text).links == (Link(target, 1),)
    assert classify(target).kind is Kind.NONE


@pytest.mark.parametrize(
    "text",
    [
        "甲<!-- <a href='javascript:x'> -->",
        "`<a href='javascript:x'>`",
        "甲\n\n<!--<img src=data:x>",
    ],
)
def test_an_address_in_a_comment_or_in_code_is_none(text: str) -> None:
    assert body(text).links == ()


@pytest.mark.parametrize("text", ["&#8;", "&#x202e;", "&#8232;", "&#xFFFE;", "&#x1F;", "&#65279;"])
def test_what_no_file_may_hold_does_not_come_in_as_an_entity(text: str) -> None:
    parsed = body(f"甲{text}乙 [丙{text}](a{text}b.md '{text}') ![丁{text}](c.jpg)\n\n## 戊{text}")
    assert not UNWANTED.search(html.unescape(parsed.html))
    assert parsed.excerpt == "甲乙 丙 戊"
    assert [image.alt for image in parsed.images] == ["丁"]


CODE_OF_445_BYTES = """\
func main() {
\tfmt.Println("hello, 世界")
\tfor i := 0; i < 10; i++ { go worker(i, ch) }
\tselect { case x := <-ch: use(x); case <-time.After(time.Second): return }
}
$ kubectl get pods -n istio-system | grep -v Running; exit
NAME READY STATUS RESTARTS AGE
istio-pilot-6c9d8bd8b5-9xkzj 2/2 Running 0 1d
apiVersion: v1
kind: Service
metadata: {name: "httpbin", labels: {app: httpbin}}
spec: {ports: [{port: 8000, name: http}], selector: {app: x}}"""
K = 100_000
HOSTILE = {
    "brackets": "[" * 8_000,
    "all brackets": "[" * K,
    "pairs of brackets": "[a" * (K // 4) + "]" * (K // 2),
    "open links": "[a](" * (K // 4),
    "open titles": '[a](b "' * (K // 7),
    "open pictures": "![" * (K // 2),
    "references": "[a]: b\n\n" + "[a]: b 'c\n" * (K // 9),
    "quotes": ">" * 5_000,
    "quotes with spaces": "> " * 5_000,
    "quote below quote": "\n".join("> " * depth + "a" for depth in range(1, 400)),
    "quotes and lists": "- > " * 5_000,
    "lists": "- " * 5_000,
    "numbered lists": "1. " * 5_000,
    "indented lists": "\n".join("  " * depth + "- a" for depth in range(400)),
    "deep lists, many": "\n".join("    " * (n % 12) + "- a" for n in range(K // 26)),
    "stars": "*" * K,
    "stars and words": "*a " * (K // 3),
    "stars in words": "**a*b" * (K // 5),
    "underscores": "_" * K,
    "underscores and words": "_a " * (K // 3),
    "stars and underscores": "*_" * (K // 2),
    "tildes": "~" * K,
    "strikes": "~~a" * (K // 3),
    "backticks": "`" * K,
    "growing backticks": "".join("`" * n + "a" for n in range(1, 440)),
    "backslashes": "\\" * K,
    "less": "<" * K,
    "less and words": "<a " * 9_000,
    "tags": "<b>" * 10_000,
    "nested divs": "<div>\n\n" * 9_000,
    "closing tags": "</p>" * 9_000,
    "rows": "<table><tr>" * 5_000,
    "attributes": "<a " + 'b="c" ' * (K // 6) + ">",
    "open attribute": '<a href="' * 9_000,
    "comments": "<!--" * (K // 4),
    "comments and lines": "<!-- a\n\n" * (K // 8),
    "data sections": "<![CDATA[" * (K // 9),
    "instructions": "<?" * (K // 2),
    "declarations": "<!A" * (K // 3),
    "autolinks": "<http://a" * (K // 9),
    "addresses": "a@b." * (K // 4),
    "ampersands": "&" * MAX_ENTITIES,
    "entities": "&#x1;" * MAX_ENTITIES,
    "pipes": "|" * K,
    "columns": "|a" * MAX_COLUMNS + "\n" + "|-" * MAX_COLUMNS + "\n|a" * 300,
    "columns above the bound": "|a" * (K // 4) + "\n" + "|-" * (K // 4),
    "cells": "|".join("a" * 50) + "\n" + "|".join("-" * 50) + "\n" + "a|b\n" * 4_000,
    "tables": ("a|b\n-|-\n" + "a|b\n" * 5 + "\n") * (K // 30),
    "fences": "```a\n" * (K // 5),
    "growing fences": "".join("`" * n + "\n" for n in range(3, 440)),
    "headings": "# a\n" * (K // 4),
    "underlined headings": "a\n=\n" * (K // 4),
    "rules": "---\n" * (K // 4),
    "blank lines": "\n" * K,
    "spaces": " " * K + "a",
    "tabs": "\t" * K + "a",
    "hard breaks": "a  \n" * (K // 4),
    "one word": "a" * K,
    "parentheses": "(" * K,
    "nothing seen": "\u200b" * K,
    "code": f"```\n{CODE_OF_445_BYTES}\n```",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_means_harm_is_published_as_it_is_or_withholds_itself(name: str) -> None:
    parsed, problems = parse_body(HOSTILE[name], "x.md", 7)
    errors = [found for found in problems if found.severity is Severity.ERROR]
    assert [(p.path, p.line, p.code) for p in errors] in ([], [("x.md", 7, "too-costly")])
    assert len(problems) <= 5 * MAX_NAMED
    assert not errors or parsed == Body()


def test_the_code_block_that_hung_another_tool_is_published() -> None:
    assert len(CODE_OF_445_BYTES.encode()) == 445
    assert html.escape("<-ch: use(x)") in html_of(HOSTILE["code"])


@pytest.mark.parametrize(
    ("at_bound", "above"),
    [
        ("> " * MAX_DEPTH + "甲", "> " * (MAX_DEPTH + 1) + "甲"),
        ("甲\n\n" + "- " * MAX_DEPTH + "甲", "甲\n\n" + "- " * (MAX_DEPTH + 1) + "甲"),
        ("1) > " * (MAX_DEPTH // 2) + "甲", "1) > " * (MAX_DEPTH // 2) + "* 甲"),
        ("<b>" * MAX_TAGS, "<b>" * (MAX_TAGS + 1)),
        ("&" * MAX_ENTITIES, "&" * (MAX_ENTITIES + 1)),
        ("|" * MAX_COLUMNS, "|" * (MAX_COLUMNS + 1)),
        ("||\n" * (MAX_CELLS // 2 - 1), "||\n" * (MAX_CELLS // 2)),
        ("[a](b) " * MAX_LINKS, "[a](b) " * (MAX_LINKS + 1)),
        ("![a](b) " * MAX_PICTURES, "![a](b) " * (MAX_PICTURES + 1)),
    ],
    ids=["quotes", "lists", "both", "tags", "entities", "columns", "cells", "links", "pictures"],
)
def test_a_bound_is_the_last_that_is_published(at_bound: str, above: str) -> None:
    assert "too-costly" not in {found.code for found in parse_body(at_bound, "x.md", 1)[1]}
    parsed, problems = parse_body(above, "x.md", 1)
    assert parsed == Body()
    assert [problem.code for problem in problems] == ["too-costly"]
    assert len(dict(problems[0].details)["reason"]) < 60


def test_code_may_hold_what_prose_may_not() -> None:
    assert html_of("```\n" + "[" * 8_000 + "\n```").count("[") == 8_000


def test_what_one_body_costs_is_not_told_to_the_next() -> None:
    first = body("- 甲\n\n    - 乙\n\n丙 [丁][1]\n\n[1]: a.md")
    parse_body("> " * 5_000, "x.md", 1)
    parse_body("[" * 8_000 + "<div>\n\n- > - >", "x.md", 1)
    assert body("[丁][1]").links == ()
    assert body("- 甲\n\n    - 乙\n\n丙 [丁][1]\n\n[1]: a.md") == first


PIECES = st.sampled_from([
    *"[](){}<>*_`~|\\!&#=-+:;\"'/ \t\n", "甲", "a", "1.", "> ", "<a href=", "<img src=", "<p ",
    "</", "javascript:", "data:", "```", "](", "<!--", "-->", "&#", "&colon;", "on", "\x00",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_becomes_harmless_html(text: str) -> None:
    clean = decode(text.encode(), "x.md").text
    parsed = body(clean)
    assert_harmless(parsed.html)
    assert re.sub(TAG, "", parsed.html).count("<") == 0
    assert not UNWANTED.search(parsed.html)
    last = clean.count("\n") + 1
    assert all(1 <= found.line <= last for found in (*parsed.links, *parsed.images))


@given(st.text(max_size=80) | st.text("a1Éɏ\u0250甲 \u3000\x1c\u200b\n。", max_size=40))
def test_a_length_is_that_of_its_definition(text: str) -> None:
    assert count_characters(text) == len(re.findall(r"[0-9A-Za-z\u00c0-\u024f]+|\S", text))


def test_what_counts_as_white_space_is_the_same_for_every_character() -> None:
    characters = [*map(chr, range(sys.maxunicode + 1 if WHOLE else 0x10000))]
    counted = [*map(count_characters, characters)]
    assert counted == [int(not character.isspace()) for character in characters]
    assert counted == [len(re.findall(r"\S", character)) for character in characters]


INLINE = "a abbr b cite code del dfn em i img ins kbd mark q rp rt ruby s samp small strong sub sup"


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.sampled_from(["<b>", "<i title=", "<br>"]), max_size=40).map("".join))
def test_words_and_references_are_those_between_whole_tags(text: str) -> None:
    parsed = body(decode(text.encode(), "x.md").text)
    within = set(INLINE.split())
    joined = re.sub(TAG, lambda tag: "" if tag[2] in within else " ", parsed.html)
    assert plain_text(parsed.html) == " ".join(html.unescape(joined).split())
    tags = [attributes(values) for _, _, values in re.findall(TAG, parsed.html)]
    targets = [as_written(found["href"]) for found in tags if "href" in found]
    sources = [as_written(found["src"]) for found in tags if "src" in found]
    assert [link.target for link in parsed.links][: len(targets)] == targets
    assert [image.src for image in parsed.images] == sources


def test_angle_brackets_stand_nowhere_but_around_tags() -> None:
    clean = html_of('<a title="<b x=" href="x.md">甲</a><ol start="1>"><li>乙</ol><td colspan="<">')
    assert re.sub(TAG, "", clean).count("<") == re.sub(TAG, "", clean).count(">") == 0
    assert clean.count("<") == clean.count(">") == len(re.findall(TAG, clean))


def test_attributes_are_read_back_as_they_were_meant() -> None:
    (tag,) = re.findall(TAG, html_of('[甲](a.md "&quot;乙&quot; & <丙>")').removeprefix("<p>"))[:1]
    assert attributes(tag[2]) == {"href": "a.md", "title": '"乙" & <丙>'}
    assert ATTRIBUTE.findall(tag[2])
