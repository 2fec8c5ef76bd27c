"""A name is one, whichever way Unicode writes it."""

from __future__ import annotations

import pytest

from lianzhan.model.names import composed


@pytest.mark.parametrize("spelled", ["l\u01dc.jpg", "lu\u0308\u0300.jpg", "l\u00fc\u0300.jpg"])
def test_all_spellings_of_a_name_have_one_form(spelled: str) -> None:
    assert composed(spelled) == "l\u01dc.jpg"


@pytest.mark.parametrize("name", ["a.jpg", "绿.jpg", "Ａ.jpg", "", "\udcff.jpg"])
def test_what_is_spelled_in_one_way_alone_stays_as_it_is(name: str) -> None:
    assert composed(name) == name
