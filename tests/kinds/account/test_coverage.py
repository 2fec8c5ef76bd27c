"""Coverage: how many sites of each level have an account on each platform."""

from __future__ import annotations

from lianzhan.kinds.account.coverage import Share, coverage
from lianzhan.planning.below import LevelBelow

LEVELS = (LevelBelow("市州", ("a", "b")), LevelBelow("县市区", ("c", "d", "e")))


def test_each_level_has_a_share_for_each_platform_that_anyone_is_on() -> None:
    found = coverage(LEVELS, {"a": {"douyin"}, "c": {"wechat", "douyin"}, "e": {"wechat"}})
    assert [platform.name for platform in found.platforms] == ["wechat", "douyin"]
    shares = {row.title: [(s.count, s.total) for s in row.shares] for row in found.rows}
    assert shares == {"市州": [(0, 2), (1, 2)], "县市区": [(2, 3), (1, 3)]}


def test_nobody_on_any_platform_is_a_table_without_columns() -> None:
    found = coverage(LEVELS, {})
    assert (found.platforms, [row.shares for row in found.rows]) == ((), [(), ()])


def test_a_hundred_per_cent_means_all() -> None:
    assert [Share(n, 122).percent for n in (0, 1, 61, 121, 122)] == [0, 0, 50, 99, 100]
    assert Share(0, 0).percent == 0
