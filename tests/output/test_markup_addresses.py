"""Every address in markup is found however it is written, and text is none."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from lianzhan.output.markup_addresses import (
    IN_PAGES,
    decoded,
    element_addresses,
    likely_addresses,
    likely_attributes,
    member_addresses,
    references,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_entity_in_an_address_is_read_as_what_it_stands_for() -> None:
    assert list(references('<a href="a?b&amp;c"><img src="&#x7532;.png">')) == ["a?b&c", "甲.png"]


def plain_references(text: str) -> Iterator[str]:
    """Tell the addresses of all tags' attributes, each tag taken apart: what holds by definition."""
    for tag in re.findall(r"<[a-zA-Z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>", text):
        attributes = r"\s([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
        for name, *values in re.findall(attributes, tag):
            value = html.unescape("".join(values))
            if name in {"href", "src", "url"}:
                yield value.strip()
            elif name == "srcset":
                yield from (part.split()[0] for part in value.split(",") if part.strip())


_PIECES = st.sampled_from(
    [
        *("<a", "<IMG", "<source", "</a", ">", "/>", "<", "<!--", "-->", "文", "x"),
        *(" ", "\n", "\t", '"', "'", "=", " = ", ",", "&amp;", "&quot;", "&#39;", " 2x"),
        *(" href", "\nhref=", " src=", " srcset=", " url=", " title=", " data-href=", " HREF="),
        *('"a.html"', "'b.html'", "c.html", "\"'d'\"", '" e.html "', '"f 1w, g 2w"', '""'),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
@example("<a title=' href=' href='x'>")
@example('<a title=" href= " src="x">')
@example("<a href= href='x' src=y>")
@example('<a title=" href=" href="x">')
@example("<img\nsrc\n=\n'a>b'\nsrcset='c, d 2x'>")
def test_no_address_is_overlooked_however_it_is_written(text: str) -> None:
    wanted = list(plain_references(text))
    assert list(references(text)) == wanted
    likely = likely_addresses(text.encode())
    assert likely is None or set(wanted) <= likely


def test_only_a_value_that_could_hold_more_asks_for_a_closer_look() -> None:
    assert likely_addresses(b"<a href=\"a\" title='b' src = c url='d e'>") == {"a", "c", "d e"}
    assert likely_addresses(b'<a href="a?b=c">') is None
    assert likely_addresses('文 href="文<a href="a">'.encode()) is None


def test_an_attribute_that_holds_addresses_is_found_with_its_value() -> None:
    page = b"<a href='a' title=x><img srcset=\"b 1w\"><enclosure url=c>"
    assert likely_attributes(page, IN_PAGES) == {b"href='a'", b'srcset="b 1w"'}
    assert likely_attributes(page) == {b"href='a'", b'srcset="b 1w"', b"url=c"}


def test_addresses_of_feeds_stand_in_elements_and_members() -> None:
    feed = b"<link> a?b&amp;c </link><guid isPermaLink='true'>d</guid><title>e</title><link/><id>a</id><id>a</id>"
    assert list(element_addresses(feed)) == ["a", "a?b&c", "d"]
    feed = b'{"home_page_url": "a", "id":"b", "title": "c", "image" : "d", "url": 1}'
    assert list(member_addresses(feed)) == ["a", "b", "d"]


def test_bytes_that_are_no_text_stop_nothing() -> None:
    assert decoded(b"\xff<a>") == "\ufffd<a>"
    assert list(element_addresses(b"<link>\xff</link>")) == ["\ufffd"]
