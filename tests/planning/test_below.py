"""The sites below one are counted by level, where any value of theirs is told of."""

from __future__ import annotations

from dataclasses import replace

from kinds.placed import FEDERATION

from lianzhan.model.catalog import BELOW, OWN, Placement
from lianzhan.planning.below import LevelBelow, levels_below

TREE = replace(FEDERATION, sites=FEDERATION.sites[::-1])
"""In another order than that of their names."""
HERS = Placement("hunan", "", "changsha/accounts/own.md", OWN)
BELOW_HER = Placement("hunan", "", "furong/accounts/own.md", BELOW)


def test_all_below_stand_by_level_the_highest_first_each_level_in_official_order() -> None:
    assert levels_below(TREE, "hunan", [HERS, BELOW_HER]) == (
        LevelBelow("市州", ("hengyang", "changsha")),
        LevelBelow("县市区", ("furong",)),
    )


def test_a_level_without_any_site_below_is_left_out() -> None:
    assert [level.slugs for level in levels_below(TREE, "changsha", [BELOW_HER])] == [("furong",)]
    assert levels_below(TREE, "furong", [BELOW_HER]) == ()


def test_a_site_that_tells_of_none_below_counts_none() -> None:
    assert levels_below(TREE, "hunan", [HERS]) == ()
    assert levels_below(TREE, "hunan", []) == ()
