"""`invoke take-down`, which has Invoke read the words, does what `python3 tasks.py take-down` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cli import build, run
from conftest import ROOT

if TYPE_CHECKING:
    from conftest import House

INVOKE = (sys.executable, "-m", "invoke", "--search-root", str(ROOT), "take-down")


@pytest.mark.parametrize(("path", "status"), [("theory/equality.html", 0), ("theory/no.html", 2)])
def test_invoke_takes_a_page_down_with_the_same_status(
    house: House, path: str, status: int
) -> None:
    assert build(house).returncode == 0
    page = house.output / "hunan" / path
    done = run([*INVOKE, str(page), "--output", str(house.output)], house.folder)
    assert done.returncode == status, done.stderr
    assert not page.exists()
    assert ("已撤下" in done.stdout) == (status == 0)
