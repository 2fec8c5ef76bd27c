"""The command line as people and scripts use it: in a folder, with arguments and exit statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import run_task
from conftest import NOW, everything_in
from test_docs import tasks

from lianzhan.commands.task_table import all_tasks

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House


def test_invoke_finds_the_tasks_that_the_command_line_has() -> None:
    assert tasks() == dict(all_tasks())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "nonsense"),
        (("build", "--nonsense"), "--nonsense"),
        (("build", "--jobs", "many"), "many"),
        (("build", "--now", "yesterday"), "--now “yesterday”不是时间，例如 2026-03-08T09:00"),
        (
            ("build", "--content", "content", "--output", "output", "--site", "nowhere"),
            "没有代号为“nowhere”的站点；最接近的是 ",
        ),
        (("build", "--content", "content", "--output", "content"), "不是空的"),
        (("check", "--content"), "content"),
        (("check", "--content", "content", "/etc/passwd"), "/etc/passwd"),
        (("check", "--content", "content", "nowhere.md"), "nowhere.md"),
        (("explain", "--content", "content"), "explain 缺少 PATH（一篇稿件或单页）"),
        (("explain", "--content", "content", "nowhere.md"), "nowhere.md"),
    ],
)
def test_what_can_not_be_understood_ends_with_2_in_one_line(
    house: House, arguments: tuple[str, ...], said: str
) -> None:
    before = everything_in(house.folder)
    done = run_task(house, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert everything_in(house.folder) == before


@pytest.mark.parametrize("arguments", [(), ("--list",), ("--help",), ("build", "--help")])
def test_help_ends_with_0(house: House, arguments: tuple[str, ...]) -> None:
    done = run_task(house, *arguments)
    assert done.returncode == 0
    assert "build" in done.stdout


def test_the_project_is_found_from_any_folder(house: House, tmp_path: Path) -> None:
    done = run_task(house, "check", "--now", NOW.isoformat())
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / ".cache").exists()
