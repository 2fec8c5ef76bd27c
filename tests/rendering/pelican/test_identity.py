"""The generator writes what the plan says of its site, whatever the theme is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.planning.identity.weaves import weave_of
from lianzhan.rendering.identity.weave_svg import weave_svg

if TYPE_CHECKING:
    from conftest import House


def test_the_band_of_a_site_is_that_of_its_code(rich: House) -> None:
    assert rich.page("changsha/weave.svg") == weave_svg(weave_of("430100"))
