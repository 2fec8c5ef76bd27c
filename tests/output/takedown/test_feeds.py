"""Feeds, sitemaps and JSON without the entries of gone pages; other entries keep their words."""

from __future__ import annotations

import json

import feedparser
import pytest

from lianzhan.output.takedown.feeds import data_without, json_without, xml_without

GONE = "https://e.example/hunan/news/gone.html"
OTHER = "https://e.example/hunan/news/a.html"


def leads(address: str) -> bool:
    return address.partition("#")[0] == GONE


XML = {
    "rss": "<rss version='2.0'><channel><link>https://e.example/</link>{}</channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://e.example/'/>{}</feed>",
    "sitemap": "<urlset>{}</urlset>",
    "opml": "<opml><body><outline text='组'>{}</outline></body></opml>",
}
ROW = {
    "rss": "<item><title>题</title><link>{0}</link><guid isPermaLink='false'>urn:x</guid></item>",
    "atom": "<entry><title>题</title><link rel='alternate' href='{0}'/><id>urn:x</id></entry>",
    "sitemap": "<url><loc>{0}</loc><lastmod>2026-01-01</lastmod></url>",
    "opml": "<outline type='rss' text='题' htmlUrl='{0}'/>",
}


@pytest.mark.parametrize("kind", sorted(XML))
def test_the_row_of_a_gone_page_goes_whole_and_the_others_stay(kind: str) -> None:
    gone, other = ROW[kind].format(GONE), ROW[kind].format(OTHER)
    for rows in (gone + other, other + gone, f"{gone}\n{other}"):
        after = xml_without(XML[kind].format(rows).encode(), leads)
        assert after.decode() == XML[kind].format(other)


@pytest.mark.parametrize(
    ("written", "after"),
    [
        (
            f'<![CDATA[<p>请看<a href="{GONE}#x">第一课</a>。</p>]]>',
            "<![CDATA[<p>请看第一课。</p>]]>",
        ),
        (f'&lt;p&gt;请看&lt;a href="{GONE}"&gt;第一课&lt;/a&gt;。', "&lt;p&gt;请看第一课。"),
        (f"&lt;a title=&quot;x&quot; href=&quot;{GONE}&quot;&gt;第一课&lt;/a&gt;", "第一课"),
        (f"见{GONE} 。", "见 。"),
    ],
)
def test_the_text_of_another_entry_loses_the_link_and_keeps_the_words(
    written: str, after: str
) -> None:
    row = f"<item><link>{OTHER}</link><description>{{}}</description></item>"
    before = XML["rss"].format(row.format(written)).encode()
    freed = xml_without(before, leads)
    assert GONE.encode() not in freed
    assert len(feedparser.parse(freed).entries) == 1
    if not written.startswith("见"):
        assert freed.decode() == XML["rss"].format(row.format(after))


def test_a_document_that_is_broken_loses_the_address_all_the_same() -> None:
    for data in (f"<rss><item><link>{GONE}</link>", f"{GONE} \udcff"):
        assert b"gone" not in xml_without(data.encode("utf-8", "surrogateescape"), leads)
        assert b"gone" not in json_without(data.encode("utf-8", "surrogateescape"), leads)


@pytest.mark.parametrize("indent", [None, 1])
def test_json_loses_objects_and_links_and_keeps_its_form(indent: int | None) -> None:
    feed = {
        "items": [
            {"id": "urn:1", "url": GONE, "title": "乙"},
            {"id": "urn:2", "url": OTHER, "content_html": f'<a href="{GONE}">乙</a>'},
        ],
        "pages": [GONE, OTHER],
    }
    kept = {
        "items": [{"id": "urn:2", "url": OTHER, "content_html": "乙"}],
        "pages": [OTHER],
    }

    def written(value: object) -> bytes:
        separators = None if indent else (",", ":")
        text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
        return text.encode()

    assert json_without(written(feed), leads) == written(kept)


def test_json_loses_what_stands_under_a_gone_address_or_alone() -> None:
    document = {GONE: {"title": "乙"}, "latest": {"url": GONE, "title": "乙"}, "a": 1}
    freed = json_without(json.dumps(document).encode(), leads)
    assert json.loads(freed) == {"a": 1}


def test_data_in_a_page_loses_what_is_about_a_gone_page_and_ends_no_script() -> None:
    start = '<script type="application/ld+json">'
    items = r'{"url":"a.html","name":"<\/script>甲"}'
    page = f'{start}[{{"url":"{GONE}","name":"乙"}},{items}]</script><script>b</script>'
    assert data_without(page, leads) == f"{start}[{items}]</script><script>b</script>"
    untouched = f'{start}{{ "url" : "a.html" }}</script>'
    assert data_without(untouched, leads) == untouched


def test_data_in_a_page_opens_no_comment_in_which_a_script_would_not_end() -> None:
    start = '<script type="application/ld+json">'
    kept = r'{"name":"\u003c!--\u003cscript\u003e"}'
    freed = data_without(f'{start}[{{"url":"{GONE}"}},{kept}]</script>', leads)
    assert "<!--" not in freed
    assert json.loads(freed.removeprefix(start).removesuffix("</script>")) == [json.loads(kept)]
