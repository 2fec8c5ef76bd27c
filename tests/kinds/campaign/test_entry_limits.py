"""An entry's text and pictures: its campaign's limits in place of the column's, each for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.campaign.entered import NATIONAL, TERMS, entry, judged
from lianzhan.kinds.campaign.terms import Limits, Terms
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import Picture

SHOWN = Body(characters=80, images=(Image("a.jpg", "图", 12),))
BY_NAME = replace(TERMS, limits=Limits(profile="national"))
OWN = replace(TERMS, limits=Limits(own_profile=replace(NATIONAL, max_bytes=500, tolerance=0.1)))


def picture(kind: str = "jpeg", size: int = 400, width: int = 750, height: int = 445) -> Picture:
    return Picture("hunan/a.jpg", "digest", kind, size, width, height)


def faults(shown: Picture, terms: Terms = BY_NAME) -> list[tuple[str, int]]:
    sent = entry(body=SHOWN, pictures=(("a.jpg", shown),))
    return [(fault.code, fault.line) for fault in judged(sent, terms=terms)]


@pytest.mark.parametrize(
    ("characters", "limit", "expected"),
    [(100, None, 0), (101, None, 1), (2_000, 2_000, 0), (2_001, 2_000, 1), (51, 50, 1)],
)
def test_a_text_is_as_long_as_the_campaign_or_else_the_column_allows(
    characters: int, limit: int | None, expected: int
) -> None:
    sent = entry(body=Body(characters=characters))
    found = judged(sent, terms=replace(TERMS, limits=Limits(text=limit)))
    assert [fault.code for fault in found] == ["text-too-long"] * expected
    for fault in found:
        said = dict(fault.details)
        assert fault.is_error
        assert said["limit"] == str(limit or 100)
        assert ("campaign" in said) is (limit is not None)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (picture(), []),
        (picture(size=1_000), []),
        (picture(size=1_001), ["image-bytes"]),
        (picture("png"), ["image-format"]),
        (picture(width=1500, height=890), []),
        (picture(width=757, height=445), []),
        (picture(width=760, height=445), ["image-ratio"]),
        (picture("webp", 2_000, 400, 400), ["image-bytes", "image-format", "image-ratio"]),
    ],
    ids=str,
)
def test_a_picture_fits_the_campaigns_profile(shown: Picture, expected: list[str]) -> None:
    assert sorted(faults(shown)) == [(code, 12) for code in expected]


def test_a_campaign_may_have_a_profile_of_its_own() -> None:
    assert faults(picture(size=500, width=800), OWN) == []
    assert faults(picture(size=501), OWN) == [("image-bytes", 12)]


def test_without_a_word_on_pictures_the_columns_profile_holds() -> None:
    terms = replace(TERMS, limits=Limits(text=10))
    sent = entry(body=SHOWN, pictures=(("a.jpg", picture(size=11)),))
    first, second = judged(sent, terms=terms)
    assert (first.code, dict(first.details)["campaign"]) == ("text-too-long", "网上行")
    assert (second.code, dict(second.details)["column"]) == ("image-bytes", "工作动态")


def test_a_campaign_that_limits_pictures_alone_leaves_the_text_to_the_column() -> None:
    sent = entry(body=replace(SHOWN, characters=101), pictures=(("a.jpg", picture()),))
    (fault,) = judged(sent, terms=BY_NAME)
    assert (fault.code, dict(fault.details)["column"]) == ("text-too-long", "工作动态")


def test_one_picture_is_named_once() -> None:
    twice = replace(SHOWN, images=(*SHOWN.images, Image("a.jpg", "图", 14)))
    sent = entry(body=twice, pictures=(("a.jpg", picture("png")),))
    assert [(p.code, p.line) for p in judged(sent, terms=BY_NAME)] == [("image-format", 12)]
