"""`messages` runs the three commands that CONTRIBUTING shows. The catalogs: tests/test_messages.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conftest import ROOT

from commands.development.dry import commands_of
from lianzhan.commands.development.messages import messages

if TYPE_CHECKING:
    import pytest


def test_the_commands_are_those_that_contributing_shows(capsys: pytest.CaptureFixture[str]) -> None:
    *said, last = commands_of(messages, capsys)
    assert last.endswith(" -m lianzhan.commands.key_pages")
    ran = [line.partition(" -m babel.messages.frontend -q ")[2] for line in said]
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    block = page.split("It runs these three commands:\n\n```\n")[1].split("```")[0]
    shown = re.sub(r"\s+", " ", block).strip().split("pybabel ")[1:]
    assert ran == [command.strip() for command in shown]
