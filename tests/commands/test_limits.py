"""Limits of values: what lies within them, and what is said of what does not."""

from __future__ import annotations

import pytest

from lianzhan.commands.limits import Between, Limit, Needed, OneOf, flag, shown


@pytest.mark.parametrize(
    ("limit", "values"),
    [
        (Between(0, 9), [0, 5, 9]),
        (Between(1), [1, 1_000_000_000]),
        (OneOf(("local", "dask")), ["local", "dask"]),
        (Needed("--by 张甲"), ["张甲", ["a.md"]]),
    ],
)
def test_what_lies_within_has_no_fault(limit: Limit, values: list[object]) -> None:
    assert [limit.fault("jobs", value) for value in values] == [""] * len(values)


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        (Between(0, 9), 10, "--no-cache 的值 10 不对：应为 0 到 9 的整数"),
        (Between(0, 9), -1, "--no-cache 的值 -1 不对：应为 0 到 9 的整数"),
        (Between(0, 9), "5", "--no-cache 的值 5 不对：应为 0 到 9 的整数"),
        (OneOf(("local", "dask")), "\x1b[2J", "--no-cache 的值“\\x1b[2J”不对：应为 local | dask"),
        (Needed("--by 张甲"), "", "缺少 --no-cache，例如 --by 张甲"),
        (Needed("--by 张甲"), "  ", "缺少 --no-cache，例如 --by 张甲"),
        (Needed("--by 张甲"), [], "缺少 --no-cache，例如 --by 张甲"),
    ],
)
def test_what_lies_beyond_is_named_with_what_is_right(
    limit: Limit, value: object, said: str
) -> None:
    assert limit.fault("no_cache", value) == said


def test_a_word_is_shown_short_and_harmless() -> None:
    assert (flag("allow_removal"), shown("\x1b")) == ("--allow-removal", "\\x1b")
    assert shown("长" * 61) == "长" * 60 + "…"
    assert shown("长" * 60) == "长" * 60
