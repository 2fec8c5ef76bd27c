"""How wide a text's pictures are sent to phones."""

from __future__ import annotations

from lianzhan.model.catalog import Picture
from lianzhan.rendering.pictures.budget import PHONE_WIDTHS, TEXT, phone_widths
from lianzhan.rendering.pictures.files import PictureFiles, files_of


def files(name: str, width: int = 1600, *, moves: bool = False) -> PictureFiles:
    kind = "gif" if moves else "jpeg"
    return files_of(Picture("x", name, kind, 1, width, width, is_animated=moves, moves=moves))


def sizes_of(pictures: dict[PictureFiles, tuple[int, int, int]]) -> dict[str, int]:
    """The bytes of the files that phones may be sent: 240, 375 and 750 pixels wide."""
    return {
        each.up_to(width).widest.name: size
        for each, three in pictures.items()
        for width, size in zip(PHONE_WIDTHS, three, strict=True)
    }


def test_pictures_that_fit_are_sent_as_wide_as_phones_show_them() -> None:
    one, two = files("one"), files("two")
    known = sizes_of({one: (1, 1, TEXT // 2), two: (1, 1, TEXT - TEXT // 2)})
    assert phone_widths([one, two], known) == [750, 750]
    known[two.up_to(750).widest.name] += 1
    assert phone_widths([one, two], known) == [750, 375]


def test_the_heaviest_gives_way_first_and_no_more_than_is_needed() -> None:
    heavy, middle, light = files("heavy"), files("middle"), files("light")
    known = sizes_of({
        heavy: (10_000, 30_000, 60_000),
        middle: (5_000, 10_000, 20_000),
        light: (1_000, 2_000, 5_000),
    })  # fmt: skip
    assert phone_widths([light, heavy, middle], known) == [750, 375, 750]
    assert phone_widths([light, heavy, middle], known, files("unknown")) == [750, 375, 750]


def test_what_stands_above_the_text_takes_its_share_in_full() -> None:
    above, one = files("above"), files("one")
    known = sizes_of({above: (1, 1, TEXT - 100), one: (90, 101, 102)})
    assert phone_widths([one], known) == [750]
    assert phone_widths([one], known, above) == [240]


def test_where_nothing_fits_all_are_sent_as_narrow_as_they_are_made() -> None:
    many = [files(f"{n}") for n in range(100)]
    known = sizes_of(dict.fromkeys(many, (5_000, 9_000, 40_000)))
    assert set(phone_widths(many, known)) == {240}


def test_a_picture_in_one_width_and_an_animation_stay_what_they_are() -> None:
    small, moving = files("small", 200), files("moving", moves=True)
    assert moving.moving
    known = {small.widest.name: TEXT, moving.moving.name: TEXT}
    assert phone_widths([small, moving], known) == [750, 750]
    assert phone_widths([], known) == []


def test_a_picture_between_two_steps_is_sent_in_its_own_width_or_a_narrower_one() -> None:
    between = files("between", 489)
    known = {file.name: size for file, size in zip(between.webp, (1, 2, TEXT + 1), strict=True)}
    assert phone_widths([between], known) == [375]
    narrow = files("narrow", 264)
    known = {file.name: size for file, size in zip(narrow.webp, (1, TEXT + 1), strict=True)}
    assert phone_widths([narrow], known) == [240]
