"""Hash functions that can't be loaded end a task in one line: Python would log a traceback each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cli import run, unmeasured
from conftest import ROOT

if TYPE_CHECKING:
    from conftest import House

HALVED = """
import runpy, sys
for name in ("_hashlib", "_md5", "_sha1", "_sha256", "_sha512", "_blake2", "_sha3"):
    sys.modules[name] = None
runpy.run_module("lianzhan", run_name="__main__")
"""
"""What a task meets where there is too little memory to load any hash function."""


@pytest.mark.parametrize("task", ["build", "check"])
def test_hash_functions_that_can_not_be_loaded_are_one_line(house: House, task: str) -> None:
    command = [sys.executable, "-c", HALVED, task, "--content", str(house.content)]
    done = run(command, house.folder, unmeasured(PYTHONPATH=str(ROOT / "plugins")))
    assert done.returncode == 2
    assert done.stderr.startswith("内存不足")
    assert done.stderr.count("\n") == 1
