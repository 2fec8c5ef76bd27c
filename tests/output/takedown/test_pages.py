"""Pages without what leads to gone pages: list entries go whole, an author's words stay."""

from __future__ import annotations

import pytest

from lianzhan.output.takedown.pages import PageEdit


def leads(address: str) -> bool:
    return address.partition("#")[0].endswith("gone.html")


def is_article(address: str) -> bool:
    return address.endswith(".html") and not address.endswith("index.html")


def edited(page: str, *, is_text: bool = False) -> str:
    return PageEdit(page, leads, is_article, is_text).result()


LISTED = [
    (
        "an entry that unfolds into entries that all go, and what leads to it",
        (
            '<ul><li><a href="#b">乙</a></li><li><a href="#a">甲</a></li></ul><ul>'
            '<li id="b"><details><summary>乙</summary><ul><li><a href="gone.html">乙</a></li></ul>'
            '<div><h3>丙</h3><ul><li><a href="gone.html">丙</a></li></ul></div></details></li>'
            '<li id="a"><details><summary>甲</summary><ul><li><a href="a.html">甲</a></li></ul>'
            '<div id="c"><h3>丁</h3><ul><li><a href="gone.html">丁</a></li></ul></div></details>'
            '</li></ul><p><a href="#c">丁</a></p><p title="#c">文</p>'
        ),
        (
            '<ul><li><a href="#a">甲</a></li></ul><ul>'
            '<li id="a"><details><summary>甲</summary><ul><li><a href="a.html">甲</a></li></ul>'
            '</details></li></ul><p title="#c">文</p>'
        ),
    ),
    (
        "lists below a heading that hold others, too, or stand beside a text",
        (
            '<div><h2>甲</h2><ul><li><a href="a.html">甲</a></li>'
            '<li><a href="gone.html">乙</a></li></ul></div>'
            '<div><h2>丙</h2><p>文</p><ul><li><a href="gone.html">乙</a></li></ul></div>'
            "<div><h2>丁</h2><ul></ul></div>"
            '<section><h2>戊</h2><ul><li><a href="gone.html">乙</a></li></ul></section>'
        ),
        (
            '<div><h2>甲</h2><ul><li><a href="a.html">甲</a></li></ul></div>'
            "<div><h2>丙</h2><p>文</p><ul></ul></div><div><h2>丁</h2><ul></ul></div>"
            "<section><h2>戊</h2><ul></ul></section>"
        ),
    ),
    (
        "an item of a list",
        '<ul><li><a href="a.html">甲</a></li><li><a href="gone.html">乙</a><p>日期</p></li></ul>',
        '<ul><li><a href="a.html">甲</a></li></ul>',
    ),
    (
        "an item that links its column, too",
        (
            '<div><article><h2><a href="gone.html">乙</a></h2><a href="index.html">栏目</a>摘要'
            '<a href="gone.html">更多</a></article><article><a href="a.html">甲</a></article></div>'
        ),
        '<div><article><a href="a.html">甲</a></article></div>',
    ),
    (
        "the lead of a slot, with its picture and summary",
        (
            '<section data-slot="pinned"><h2><a href="index.html">理论</a></h2><div class="lead"><h3>'
            '<a href="gone.html">乙</a></h3><img src="x.png"><p>摘要</p></div></section>'
        ),
        '<section data-slot="pinned"><h2><a href="index.html">理论</a></h2></section>',
    ),
    (
        "a heading and what follows it, where nothing holds an entry together",
        (
            '<div><h2><a href="gone.html">乙</a></h2><p>摘要</p><a href="gone.html">更多</a>'
            '<h2><a href="a.html">甲</a></h2><p>摘要</p></div>'
        ),
        '<div><h2><a href="a.html">甲</a></h2><p>摘要</p></div>',
    ),
    (
        "a term and what is said of it",
        '<dl><dt><a href="gone.html">乙</a></dt><dd>摘要</dd><dt>甲</dt><dd>摘要</dd></dl>',
        "<dl><dt>甲</dt><dd>摘要</dd></dl>",
    ),
    (
        "a heading before a link to a list",
        (
            '<section><h2><a href="gone.html">乙</a></h2><p>摘要</p><a href="index.html">更多</a>'
            "</section>"
        ),
        '<section><a href="index.html">更多</a></section>',
    ),
    (
        "a slot that is no section",
        '<main><div data-slot="pinned"><h2>理论</h2><a href="gone.html">乙</a></div></main>',
        '<main><div data-slot="pinned"><h2>理论</h2></div></main>',
    ),
    (
        "a row of a table",
        '<table><tr><td><a href="gone.html">乙</a></td><td>日期</td></tr><tr><td>丙</td></tr></table>',
        "<table><tr><td>丙</td></tr></table>",
    ),
    (
        "items whose end tags are left out",
        '<ul><li><a href="gone.html">乙</a> 日期<li><a href="a.html">甲</a></ul>',
        '<ul><li><a href="a.html">甲</a></ul>',
    ),
    (
        "what a head names",
        (
            '<head><link rel="next" href="gone.html"><meta property="og:url" content="x/gone.html">'
            '<meta http-equiv="refresh" content="0; url=gone.html"></head>'
        ),
        "<head></head>",
    ),
    (
        "a picture that shows only this one",
        '<section><a href="gone.html"><img srcset="a.png 1x, b.png 2x" src="a.png"></a></section>',
        "<section></section>",
    ),
    ("an upper-case tag", "<UL><LI><A HREF='gone.html'>乙</A></LI></UL>", "<UL></UL>"),
    ("an address without quotes", "<ul><li><a href=gone.html>乙</a></li></ul>", "<ul></ul>"),
    (
        "an address with an entity and a fragment",
        '<ul><li><a href="x&#47;gone.html#top">乙</a></li></ul>',
        "<ul></ul>",
    ),
]


@pytest.mark.parametrize(
    ("page", "after"), [case[1:] for case in LISTED], ids=[case[0] for case in LISTED]
)
def test_an_entry_of_a_list_goes_whole(page: str, after: str) -> None:
    assert edited(page) == after


def test_neighbours_go_one_by_one_and_then_their_navigation() -> None:
    older, newer = '<a href="gone.html">下一篇 乙</a>', '<a href="a.html">上一篇 甲</a>'
    assert edited(f"<nav>{newer}{older}</nav>", is_text=True) == f"<nav>{newer}</nav>"
    assert edited(f"<main>x<nav>{older}</nav></main>", is_text=True) == "<main>x</main>"


def test_a_link_in_an_authors_text_keeps_its_words() -> None:
    page = '<main><p>请看<a href="gone.html">第<em>一</em>课</a>。</p><ul><li><a href="gone.html">同上</a>，再练</li></ul></main>'
    after = "<main><p>请看第<em>一</em>课。</p><ul><li>同上，再练</li></ul></main>"
    assert edited(page, is_text=True) == after


def test_a_page_without_such_links_stays_as_it_is() -> None:
    page = '<!doctype html><main><p>一 < 二 & 三<ul><li><a href="begone.htm">x</a>'
    assert edited(page) == page


@pytest.mark.parametrize("text", ["gone.html#a", '{"url":"../gone.html"}'])
def test_no_address_is_left_in_a_script(text: str) -> None:
    assert "gone" not in edited(f"<script>var a = {text!r}</script>")
