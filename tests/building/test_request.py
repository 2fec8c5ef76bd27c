"""What a request asks for is one federation's sites, all or one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.building.build import build
from lianzhan.building.request import UnknownSiteError

if TYPE_CHECKING:
    from conftest import House


@pytest.mark.parametrize(("site", "near"), [("chansha", "changsha"), ("x", "—")])
def test_a_site_that_is_none_is_refused_with_the_most_similar_one(
    house: House, site: str, near: str
) -> None:
    with pytest.raises(UnknownSiteError, match=site) as refused:
        build(house.request(site=site))
    assert refused.value.near == near
    assert not [*house.output.glob("*")]
