"""A point as an address that opens in the reader's own map program."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from lianzhan.model.contact import Point

_MARKER = "https://uri.amap.com/marker"
"""高德地图 URI API, 单点标注: opens the program where there is one, else a page in the browser."""


def map_address(point: Point, name: str) -> str:
    """Return the address of a point with its name beside it.

    Points are in GCJ-02, which AMap calls `gaode`, longitude first; `callnative` asks for the
    program. A `geo:` address (RFC 5870) is in WGS-84, some 500 m away, and no browser of a desktop,
    nor WeChat's, opens one.
    """
    position = f"{point.longitude:.6f},{point.latitude:.6f}"
    asked = {"position": position, "name": name, "coordinate": "gaode", "callnative": "1"}
    return f"{_MARKER}?{urlencode(asked)}"
