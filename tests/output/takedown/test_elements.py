"""Pages as elements that know where they stand in the text."""

from __future__ import annotations

import pytest

from lianzhan.output.takedown.elements import Element, elements_of


def cuts(page: str) -> list[tuple[str, str, str]]:
    """Each element's name, all of it, and what stands in it."""
    found = elements_of(page)
    return [(e.tag, page[e.start : e.end], page[e.inner : e.inner_end]) for e in found]


def element(page: str, tag: str) -> Element:
    return next(e for e in elements_of(page) if e.tag == tag)


def test_an_element_goes_from_its_first_tag_to_its_last() -> None:
    assert cuts('<main>一\n<p class="x">二</p>\n三</main>') == [
        ("main", '<main>一\n<p class="x">二</p>\n三</main>', '一\n<p class="x">二</p>\n三'),
        ("p", '<p class="x">二</p>', "二"),
    ]


def test_an_item_ends_where_the_next_one_begins() -> None:
    assert cuts("<ul><li>一<li>二</ul>")[1:] == [("li", "<li>一", "一"), ("li", "<li>二", "二")]


@pytest.mark.parametrize("picture", ['<img src="a.png">', '<img src="a.png"/>'])
def test_a_void_element_holds_nothing(picture: str) -> None:
    assert cuts(f"<p>{picture}一</p>")[1] == ("img", picture, "")


def test_what_is_never_closed_ends_with_what_it_stands_in() -> None:
    assert cuts("<div><b>一</div>二") == [
        ("div", "<div><b>一</div>", "<b>一"),
        ("b", "<b>一", "一"),
    ]
    assert cuts("<div>一") == [("div", "<div>一", "一")]


def test_an_end_without_a_beginning_ends_nothing() -> None:
    assert cuts("<p>一</b>二</p>") == [("p", "<p>一</b>二</p>", "一</b>二")]


def test_an_element_knows_what_is_around_and_below_it() -> None:
    page = "<main><ul><li><a>一</a></li></ul><p>二</p></main>"
    assert [e.tag for e in element(page, "a").around()] == ["li", "ul", "main"]
    assert {e.tag for e in element(page, "main").below()} == {"ul", "li", "a", "p"}


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        ('<a href="a.html" class="x">', ["a.html", "x"]),
        ('<img srcset="a.webp 1x, b.webp 2x">', ["a.webp", "b.webp"]),
        ('<meta content="0; url=a.html">', ["a.html"]),
        ("<a hidden>", []),
    ],
)
def test_its_attributes_may_hold_addresses(page: str, addresses: list[str]) -> None:
    assert elements_of(page)[0].addresses == addresses
