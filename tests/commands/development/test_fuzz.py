"""`fuzz` hands its numbers on, and knows how many builds there are."""

from __future__ import annotations

import pytest
from invoke.exceptions import Exit

from commands.development.dry import commands_of
from lianzhan.commands.development.fuzz import fuzz


def test_the_last_build_can_be_repeated_and_none_after_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (command,) = commands_of(fuzz, capsys, mutants=301, per_build=150, batch=2, seed=7)
    assert command.partition(" -m fuzz ")[2] == (
        "--mutants=301 --seed=7 --per-build=150 --batch=2 --causes=20"
    )
    with pytest.raises(Exit) as end:
        commands_of(fuzz, capsys, mutants=301, per_build=150, batch=3)
    assert (end.value.code, "一共 3 次生成" in str(end.value.message)) == (2, True)
