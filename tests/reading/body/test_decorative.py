"""A picture needs no text where its author says so by an empty `alt`, and in no other way."""

from __future__ import annotations

import pytest

from lianzhan.reading.body import parse_body
from lianzhan.runtime.hashes import hashlib


def decorative(text: str) -> list[tuple[str, bool]]:
    body, _ = parse_body(text, "a.md", 1)
    return [(image.src, image.decorative) for image in body.images]


@pytest.mark.parametrize(
    "text",
    [
        '<img src="a.png" alt="">', "<img src='a.png' alt=''>", '<IMG ALT="" SRC="a.png" />',
        '<img alt src="a.png">', '<img src=a.png alt="">', '<img\nsrc="a.png"\nalt=" ">',
        '文字 <img title="a>b" src="a.png" alt=""> 文字', '<img alt="" alt="花" src="a.png">',
    ],
)  # fmt: skip
def test_an_empty_text_in_raw_html_is_meant(text: str) -> None:
    assert decorative(text) == [("a.png", True)]


@pytest.mark.parametrize(
    "text",
    [
        "![](a.png)", "![ ](a.png)", '<img src="a.png">', '<img src="a.png" data-alt="">',
        '<img src="a.png" title="alt">', '![](a.png)\n\n<img src="b" alt="花">',
        '![](a.png)\n\n`<img alt="">`',
    ],
)  # fmt: skip
def test_a_text_that_is_not_there_has_been_forgotten(text: str) -> None:
    assert decorative(text)[0] == ("a.png", False)


def test_a_picture_with_a_text_is_not_decorative() -> None:
    assert decorative('<img src="a.png" alt="花">\n<img src="b.png" alt="">') == [
        ("a.png", False), ("b.png", True),
    ]  # fmt: skip


def test_names_that_are_written_with_percent_signs_or_entities_are_found() -> None:
    text = '<img src="%E8%8A%B1.png" alt="">\n\n<img src="a&amp;b.png" alt="">\n\n<img src="叶.png" alt="">'
    assert [is_decorative for _, is_decorative in decorative(text)] == [True, True, True]


def test_an_unfinished_tag_costs_nothing() -> None:
    text = "![](a.png)\n\n" + '<img alt="" ' * 9_000 + hashlib.sha256(b"").hexdigest()
    assert decorative(text)[0] == ("a.png", False)
