"""Where content can't be read, `check` and `explain` say so, and nothing of an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cli import run_task

from lianzhan.commands.checking import check_content
from lianzhan.output.output_lock import MARKER

if TYPE_CHECKING:
    from conftest import House

THEORY = "hunan/articles/theory/equality.md"

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


@pytest.mark.parametrize(("owner", "is_renamed"), [("test", True), ("hubei", False)])
def test_old_addresses_are_those_of_an_output_of_ones_own(
    house: House, owner: str, is_renamed: bool
) -> None:
    house.build()
    (house.content / THEORY).rename(house.content / "hunan/articles/theory/equals.md")
    (house.output / MARKER).write_text(owner, "utf-8")
    found, _ = check_content(house.request())
    codes = {problem.code for problem in found.problems}
    assert ("renamed-without-alias" in codes) is is_renamed


@pytest.mark.parametrize(("owner", "name"), [("test", "长沙市妇联"), ("hubei", "changsha")])
def test_a_broken_site_is_known_by_an_output_of_ones_own(
    house: House, owner: str, name: str
) -> None:
    house.build()
    house.write("hunan/changsha/site.toml", "[[")
    (house.output / MARKER).write_text(owner, "utf-8")
    found, _ = check_content(house.request())
    assert found.tree is not None
    assert [site.name for site in found.tree.broken] == [name]
