"""An article's pictures fit its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow

from kinds.rules.example import (
    FEDERATION,
    HUNAN,
    PROFILE,
    article,
    picture,
    places,
    showing,
)
from lianzhan.kinds.article.rules.pictures import fits_ratio, image_profile
from lianzhan.kinds.rules.pictures import remote_pictures
from lianzhan.model.body import Body, Image

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.model.catalog import Picture


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        (picture(), []),
        (picture(1500, 890), []),
        (picture(kind="png"), []),
        (picture(kind="webp"), ["image-format"]),
        (picture(size=1001), ["image-bytes"]),
        (picture(445, 750), ["image-ratio"]),
        (picture(1, 1, 9999, "gif"), ["image-format", "image-bytes", "image-ratio"]),
    ],
)
def test_a_picture_fits_the_profile_of_its_column(shown: Picture, codes: list[str]) -> None:
    image = Image("a.jpg", "一棵树", 12)
    read = article("activity", body=showing(image), pictures=(("a.jpg", shown),))
    assert places(image_profile(read, HUNAN, FEDERATION)) == [(12, code) for code in codes]


def test_what_pictures_of_an_entry_must_be_its_campaign_says() -> None:
    image, shown = Image("a.jpg", "一棵树", 12), (("a.jpg", picture(kind="webp")),)
    read = article("activity", body=showing(image), pictures=shown, campaign="网上行")
    assert places(image_profile(read, HUNAN, FEDERATION)) == []


def test_a_picture_that_is_shown_several_times_is_told_where_it_is_shown_first() -> None:
    """Also under another name: the digest says that it is one and the same file."""
    shown = picture(1, 1, 9999, "gif")
    body = Body(
        "",
        images=(
            Image("./a.jpg", "一棵树", 12),
            Image("a.jpg", "又是那棵树", 14),
            Image("b.jpg", "一条河", 16),
            Image("//example.org/a.jpg", "一座桥", 18),
            Image("//example.org/a.jpg", "又是那座桥", 19),
        ),
    )
    cover = Image("a.jpg", "", 4, decorative=True)
    pictures = (("a.jpg", shown), ("./a.jpg", shown), ("b.jpg", picture()))
    read = article("activity", body=body, cover=cover, pictures=pictures)
    codes = ["image-format", "image-bytes", "image-ratio"]
    assert places(image_profile(read, HUNAN, FEDERATION)) == [(4, code) for code in codes]
    assert places(remote_pictures(read, HUNAN, FEDERATION)) == [(18, "image-remote")]


@pytest.mark.parametrize("column", ["news", "stories", None])
def test_a_column_without_a_profile_takes_any_picture(column: str | None) -> None:
    image = Image("a.jpg", "一棵树", 12)
    shown = picture(1, 1, 9999, "gif")
    read = article(column, body=showing(image), pictures=(("a.jpg", shown),))
    assert list(image_profile(read, HUNAN, FEDERATION)) == []


def test_a_picture_that_could_not_be_read_is_told_once() -> None:
    read = article("activity", body=showing(Image("a.jpg", "一棵树", 12)))
    assert list(image_profile(read, HUNAN, FEDERATION)) == []


@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [
        (750, 445, True),
        (7500, 4450, True),
        (1516, 890, False),
        (1514, 890, True),
        (1486, 890, True),
        (1484, 890, False),
        (1, 1_000_000, False),
        (1_000_000, 1, False),
    ],
)
def test_a_ratio_may_differ_by_the_tolerance(width: int, height: int, fits: bool) -> None:
    assert fits_ratio(picture(width, height), PROFILE) is fits


def test_a_picture_of_too_many_bytes_withholds_its_article(house: House) -> None:
    """The broken site of this code would be a megabyte in the repository."""
    path = "hunan/articles/activity/big.md"
    house.article(path, "![舞台上的合唱队](big.jpg)")
    file = house.content / "hunan/articles/activity/big.jpg"
    Pillow.effect_noise((1500, 890), 100).save(file, quality=95)
    assert file.stat().st_size > 1_048_576
    checked = house.check()
    line = house.line(path, "big.jpg")
    assert [(p.path, p.line, p.code) for p in checked.problems] == [(path, line, "image-bytes")]
    assert not checked.decisions[path].approved
