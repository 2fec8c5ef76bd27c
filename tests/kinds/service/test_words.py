"""What pages call their own area."""

from __future__ import annotations

import pytest

from lianzhan.kinds.service.words import here


@pytest.mark.parametrize(
    ("office", "word"),
    [
        ("湖南省妇联", "本省"),
        ("益阳市妇女联合会", "本市"),
        ("湘西州妇联", "本州"),
        ("麻阳苗族自治县妇联", "本县"),
        ("芙蓉区妇联", "本区"),
        ("鄂伦春自治旗妇联", "本旗"),
        ("省直机关妇工委", "本站"),
        ("妇联", "本站"),
    ],
)
def test_an_area_is_called_by_the_last_character_of_its_name(office: str, word: str) -> None:
    assert here(office, "zh-CN") == word


def test_it_is_said_in_the_language_of_the_site() -> None:
    assert here("安化县妇联", "en") == "this county"
