"""`acceptance` runs the tests and then the fuzz, and says how both went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.development.dry import commands_of
from lianzhan.commands.development.acceptance import acceptance

if TYPE_CHECKING:
    import pytest


def test_all_proofs_run_and_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    tests, fuzz, lighthouse, counts, *results = commands_of(
        acceptance, capsys, mutants=9, seed=4, kills=2
    )
    assert tests.endswith(" -m pytest -n auto")
    assert fuzz.endswith(" -m fuzz --mutants=9 --seed=4")
    assert lighthouse.endswith(" -m pages.lighthouse")
    assert "LIANZHAN_KILLS=2" in counts.split()
    assert results == ["ok      tests", "ok      9 mutants, seed 4", "ok      lighthouse"]
