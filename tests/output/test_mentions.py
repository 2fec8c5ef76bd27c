"""Addresses and leftovers in text of any kind, as they are written there."""

from __future__ import annotations

import pytest

from lianzhan.output.mentions import (
    addresses,
    data_scripts,
    leftovers,
    readings,
    slashes,
)

ROOT = "https://example.org/"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见 https://example.org/a.html 与 https://example.org/b", ["a.html", "b"]),
        ("<https://example.org/a><b href='https://example.org/c'>", ["a", "c"]),
        ('{"url":"https://example.org/a"}', ["a"]),
        ("`https://example.org/a/${b}`", ["a/"]),
        ("https://example.org/读书.html", ["读书.html"]),
        ("https://example.org https://example.organic/x http://example.org/x", []),
        ("https://example.org/b https://example.org/a https://example.org/b", ["a", "b"]),
    ],
)
def test_addresses_end_where_no_address_goes_on(text: str, found: list[str]) -> None:
    assert addresses(text.encode(), ROOT) == [f"{ROOT}{path}" for path in found]


@pytest.mark.parametrize(
    ("address", "whole", "shorter"),
    [
        ("a.html", "a.html", "a.html"),
        ("a.html.", "a.html", "a.html"),
        ("a.html?x=1.", "a.html", "a.html"),
        ("a/（本站），", "a/（本站），", "a/"),
        ("a(b).html", "a(b).html", "a"),
        ("a.html&quot;", "a.html&quot", "a.html"),
    ],
)
def test_a_sentence_may_go_on_right_behind_an_address(
    address: str, whole: str, shorter: str
) -> None:
    assert readings(address) == (whole, shorter)


@pytest.mark.parametrize("text", ["{filename}/x", "%7Bstatic%7Dx", "{ATTACH}.x", "({filename}x)"])
def test_a_link_that_was_not_replaced_is_found(text: str) -> None:
    assert len(leftovers(text.encode())) == 1


@pytest.mark.parametrize(
    "text",
    ["{filename}", "${filename}.zip", "{{filename}}/x", "a|static|b", "{static: x}", "#{attach}x"],
)
def test_what_programs_write_is_not_left_over(text: str) -> None:
    assert leftovers(text.encode()) == []


def test_a_slash_may_be_written_with_its_opposite() -> None:
    assert slashes(rb"https:\/\/a\/b\\c\n") == rb"https://a/b\\c\n"


def test_what_a_page_says_to_programs_is_found_whatever_stands_around_it() -> None:
    page = b'<script>a</script><SCRIPT type="application/ld+json">{"a":1}</SCRIPT><p>json</p>'
    assert data_scripts(page + b'<script type="application/json">[]</script>') == [
        b'{"a":1}',
        b"[]",
    ]
    assert data_scripts(b"<p>json</p>") == data_scripts(b"") == []
