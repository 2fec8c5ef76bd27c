"""Bodies as pages and feeds show them: links kept or dropped, pictures written anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.body import parse_body
from lianzhan.rendering.html.bodies import rewrite

if TYPE_CHECKING:
    from conftest import House

LINKS = {"kept.md": "~https://example.org/a/kept.html", "q": "~https://example.com/?a=1&b=2"}
LARGER = {"large.png": '<a class="larger" href="large.webp">'}


def written(clean: str) -> str:
    """A sanitised body with links as in LINKS, pictures as [src|alt], one that leads to LARGER."""
    return rewrite(clean, LINKS, lambda src, alt, _: f"[{src}|{alt}]", larger=LARGER)


@pytest.mark.parametrize(
    ("clean", "result"),
    [
        ("<p>正文 &lt;a&gt;</p>", "<p>正文 &lt;a&gt;</p>"),
        (
            '<p><a href="kept.md">词</a></p>',
            '<p><a href="~https://example.org/a/kept.html">词</a></p>',
        ),
        (
            '<a href="kept.md" title="题 &quot;x&quot;">词</a>',
            '<a href="~https://example.org/a/kept.html" title="题 &quot;x&quot;">词</a>',
        ),
        ('<a href="q">词</a>', '<a href="~https://example.com/?a=1&amp;b=2">词</a>'),
        ('<a href="dropped.md">词<b>语</b></a>。', "词<b>语</b>。"),
        ("<a>词</a>", "词"),
        ('<a href="dropped.md">一</a><a href="kept.md">二</a>', '一<a href="~https://example.org/a/kept.html">二</a>'),
        (
            '<a href="kept.md">外<a href="q">内</a>外</a>尾',
            '<a href="~https://example.org/a/kept.html">外内外</a>尾',
        ),
        ('<a href="dropped.md">外<a href="q">内</a>外</a>', '外<a href="~https://example.com/?a=1&amp;b=2">内</a>外'),
        ("文</a>字<a", "文字<a"),
        ('<abbr>词</abbr><img src="x.png" alt=" 图 ">', "<abbr>词</abbr>[x.png|图]"),
        ('<a href="kept.md"><img src="x.png" alt="图"></a>', '<a href="~https://example.org/a/kept.html">[x.png|图]</a>'),
        ('<a href="dropped.md"><img src="x.png" alt="图"></a>', "[x.png|图]"),
        ('<img src="large.png" alt="图">', '<a class="larger" href="large.webp">[large.png|图]</a>'),
        (
            '<a href="kept.md"><img src="large.png" alt="图"></a>',
            '<a href="~https://example.org/a/kept.html">[large.png|图]</a>',
        ),
        (
            '<a href="dropped.md"><img src="large.png" alt="图"></a>',
            '<a class="larger" href="large.webp">[large.png|图]</a>',
        ),
        ('<img alt="只有文字 &amp; 无图">', "只有文字 &amp; 无图"),
        (
            '<img src="https://example.com/x.png?a=1&amp;b=2" alt="图">',
            '<a href="https://example.com/x.png?a=1&amp;b=2">图</a>',
        ),
        ('<img src="https://example.com/中 x.png" alt="图">', '<a href="https://example.com/%E4%B8%AD%20x.png">图</a>'),
        ('<img src="javascript%3a//%250aalert(1)" alt="&lt;图&gt;">', "&lt;图&gt;"),
        ('<img src="//[x" alt="图">', "图"),
        ('<img src="//example.com/x.png" alt="">', '<a href="https://example.com/x.png">example.com</a>'),
        (
            '<a href="kept.md"><img src="https://example.com/x.png" alt="图"></a>',
            '<a href="~https://example.org/a/kept.html">图</a>',
        ),
        (
            '<a href="dropped.md"><img src="https://example.com/x.png" alt="图"></a>',
            '<a href="https://example.com/x.png">图</a>',
        ),
    ],
)  # fmt: skip
def test_links_stay_or_go_and_pictures_stand_where_they_are_made(clean: str, result: str) -> None:
    assert written(clean) == result


@pytest.mark.parametrize(
    "text",
    [
        "[![图](x.png)](kept.md)",
        "[![图](x.png)](dropped.md)",
        "`<a href='kept.md'>` 与 `<img src=x.png>`",
        '<a href="kept.md">没有结束',
        '<a href="kept.md"><p>块</p></a>',
        '<a href="kept.md"><a href="kept.md"><img src="x.png" alt="图"></a></a>',
        '<h2><a href="dropped.md">题</a></h2>',
    ],
)
def test_whatever_authors_write_every_link_that_opens_also_closes(text: str) -> None:
    body, _ = parse_body(text, "x.md", 1)
    result = written(body.html)
    assert result.count("<a ") == result.count("</a>")
    assert "dropped" not in result
    assert "<img" not in result


def test_the_page_keeps_the_words_of_dropped_links(rich: House) -> None:
    text = rich.page("changsha/news/full.html")
    assert "撤下的。" in text
    assert "gone" not in text


def test_links_to_elsewhere_stay_as_written(rich: House) -> None:
    assert (
        '<a href="https://www.women.org.cn/a?b=1&amp;c=2" rel="noopener noreferrer">外站</a>'
        in rich.page("changsha/news/full.html")
    )


def test_no_page_loads_a_picture_from_elsewhere(rich: House) -> None:
    for page in rich.output.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r'src="((?:http|//)[^"]*)', text)
        assert [x for x in loaded if not x.startswith("https://example.org/")] == []
    link = '<a href="https://pictures.example.net/x.jpg" rel="noopener noreferrer">别站的图</a>'
    assert link in rich.page("changsha/news/full.html")


def test_code_that_shows_links_stays_text(rich: House) -> None:
    text = rich.page("changsha/news/full.html")
    assert '&lt;a href="nowhere.html" style="x"&gt;{filename}&lt;/a&gt;' in text


def test_the_first_picture_of_a_page_loads_at_once_and_no_other(house: House) -> None:
    from conftest import APPROVED

    from rendering.conftest import picture
    from rendering.in_process import stage

    for name, colour in (("x", "blue"), ("y", "red"), ("z", "green")):
        house.write(f"hunan/articles/news/{name}.png", picture(400, 300, colour))
    pictures = "![甲](x.png) ![乙](y.png)"
    house.article("hunan/articles/news/bare.md", pictures)
    house.article("hunan/articles/news/within.md", pictures, APPROVED + "cover: y.png\n")
    house.article("hunan/articles/news/above.md", pictures, APPROVED + "cover: z.png\n")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for name, waiting in (("bare", [0, 1]), ("within", [0, 1]), ("above", [1, 1])):
        text = staged.page(f"hunan/news/{name}.html").partition('class="prose"')[2]
        body = text.partition("</div>")[0]
        assert [part.count("loading=") for part in body.split("<img")[1:]] == waiting, name
