"""Points on the map as people write them, to values; what is none is None."""

from __future__ import annotations

from lianzhan.model.codes import N_
from lianzhan.model.contact import Point

_SOUTH, _NORTH, _WEST, _EAST = 3.8, 53.6, 73.4, 135.1
"""Degrees: 曾母暗沙, 漠河, 帕米尔 and 黑瞎子岛, the outermost places of the country."""
_LONGEST = 60
_A_POINT = N_("纬度在前、经度在后的两个数，如 [28.1941, 112.9823]（高德、腾讯地图上的坐标）")
_SWAPPED = N_("纬度在前、经度在后：这里像是写反了")
_OUTSIDE = N_("中国境内的一点：纬度 3.8 到 53.6，经度 73.4 到 135.1")


def parse_point(value: object) -> Point | None:
    """Return the point of `[28.1941, 112.9823]` or `"28.1941, 112.9823"`, degrees north, then east.

    In GCJ-02, and within the country; else None.
    """
    pair = _pair(value)
    return Point(*pair) if pair and _is_inside(*pair) else None


def point_wanted(value: object) -> str:
    """Return what a value that is no point should be (a message id)."""
    pair = _pair(value)
    if pair is None:
        return _A_POINT
    return _SWAPPED if _is_inside(*reversed(pair)) else _OUTSIDE


def _is_inside(latitude: float, longitude: float) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _pair(value: object) -> tuple[float, float] | None:
    if isinstance(value, str) and len(value) <= _LONGEST:
        value = value.replace("，", ",").split(",")
    if not isinstance(value, list | tuple) or len(value) != len(("latitude", "longitude")):
        return None
    latitude, longitude = map(_number, value)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _number(value: object) -> float | None:
    """Return a number; text that is one counts, true and what is no number do not."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) <= 360 else None
