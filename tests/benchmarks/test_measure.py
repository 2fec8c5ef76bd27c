"""What a command and everything it starts used is counted; a build that fails is no figure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.candidates import Candidate
from benchmarks.measure import FailedBuildError, Figures, cold, medians, run, wait_until_quiet

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus import Corpus

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is POSIX's")
BURN = "import time\nwhile time.process_time() < 0.3: pass"
ORPHAN = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {BURN!r}])
"""
GREEDY = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "x = bytearray(1) * 150_000_000"])
"""


def candidate(tmp_path: Path, code: str) -> Candidate:
    output = tmp_path / "output"
    command = (sys.executable, "-c", code)
    return Candidate("some", command, output, (output,), no_page, cwd=tmp_path)


def no_page(_corpus: Corpus, _number: int) -> str:
    return ""


def test_cpu_time_of_children_counts(tmp_path: Path) -> None:
    figures = run(candidate(tmp_path, BURN))
    assert figures.cpu >= 0.3
    assert figures.wall >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_cpu_time_of_a_process_that_outlives_its_parent_counts(tmp_path: Path) -> None:
    assert run(candidate(tmp_path, ORPHAN)).cpu >= 0.3


def test_the_peak_is_that_of_the_largest_process(tmp_path: Path) -> None:
    small, large = (run(candidate(tmp_path, code)).peak for code in ("", GREEDY))
    assert small < 100
    assert 150 < large < 300


def test_a_failed_build_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(FailedBuildError, match="status 3\nwhy"):
        run(candidate(tmp_path, "print('why', flush=True); raise SystemExit(3)"))


def test_a_cold_build_finds_nothing(tmp_path: Path) -> None:
    made = candidate(tmp_path, "import os; os.mkdir('output')")
    cold(made)
    cold(made)
    assert made.output.is_dir()


def test_waiting_for_a_quiet_machine_has_an_end() -> None:
    wait_until_quiet(0)
    wait_until_quiet(1)


def test_medians_are_taken_figure_by_figure() -> None:
    runs = [Figures(1, 30, 100), Figures(2, 10, 300), Figures(9, 20, 200)]
    assert medians(runs) == Figures(2, 20, 200)
