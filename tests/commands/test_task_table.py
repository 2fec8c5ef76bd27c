"""The table of tasks: each is there under its name, and imported only when it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli import run
from conftest import ROOT

from lianzhan.commands import development, tasks
from lianzhan.commands.task_table import DAILY, DEVELOPMENT, all_tasks


@pytest.mark.parametrize("name", [*DAILY, *DEVELOPMENT])
def test_a_task_bears_the_name_that_it_is_called_by(name: str) -> None:
    assert all_tasks()[name].name == name


@pytest.mark.parametrize(("package", "table"), [(tasks, DAILY), (development, DEVELOPMENT)])
def test_each_module_of_the_folder_is_a_task(package: object, table: dict[str, str]) -> None:
    (folder,) = package.__path__  # type: ignore[attr-defined]
    modules = {file.stem for file in Path(folder).glob("*.py")} - {"__init__"}
    assert modules == set(table.values())


def test_to_know_which_tasks_there_are_imports_none() -> None:
    program = (
        "import sys\n"
        "from lianzhan.commands.task_table import all_tasks\n"
        "known = all_tasks()\n"
        "assert 'deploy' in known and 'deplyo' not in known and len(known) == len(list(known))\n"
        "known['check']\n"
        "print([m for m in sys.modules if m.startswith('lianzhan.commands.tasks.')])\n"
    )
    done = run([sys.executable, "-c", program], ROOT)
    assert done.stdout == "['lianzhan.commands.tasks.check']\n", done.stderr
