"""Limits of a task's values hold however the task is called."""

from __future__ import annotations

import pytest
from invoke.exceptions import Exit

from lianzhan.commands.limits import Between
from lianzhan.commands.task_options import within


@within(port=Between(0, 9))
def listen(_context: object, port: int = 8, name: str = "") -> None:
    """Note what a task was called with."""
    CALLS.append((port, name))


CALLS: list[tuple[int, str]] = []


@pytest.mark.parametrize(("given", "named"), [((9,), {}), ((), {"port": 9})])
def test_a_value_within_its_limits_is_handed_on(given: tuple[int], named: dict[str, int]) -> None:
    CALLS.clear()
    listen(None, *given, **named)
    assert CALLS == [(9, "")]


@pytest.mark.parametrize(("given", "named"), [((10,), {}), ((), {"port": 10})])
def test_a_value_beyond_them_ends_the_task_before_it_begins(
    given: tuple[int], named: dict[str, int]
) -> None:
    CALLS.clear()
    with pytest.raises(Exit) as end:
        listen(None, *given, **named)
    assert (end.value.code, CALLS) == (2, [])
    assert "--port 的值 10 不对" in str(end.value.message)


def test_a_default_is_held_to_them_too_and_the_limits_can_be_asked_for() -> None:
    assert vars(listen)["limits"] == {"port": Between(0, 9)}
    with pytest.raises(Exit):
        within(port=Between(0, 7))(listen)(None)
