"""The profile of a real build names stages and functions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.candidates import THEME, ours
from benchmarks.content import write_content
from benchmarks.corpus import make_corpus
from benchmarks.stages import STAGES

ROOT = Path(__file__).parents[2]


def test_the_profile_says_where_the_time_goes(tmp_path: Path) -> None:
    write_content(make_corpus(3, 30), tmp_path / "content")
    made = ours(tmp_path / "content", THEME, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stages", made.command[-1]],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "3 sites, exit 0" in done.stdout
    seconds = {
        line.split("  ")[-1]: float(line.split()[0])
        for line in done.stdout.split("\n\n")[0].splitlines()[1:]
    }
    assert list(seconds) == list(dict.fromkeys(stage for stage, _ in STAGES))
    assert seconds["rendering"] > 0
    assert (made.output / "county-1" / "theory" / "page" / "2.html").is_file()
