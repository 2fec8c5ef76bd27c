"""A band is of its place alone, keeps the threads that all have, and no two siblings share one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, site

from lianzhan.model.identity import Weave
from lianzhan.planning.identity.weaves import WIDTHS, band_of, is_sound, tiles, weave_of, weaves
from planning.identity.trees import tree

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation

MADE = [f"{number:06}" for number in range(110000, 110600)]


def cells(weave: Weave) -> list[str]:
    """The rows of a tile as people see them, three tiles side by side."""
    return ["".join(".#"[row >> x & 1] for x in range(weave.width)) * 3 for row in weave.all_rows]


def bands(weave: Weave) -> set[tuple[str, ...]]:
    """A band, wherever one begins to look at it."""
    return {tuple(row[at:] + row[:at] for row in cells(weave)) for at in range(weave.width)}


def siblings(*codes: str) -> Federation:
    below = [replace(site(f"s{at}", "city", "top"), code=code) for at, code in enumerate(codes)]
    return replace(FEDERATION, sites=(site("top", "province", None), *below))


def example_codes(content: Path) -> list[str]:
    found = [file.read_text("utf-8") for file in content.rglob("site.toml")]
    return re.findall('^code = "(.*)"', "".join(found), re.M)


def test_a_tile_keeps_the_rules_of_all_tiles(example_content: Path) -> None:
    codes = example_codes(example_content)
    assert len(codes) == 137
    for code in (*codes, *MADE, "hunan", "", "市"):
        weave = weave_of(code)
        rows = cells(weave)
        width = weave.width
        assert width in WIDTHS
        assert len(rows) == 9
        assert rows == rows[::-1]
        assert all(row[width - at] == row[width + at] for row in rows for at in range(width))
        assert {rows[0][at] + rows[0][at + 1] for at in range(0, width, 2)} == {"#."}
        filled = sum(row.count("#") for row in rows) / (9 * 3 * width)
        assert 0.38 <= filled <= 0.62
        columns = ["".join(column) for column in zip(*rows, strict=True)]
        assert not any("#" * 8 in line or "." * 8 in line for line in (*rows, *columns))
        assert rows[4][width // 2] == "#"


def test_a_tile_that_breaks_a_rule_is_no_sound_one() -> None:
    sound = weave_of("430900")
    assert is_sound(sound)
    whole = (1 << sound.width) - 1
    run = 0b11111111 << 3
    over_the_seam = 0b1111 << (sound.width - 4) | 0b1111
    for row in (0, whole, run, whole & ~run, over_the_seam):
        assert not is_sound(Weave(sound.width, (*sound.rows[:2], row, *sound.rows[3:])))
    column = tuple(row | 1 for row in sound.rows), tuple(row & ~1 for row in sound.rows)
    assert not any(is_sound(Weave(sound.width, rows)) for rows in column)
    assert not is_sound(Weave(16, (0x5555,) * 4 + (0x1111,)))


def test_the_tile_of_a_code_is_the_same_on_every_machine() -> None:
    assert weave_of("430900") == Weave(18, (87381, 91444, 34953, 152146, 77732))


def test_nearly_every_place_has_a_band_of_its_own(example_content: Path) -> None:
    codes = example_codes(example_content)
    assert len({weave_of(code) for code in codes}) > 0.9 * len(codes)


def test_where_two_siblings_would_be_alike_the_later_one_takes_its_next_digest() -> None:
    assert weaves(siblings("a", "b"))["s1"] == weave_of("b")
    found = weaves(siblings("a", "a", "a"))
    assert [found["s0"], found["s1"], found["s2"]] == [*islice(tiles("a"), 3)]


def test_no_two_siblings_have_one_band_wherever_it_begins_nor_a_site_and_the_one_above() -> None:
    federation = siblings(*MADE)
    found = weaves(federation)
    seen: set[tuple[str, ...]] = set()
    for weave in found.values():
        assert seen.isdisjoint(bands(weave))
        seen |= bands(weave)


def test_a_tile_that_begins_in_the_other_middle_is_of_the_same_band() -> None:
    for weave in map(weave_of, MADE):
        if weave.width % 4 == 0:  # else the threads at the edges tell one middle from the other
            half = weave.width // 2
            whole = (1 << weave.width) - 1
            turned = tuple((row << half | row >> half) & whole for row in weave.rows)
            assert band_of(Weave(weave.width, turned)) == band_of(weave)
            assert bands(Weave(weave.width, turned)) == bands(weave)


def test_a_child_with_its_parents_code_has_another_band() -> None:
    federation = tree({"top": None, "a": "top", "b": "a"})
    same = replace(federation, sites=tuple(replace(s, code="43") for s in federation.sites))
    found = weaves(same)
    assert found["top"] != found["a"] != found["b"]
    portal = weaves(replace(same, id="43"))
    assert portal["top"] != weave_of("43")


def test_a_new_last_sibling_changes_no_others_band() -> None:
    before = weaves(siblings(*MADE[:40]))
    after = weaves(siblings(*MADE[:40], "a", MADE[3]))
    assert {slug: after[slug] for slug in before} == before


def test_a_site_without_a_code_has_the_band_of_its_slug() -> None:
    assert weaves(tree({"hunan": None}))["hunan"] == weave_of("hunan")


def test_more_siblings_of_one_code_than_there_are_tries_all_have_a_band() -> None:
    assert len(weaves(siblings(*["a"] * 250))) == 251
