"""A move in a small federation, for tests of what it does to heads, targets and places."""

from __future__ import annotations

import pytest
from conftest import House, everything_in

from lianzhan.desk.moving import REFUSALS, Moved, MoveRefusedError, move
from lianzhan.model.federation import SiteTree
from lianzhan.reading.federation import read_federation

SITE = "hunan/changsha"
NEWS, THEORY = f"{SITE}/articles/news", f"{SITE}/articles/theory"


def moved(house: House, old: str, new: str) -> Moved:
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    return move(house.content, tree.federation, old, new)


def refused(house: House, old: str, new: str) -> str:
    before = everything_in(house.content)
    with pytest.raises(MoveRefusedError) as error:
        moved(house, old, new)
    assert everything_in(house.content) == before
    assert REFUSALS[error.value.code].format(**error.value.details)
    return error.value.code


def text(house: House, path: str) -> str:
    return (house.content / path).read_bytes().decode()
