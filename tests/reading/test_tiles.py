"""Two sites can't stand on one tile: the first by code has it, the others are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.federation import SiteTree
from lianzhan.model.profile import Tile
from lianzhan.reading.federation import read_federation
from lianzhan.texts.language import message_of

if TYPE_CHECKING:
    from conftest import House


def test_the_first_by_its_code_has_a_tile_that_two_ask_for(house: House) -> None:
    for name, code, tile in (
        ("a", "430300", [1, 2]),
        ("b", "430200", [1, 2]),
        ("c", "430400", [2, 1]),
    ):
        text = f'name = "{name}"\nlevel = "city"\ncode = "{code}"\nmotto = "好"\ntile = {tile}\n'
        house.write(f"hunan/{name}/site.toml", text)
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    tiles = {site.slug: site.profile.tile for site in tree.federation.sites if site.profile.motto}
    assert tiles == {"b": Tile(1, 2), "a": None, "c": Tile(2, 1)}
    (fault,) = tree.problems
    assert (fault.path, fault.line, fault.code) == ("hunan/a/site.toml", 5, "site-fact")
    assert "[1, 2]”已经是 b 的" in message_of(fault, "zh-CN")
    assert tree.federation.by_slug["a"].profile.motto == "好"
