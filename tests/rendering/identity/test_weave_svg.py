"""A band as SVG shows the tile's cells, and nothing that a strict page must not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from lianzhan.planning.identity.weaves import weave_of
from lianzhan.rendering.identity.weave_svg import weave_svg

if TYPE_CHECKING:
    from lianzhan.model.identity import Weave

CODES = [str(code) for code in range(430100, 430200)]


def drawn(path: str, weave: Weave) -> list[set[int]]:
    """Return the cells of each row that the lines of a path cover."""
    rows: list[set[int]] = [set() for _ in weave.all_rows]
    x = y = 0
    for letter, numbers in re.findall("([Mmh])([0-9 ]+)", path):
        values = [int(number) for number in numbers.split()]
        if letter == "h":
            rows[y].update(range(x, x + values[0] // 2))
            x += values[0] // 2
        else:
            x, y = (values[0] // 2, values[1] // 2) if letter == "M" else (x + values[0] // 2, y)
    return rows


def test_the_lines_cover_the_cells_of_the_tile_and_no_others() -> None:
    for code in CODES:
        weave = weave_of(code)
        path = re.findall(' d="([^"]*)"', weave_svg(weave))[0]
        assert re.fullmatch(r"(?:M\d+ \d+(?:h\d+)(?:m\d+ 0h\d+)*)+", path)
        filled = [{x for x in range(weave.width) if row >> x & 1} for row in weave.all_rows]
        assert drawn(path, weave) == filled


def test_it_is_small_fills_any_room_and_needs_no_style_or_script() -> None:
    for code in CODES:
        text = weave_svg(weave_of(code))
        assert len(text) < 800
        root = etree.fromstring(text)
        names = {etree.QName(element).localname for element in root.iter()}
        assert names == {"svg", "pattern", "path", "rect"}
        assert not {"style", "viewBox", "class"} & {
            str(key) for e in root.iter() for key in e.attrib
        }
        assert (root.get("width"), root.get("height")) == ("100%", "100%")
