"""`bench` hands its options on to the benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.development.dry import commands_of
from lianzhan.commands.development.bench import bench

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_asked_for_is_handed_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (command,) = commands_of(
        bench, capsys, sites=20, articles=400, rows="cold", json=str(tmp_path / "x.json"), keep=True
    )
    assert command.partition(" -m benchmarks ")[2] == (
        f"--sites=20 --articles=400 --runs=5 --peer-runs=1 --json={tmp_path}/x.json --rows=cold --keep"
    )
