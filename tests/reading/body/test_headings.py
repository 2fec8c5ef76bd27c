"""Ids of a body: none that the page has itself, none twice, those that authors give."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from lianzhan.reading.body import parse_body
from lianzhan.reading.links import RESERVED_IDS, anchor_of, anchors
from reading.body.as_read import html_of


def test_the_reserved_ids_are_those_of_the_templates() -> None:
    folders = (ROOT / "themes/lianzhan/templates", ROOT / "plugins/lianzhan/rendering/templates")
    texts = [file.read_text("utf-8") for folder in folders for file in folder.rglob("*.html")]
    form = r'(?:\bid=|address_field\(|\bhead\([^\n]*?, )"([^"{]+)"(?! ~)'
    bare = (re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL) for text in texts)
    found = {name for text in bare for name in re.findall(form, text)}
    assert found == RESERVED_IDS


@pytest.mark.parametrize("name", sorted(RESERVED_IDS))
def test_a_heading_is_not_called_as_the_page_s_own_and_is_found_all_the_same(name: str) -> None:
    body, _ = parse_body(f"见[目录](#{name})。\n\n## {name}\n\n一", "x.md", 1)
    ids = anchors(body)
    assert name not in ids
    assert anchor_of(f"#{name}", ids) == f"#{ids[0]}"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## 报名 {#join}", ["join"]),
        ("## 报名{#join}\n\n## 报名 {#join}", ["join", "join-2"]),
        ("## 报名 {#top}", ["top-2"]),
        ('<a id="x"></a>甲\n\n## x', ["x", "x-2"]),
        ('<a name="x">甲</a>', ["x"]),
        ('<a id="content">甲</a>', []),
        ('<h2 id="join">报名</h2>', ["join"]),
        ('<h2 id="join">报名</h2>\n\n<h3 id="join">报名</h3>', ["join", "join-2"]),
        ('<h2 id="a b">报名</h2>', ["报名"]),
        ('<h2 class="x" id="join" style="y">报名 {#own}</h2>', ["own"]),
        ('<a id="x">甲</a><a id="x">乙</a>', ["x"]),
        ('<a id="a b">甲</a>', []),
        ("甲[^1]\n\n[^1]: 乙\n\n## fn-1", ["fnref-1", "fn-1-2", "fn-1"]),
    ],
)
def test_ids_are_as_given_where_they_are_free(text: str, ids: list[str]) -> None:
    assert sorted(re.findall(r' id="([^"]*)"', html_of(text))) == sorted(ids)


@pytest.mark.parametrize(
    "fragment",
    [
        "#How-to-Join",
        "#how-to-join",
        "#how-to-join!",
        "#HOW_TO_JOIN",
        "#howtojoin",
        "#How%20to%20Join",
    ],
)
def test_a_heading_is_found_by_the_usual_spellings(fragment: str) -> None:
    assert (
        anchor_of(fragment, ("甲", "How-to-Join")) == "#How-to-Join" or fragment == "#How-to-Join"
    )


@pytest.mark.parametrize(
    ("fragment", "leads_to"),
    [
        ("#相同", "#相同"),
        ("#相同-1", "#相同-2"),
        ("#相同-2", "#相同-2"),
        ("#相同-3", None),
        ("#Same-Words-1", "#Same-Words-2"),
        ("#same-words-1", "#Same-Words-2"),
        ("#other-1", None),
        ("#-1", None),
        (f"#相同-{'9' * 5_000}", None),
        ("#相同-²", None),
    ],
)
def test_headings_of_the_same_words_are_found_as_others_count_them(
    fragment: str, leads_to: str | None
) -> None:
    text = "## 相同\n\n## 相同\n\n## Same Words\n\n## Same Words"
    assert anchor_of(fragment, anchors(parse_body(text, "x.md", 1)[0])) == leads_to


@pytest.mark.parametrize("fragment", ["#none", "#", "#-", "#!"])
def test_what_names_no_heading_leads_nowhere(fragment: str) -> None:
    assert anchor_of(fragment, ("甲", "How-to-Join")) is None
