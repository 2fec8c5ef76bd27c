"""Rules of pictures: what they must say and where they must stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED
from PIL import Image as Pillow

from kinds.rules.example import FEDERATION, HUNAN, article, places, showing
from lianzhan.kinds.rules.pictures import alternative_text, remote_pictures, stilled_animations
from lianzhan.model.body import Image
from lianzhan.model.catalog import Picture

if TYPE_CHECKING:
    from conftest import House


@pytest.mark.parametrize(
    ("image", "problems"),
    [
        (Image("a.jpg", "一棵树", 12), []),
        (Image("a.jpg", "", 12), [(12, "image-alt")]),
        (Image("a.jpg", "", 12, decorative=True), []),
        (Image("https://example.org/a.jpg", "", 12), []),
        (Image("//example.org/a.jpg", "", 12), []),
        (Image("javascript:x", "", 12), []),
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


@pytest.mark.parametrize(
    ("moves", "is_animated", "problems"),
    [(False, True, [(12, "image-still")]), (True, True, []), (False, False, [])],
)
def test_an_animation_that_does_not_move_is_told_once(
    moves: bool, is_animated: bool, problems: list[tuple[int, str]]
) -> None:
    shown = Picture("hunan/a.gif", "digest", "gif", 2_000_000, 9, 9, is_animated, moves)
    images = (Image("a.gif", "步骤", 12), Image("./a.gif", "步骤", 14))
    read = article(body=showing(*images), pictures=(("a.gif", shown), ("./a.gif", shown)))
    assert places(stilled_animations(read, HUNAN, FEDERATION)) == problems


def test_a_large_animation_is_published_as_one_frame_and_named(house: House) -> None:
    """By default it is the limit of the widest image profile that counts, also in other columns."""
    frames = [Pillow.effect_noise((700, 500), 90 + n).convert("P") for n in range(4)]
    file = house.content / "hunan/articles/news/steps.gif"
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=400)
    path = house.article("hunan/articles/news/steps.md", "![步骤](steps.gif)")
    assert file.stat().st_size > 1_048_576
    done = house.build()
    line = house.line(path, "steps.gif")
    assert [(p.path, p.line, p.code) for p in done.problems] == [(path, line, "image-still")]
    page = house.page("hunan/news/steps.html")
    assert "moving" not in page
    assert "<picture>" in page


def test_a_small_animation_moves_on_its_page_and_in_feeds_and_stands_still_in_lists(
    house: House,
) -> None:
    frames = [Pillow.effect_noise((90, 60), 90 + n).convert("P") for n in range(4)]
    file = house.content / "hunan/articles/news/steps.gif"
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=400)
    head = APPROVED + "cover: steps.gif\n"
    house.article("hunan/articles/news/steps.md", "![步骤](steps.gif)", head)
    house.article("hunan/articles/news/led.md", head=head)
    assert house.build().problems == ()
    (moving,) = (house.output / "assets/pictures").glob("*-moving.gif")
    assert moving.read_bytes() == file.read_bytes()
    for page in ("hunan/news/steps.html", "hunan/news/led.html", "hunan/feed.xml"):
        assert f"assets/pictures/{moving.name}" in house.page(page)
    assert moving.name not in house.page("hunan/news/index.html")
    (house.content / "hunan/articles/news/led.md").unlink()
    (house.content / "hunan/articles/news/steps.md").unlink()
    house.build()
    assert not moving.exists()


def test_a_remote_picture_without_text_becomes_a_link_named_by_its_host(house: House) -> None:
    path = house.article("hunan/articles/news/a.md", "![](https://pics.example.org/a/b.jpg)")
    assert [(p.path, p.code) for p in house.build().problems] == [(path, "image-remote")]
    link = (
        '<a href="https://pics.example.org/a/b.jpg" rel="noopener noreferrer">pics.example.org</a>'
    )
    assert link in house.page("hunan/news/a.html")


def test_a_decorative_picture_is_published_with_its_empty_text(house: House) -> None:
    Pillow.new("RGB", (400, 20), "red").save(house.content / "hunan/articles/news/line.png")
    house.article("hunan/articles/news/a.md", '文字。\n\n<img src="line.png" alt="">')
    assert house.build().problems == ()
    assert 'alt=""' in house.page("hunan/news/a.html").partition('class="prose"')[2]
