"""Addresses that open in a map program."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from lianzhan.kinds.maps import map_address
from lianzhan.model.contact import Point
from lianzhan.model.target import classify


@pytest.mark.parametrize("name", ["维权站", "a&b=c#d", "\"'<>", "x?callnative=0"])
def test_an_address_names_the_point_longitude_first_and_its_datum(name: str) -> None:
    address = map_address(Point(28.1941, 112.9823), name)
    assert classify(address).address == address
    assert urlsplit(address).hostname == "uri.amap.com"
    assert parse_qs(urlsplit(address).query) == {
        "position": ["112.982300,28.194100"],
        "name": [name],
        "coordinate": ["gaode"],
        "callnative": ["1"],
    }
