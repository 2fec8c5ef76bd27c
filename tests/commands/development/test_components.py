"""`components` hands on where its pages go, as a place that does not depend on where one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.development.dry import commands_of
from lianzhan.commands.development.components import components

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_pages_go_where_one_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (command,) = commands_of(components, capsys, to="pages")
    assert command.partition(" -m showing ")[2] == str(tmp_path / "pages")
