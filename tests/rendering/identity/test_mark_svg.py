"""A mark as SVG can be read on its plate, whatever its characters are."""

from __future__ import annotations

import pytest
from lxml import etree

from lianzhan.model.identity import SiteLook
from lianzhan.model.profile import Accent
from lianzhan.rendering.identity.mark_svg import INK, PLATES, mark_svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_white_is_seven_times_as_bright_as_any_plate() -> None:
    assert set(PLATES) == set(Accent)
    for plate in (*PLATES.values(), INK):
        assert 1.05 / (luminance(plate) + 0.05) >= 7


@pytest.mark.parametrize(("mark", "size"), [("联", "54"), ("益阳", "37"), ("张家界", "27.5")])
def test_the_characters_fit_the_inner_frame(mark: str, size: str) -> None:
    text = etree.fromstring(mark_svg(SiteLook(Accent.PINE, mark), "#0b5a37")).find(
        f"{NAMESPACE}text"
    )
    assert text is not None
    assert (text.text, text.get("font-size")) == (mark, size)
    assert float(size) * len(mark) <= 87 - 4


def test_no_mark_breaks_out_of_its_element() -> None:
    root = etree.fromstring(mark_svg(SiteLook(Accent.PINE, "<&>"), "#0b5a37"))
    assert [e.text for e in root] == [None, None, "<&>"]
    assert not {key for element in root.iter() for key in element.attrib} & {"style", "class"}
