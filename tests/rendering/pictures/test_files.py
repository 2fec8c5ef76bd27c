"""Which files there are of a picture: their widths, formats and names."""

from __future__ import annotations

import pytest

from lianzhan.model.catalog import Picture
from lianzhan.rendering.pictures.files import PictureFiles, files_of, widths


def files(width: int, height: int, kind: str = "jpeg", *, moves: bool = False) -> PictureFiles:
    return files_of(Picture("x", "d", kind, 1, width, height, is_animated=moves, moves=moves))


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        (4000, (240, 375, 750, 1100)),
        (1100, (240, 375, 750, 1100)),
        (1080, (240, 375, 750, 1080)),
        (825, (240, 375, 750, 825)),
        (800, (240, 375, 800)),
        (750, (240, 375, 750)),
        (640, (240, 375, 640)),
        (400, (240, 400)),
        (375, (240, 375)),
        (264, (240, 264)),
        (263, (263,)),
        (240, (240,)),
        (1, (1,)),
    ],
)
def test_a_picture_between_two_steps_is_published_in_its_own_width_too(
    own: int, wanted: tuple[int, ...]
) -> None:
    assert widths(own) == wanted


def test_no_picture_is_blown_up() -> None:
    for own in range(1, 2000):
        assert widths(own)[-1] == min(own, 1100)
        assert sorted(set(widths(own))) == list(widths(own))


def test_the_format_for_old_readers_stands_in_one_width() -> None:
    made = files(3000, 2000)
    assert [(file.format, file.width) for file in made.every] == [
        ("jpeg", 750), ("webp", 240), ("webp", 375), ("webp", 750), ("webp", 1100), ("jpeg", 300),
    ]  # fmt: skip
    assert made.shown == made.in_feeds == made.plain[0]


@pytest.mark.parametrize(
    ("kind", "plain"), [("jpeg", "jpeg"), ("png", "png"), ("gif", "png"), ("webp", "jpeg")]
)
def test_what_may_shine_through_stays_png(kind: str, plain: str) -> None:
    assert files(300, 200, kind).shown.format == plain


def test_a_picture_too_long_for_webp_has_the_other_format_in_all_widths() -> None:
    made = files(750, 20_000)
    assert made.webp == ()
    assert [(file.width, file.height) for file in made.plain] == [
        (240, 6400), (375, 10_000), (750, 20_000),
    ]  # fmt: skip
    assert made.shown.width == 750


@pytest.mark.parametrize(
    ("width", "offered"),
    [(1, [240]), (240, [240]), (241, [240, 375]), (704, [240, 375, 800]), (2000, [240, 375, 800])],
)
def test_no_wider_file_is_offered_than_what_reaches_a_width(width: int, offered: list[int]) -> None:
    assert [file.width for file in files(800, 600).up_to(width).webp] == offered


def test_an_animation_that_moves_has_its_own_file_besides() -> None:
    made = files(800, 600, "gif", moves=True)
    assert made.moving in made.every
    assert made.moving
    assert (made.moving.width, made.moving.height) == (800, 600)
    assert made.moving.name.endswith("-moving.gif")
    assert made.in_feeds == made.moving
    assert made.shown.format == "png"


def test_feeds_show_a_still_of_an_animation_in_webp() -> None:
    made = files(800, 600, "webp", moves=True)
    assert made.in_feeds == made.shown


def test_names_follow_the_content_alone() -> None:
    one, same, other = (
        Picture(p, d, "png", 1, 9, 9) for p, d in (("x", "d"), ("y", "d"), ("x", "e"))
    )
    assert files_of(one) == files_of(same)
    assert files_of(one).shown.name != files_of(other).shown.name


def test_the_square_is_made_of_what_is_large_enough_and_blows_nothing_up() -> None:
    square = files(300, 300).square
    assert square
    assert (square.width, square.height, square.format) == (300, 300, "jpeg")
    assert square.name.endswith("-square.jpg")
    assert files(299, 900).square is files(900, 299).square is None
    assert all(made is not None for made in files(299, 900).every)
