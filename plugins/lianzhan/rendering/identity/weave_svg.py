"""A site's woven band as SVG: one tile that fills whatever room the page gives it, sideways."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.model.identity import Weave

CELL = 2
"""Pixels of a cell: a band is 18 px high, nine cells; a page that wants 9 px shows it at half."""


def weave_svg(weave: Weave) -> str:
    """Return a document without a viewBox, about 650 bytes: as wide and high as it is shown.

    It is white; a page shows it half transparent on the accent. It needs no style and no script.
    """
    size = f'width="{weave.width * CELL}" height="{len(weave.all_rows) * CELL}"'
    path = "".join(_runs(weave))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">'
        f'<pattern id="w" {size} patternUnits="userSpaceOnUse">'
        f'<path stroke="#fff" stroke-width="{CELL}" shape-rendering="crispEdges" d="{path}"/>'
        '</pattern><rect width="100%" height="100%" fill="url(#w)"/></svg>\n'
    )


def _runs(weave: Weave) -> Iterator[str]:
    """Yield the filled cells of each row, those side by side as one line through their middle."""
    for number, row in enumerate(weave.all_rows):
        move, at = f"M{{}} {number * CELL + CELL // 2}", 0
        for filled, cells in groupby(row >> cell & 1 for cell in range(weave.width)):
            length = sum(1 for _ in cells) * CELL
            if filled:
                yield f"{move.format(at)}h{length}"
                move, at = "m{} 0", 0
            else:
                at += length
