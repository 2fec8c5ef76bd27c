"""The arguments of `take-down`, which reads them by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli import run_task

if TYPE_CHECKING:
    from conftest import House


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "take-down 缺少 PATH"),
        (("a", "b"), 2, "take-down 用不上“b”"),
        (("--outptu", "x", "a"), 2, "最接近的是 --output"),
        (("a", "--wait", "soon"), 2, "--wait 的值“soon”不是整数"),
        (("a", "--wait", "-1"), 2, "--wait 的值 -1 不对"),
        (("--help",), 0, "python3 tasks.py take-down PATH [选项 …]"),
    ],
)
def test_a_take_down_reads_its_arguments_as_all_tasks_do(
    house: House, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = run_task(house, "take-down", *arguments)
    assert done.returncode == status
    assert said in (done.stderr if status else done.stdout)
    assert len(done.stderr.splitlines()) == (1 if status else 0)
