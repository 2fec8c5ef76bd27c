"""`lint` runs each of the four tools, in the project's folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from conftest import ROOT

from commands.development.dry import commands_of
from lianzhan.commands.development.lint import lint

if TYPE_CHECKING:
    import pytest


def test_all_four_tools_run_in_the_projects_folder(capsys: pytest.CaptureFixture[str]) -> None:
    said = commands_of(lint, capsys)
    assert all(line.startswith(f"cd {ROOT} && ") for line in said)
    tools = [line.split(" && ")[1] for line in said]
    ours = [
        f"{sys.executable} -m {name}" for name in ("ruff check .", "ruff format --check .", "mypy")
    ]
    assert tools[:3] == ours
    assert tools[3].endswith("/lint-imports")
