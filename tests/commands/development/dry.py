"""Runs a development task without its commands: Invoke only prints them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from invoke.config import Config
from invoke.context import Context

if TYPE_CHECKING:
    import pytest
    from invoke.tasks import Task


def commands_of(
    task: Task[Any], capsys: pytest.CaptureFixture[str], **options: object
) -> list[str]:
    """The commands that a task would run, without the colours that Invoke prints them in."""
    task(Context(Config(overrides={"run": {"dry": True}})), **options)
    return re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
