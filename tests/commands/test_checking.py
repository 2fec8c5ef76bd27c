"""Where content can't be read, `check` and `explain` say so, and nothing of an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cli import run_task

if TYPE_CHECKING:
    from conftest import House


ALWAYS_STARVED = """
import runpy
from lianzhan.runtime.job import Failure, Kind, Outcome
from lianzhan.runtime.workers import Workers

def starved(_workers, _task, items):
    return [Outcome(item, Failure("MemoryError", Kind.MEMORY)) for item in items]

Workers.run = starved
runpy.run_module("lianzhan", run_name="__main__")
"""


@pytest.mark.parametrize("task", ["explain", "check"])
def test_an_article_that_nobody_had_the_memory_to_read_is_not_called_none(
    house: House, task: str
) -> None:
    done = run_task(
        house,
        *(task, "--content", "content", "content/hunan/articles/theory/equality.md"),
        program=(sys.executable, "-c", ALWAYS_STARVED),
    )
    assert done.returncode == 2
    assert "federation.toml:0: sites-failed: " in done.stderr
    assert "MemoryError" in done.stderr
    assert "不是稿件" not in done.stderr


@pytest.mark.parametrize("task", ["explain", "check"])
def test_where_the_federation_can_not_be_read_nothing_is_said_of_one_article(
    house: House, task: str
) -> None:
    house.write("federation.toml", "[[")
    done = run_task(
        house, task, "--content", "content", "content/hunan/articles/theory/equality.md"
    )
    assert done.returncode == 2
    assert "federation.toml:1: config-syntax: " in done.stderr
