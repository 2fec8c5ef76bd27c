"""What pages and feeds say of where an article is from, and whose page search engines show."""

from __future__ import annotations

from datetime import date

import pytest
from kinds.rules.example import article

from lianzhan.kinds.article.values import Source
from lianzhan.model.sources import ListedSource
from lianzhan.rendering.html.sources import (
    ShownSource,
    canonical_elsewhere,
    shown_source,
    source_line,
)

LISTED = (
    ListedSource("新华网", ("news.cn",), "central-media", is_canonical=True),
    ListedSource("人民网", ("people.com.cn",), "central-media"),
)
URL = "https://www.news.cn/a?b=1&c=2"
DAY = date(2021, 10, 23)


def test_a_source_is_shown_with_its_day_as_readers_write_it() -> None:
    read = article(kind="repost", source=Source("新华网", URL, DAY))
    assert shown_source(read, LISTED, "zh-CN") == ShownSource(
        "新华网", URL, "2021年10月23日", is_repost=True, canonical=URL
    )


@pytest.mark.parametrize("source", [None, Source("", URL)])
def test_what_has_no_name_is_not_shown(source: Source | None) -> None:
    assert shown_source(article(kind="repost", source=source), LISTED, "zh-CN") is None


def test_an_original_names_what_it_is_based_on_and_is_its_own_page() -> None:
    read = article(source=Source("新华网", URL))
    assert shown_source(read, LISTED, "zh-CN") == ShownSource("新华网", URL, "", is_repost=False)
    assert source_line(read, "zh-CN") == ""


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (URL, URL),
        ("https://news.cn/?id=1", "https://news.cn/?id=1"),
        ("https://news.cn/", ""),
        ("https://news.cn", ""),
        ("https://news.cn/#a", ""),
        ("https://www.people.com.cn/a", ""),
        ("https://evilnews.cn/a", ""),
        ("https://NEWS.cn/a", ""),
        ("", ""),
    ],
)
def test_the_original_is_canonical_where_its_source_says_so(url: str, canonical: str) -> None:
    read = article(kind="repost", source=Source("新华网", url))
    assert canonical_elsewhere(read, LISTED) == canonical
    assert canonical_elsewhere(read, ()) == ""


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("新华网", URL, DAY),
         '<p>转载自：<a href="https://www.news.cn/a?b=1&amp;c=2">新华网</a> 2021年10月23日原载</p>'),
        (Source("<b>甲</b>"), "<p>转载自：&lt;b&gt;甲&lt;/b&gt;</p>"),
        (None, ""),
    ],
)  # fmt: skip
def test_a_repost_begins_with_its_source_in_feeds(source: Source | None, line: str) -> None:
    assert source_line(article(kind="repost", source=source), "zh-CN") == line
