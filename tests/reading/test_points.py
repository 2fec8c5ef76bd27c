"""Points within the country, latitude first; what is none says what it lacks."""

from __future__ import annotations

import pytest

from lianzhan.model.contact import Point
from lianzhan.reading.points import parse_point, point_wanted

CHANGSHA = Point(28.1941, 112.9823)
POINTS = (
    [28.1941, 112.9823],
    (28.1941, 112.9823),
    ["28.1941", "112.9823"],
    "28.1941,112.9823",
    "28.1941， 112.9823",
)
EDGES = ([3.97, 112.28], [53.56, 123.25], [39.4, 73.5], [48.35, 135.0], [22, 114])
NONE = {
    "纬度在前、经度在后的两个数": (
        None, "", "长沙", [], [28.2], [28.2, 112.9, 0], {"lat": 28.2}, [True, False], [[1], [2]], ["x", "y"], 28.2,
        [float("nan"), 112.9], [float("inf"), 112.9], ["1e400", "112"], [10**400, 112], "1," * 50_000,
    ),
    "写反了": ([112.9823, 28.1941], "112.9823,28.1941"),
    "中国境内": ([0, 0], [51.5, -0.12], [35.68, 139.69], [-28.19, 112.98], [28.19, 212.98]),
}  # fmt: skip


@pytest.mark.parametrize("value", POINTS, ids=str)
def test_a_point_is_latitude_and_longitude(value: object) -> None:
    assert parse_point(value) == CHANGSHA


@pytest.mark.parametrize("value", EDGES, ids=str)
def test_the_outermost_places_of_the_country_are_in_it(value: object) -> None:
    assert parse_point(value) is not None


@pytest.mark.parametrize("said", NONE)
def test_what_is_no_point_says_what_it_lacks(said: str) -> None:
    for value in NONE[said]:
        assert parse_point(value) is None
        assert said in point_wanted(value)
