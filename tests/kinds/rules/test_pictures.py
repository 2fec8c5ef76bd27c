"""Rules of pictures: what they must say and where they must stand."""

from __future__ import annotations

import pytest

from kinds.rules.example import FEDERATION, HUNAN, article, places, showing
from lianzhan.kinds.rules.pictures import alternative_text, remote_pictures
from lianzhan.model.body import Image


@pytest.mark.parametrize(
    ("image", "problems"),
    [
        (Image("a.jpg", "一棵树", 12), []),
        (Image("a.jpg", "", 12), [(12, "image-alt")]),
        (Image("https://example.org/a.jpg", "", 12), [(12, "image-alt")]),
    ],
)
def test_a_picture_says_what_it_shows(image: Image, problems: list[tuple[int, str]]) -> None:
    assert places(alternative_text(article(body=showing(image)), HUNAN, FEDERATION)) == problems


def test_a_cover_needs_no_words() -> None:
    read = article(cover=Image("a.jpg", "", 4, decorative=True))
    assert list(alternative_text(read, HUNAN, FEDERATION)) == []


@pytest.mark.parametrize(
    ("src", "problems"),
    [
        ("a.jpg", []),
        ("/hunan/images/a.jpg", []),
        ("https://example.org/a.jpg", [(12, "image-remote")]),
        ("//example.org/a.jpg", [(12, "image-remote")]),
    ],
)
def test_a_picture_stands_beside_its_article(src: str, problems: list[tuple[int, str]]) -> None:
    read = article(body=showing(Image(src, "一棵树", 12)))
    assert places(remote_pictures(read, HUNAN, FEDERATION)) == problems


def test_a_remote_cover_is_told_too() -> None:
    read = article(cover=Image("//example.org/a.jpg", "", 4, decorative=True))
    assert places(remote_pictures(read, HUNAN, FEDERATION)) == [(4, "image-remote")]


def test_a_picture_that_is_shown_twice_is_told_where_it_is_shown_first() -> None:
    """By their lines: a body's pictures may be found in another order."""
    later, first = (Image("//example.org/a.jpg", "一棵树", line) for line in (20, 12))
    read = article(body=showing(later, first))
    assert places(remote_pictures(read, HUNAN, FEDERATION)) == [(12, "image-remote")]
