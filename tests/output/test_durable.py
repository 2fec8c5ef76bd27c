"""Staged files are on the disk before they go live: few calls, and a disk that refuses is heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from waiting import PATIENCE

from lianzhan.output.durable import sync_folders, sync_trees

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from lianzhan.output.durable import sync_folders, sync_trees
folders = [Path(given) for given in sys.argv[1:]]
print(sync_trees(folders), sync_folders(folders))
"""
FILES, FOLDERS = 5, 4


@pytest.fixture
def staged(tmp_path: Path) -> list[Path]:
    """Two staged sites and a file: five files, four folders, and what is not to be followed."""
    for path in ("a/index.html", "a/news/x.html", "a/news/y.html", "b/index.html", "part"):
        file = tmp_path / "staging" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("文", "utf-8")
    (tmp_path / "staging/b/empty").mkdir()
    (tmp_path / "staging/b/link").symlink_to("../a/index.html")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "staging/b/pipe")
    return [tmp_path / "staging" / name for name in ("a", "b", "part")]


def traced(staged: list[Path], *faults: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the program under strace, its calls made to fail as told; return it and the calls."""
    if shutil.which("strace") is None:
        pytest.skip("strace is missing: the calls can't be counted")
    log = staged[0].parent.parent / "calls"
    injected = [option for fault in faults for option in ("-e", f"inject={fault}")]
    command = ["strace", "-f", "-qq", "-e", "trace=fsync,syncfs", *injected, "-o", str(log)]
    done = subprocess.run(
        [*command, sys.executable, "-c", PROGRAM, *map(str, staged)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("strace may not look at processes here")
    calls = [line.split()[1].partition("(")[0] for line in log.read_text("utf-8").splitlines()]
    return done, [call for call in calls if call in ("fsync", "syncfs")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux writes a file system in one call")
def test_a_whole_build_takes_one_call_before_the_swap_and_one_after(staged: list[Path]) -> None:
    assert sync_trees(staged) == sync_folders(staged) == 1
    done, calls = traced(staged)
    assert done.stdout.split() == ["1", "1"]
    assert calls == ["syncfs", "syncfs"]


@pytest.mark.parametrize("error", ["ENOSYS", "EIO", "EPERM"])
def test_where_that_call_fails_each_file_and_folder_takes_one(
    staged: list[Path], error: str
) -> None:
    """Nothing of somebody else's on that disk fails a build: each file is asked for itself."""
    done, calls = traced(staged, f"syncfs:error={error}")
    assert done.stdout.split() == [str(1 + FILES + FOLDERS), str(1 + len(staged))]
    assert calls.count("syncfs") == 2
    assert calls.count("fsync") == FILES + FOLDERS + len(staged)


@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EDQUOT"])
def test_a_file_that_the_disk_does_not_take_is_an_error_that_names_it(
    staged: list[Path], error: str
) -> None:
    done, _ = traced(staged, "syncfs:error=EIO", f"fsync:error={error}:when=2")
    assert done.returncode == 1
    assert "OSError" in done.stderr
    assert str(staged[0] / "news/x.html") in done.stderr


@pytest.mark.parametrize("error", ["EINVAL", "EOPNOTSUPP", "EROFS"])
def test_a_file_system_without_such_a_call_is_no_error(staged: list[Path], error: str) -> None:
    done, _ = traced(staged, "syncfs:error=ENOSYS", f"fsync:error={error}")
    assert done.stdout.split() == [str(1 + FILES + FOLDERS), str(1 + len(staged))]


def test_what_is_no_longer_there_is_an_error(tmp_path: Path) -> None:
    for sync in (sync_trees, sync_folders):
        with pytest.raises(FileNotFoundError):
            sync([tmp_path / "gone"])


def test_without_files_or_when_switched_off_there_is_no_call(staged: list[Path]) -> None:
    assert sync_trees([]) == sync_folders([]) == 0
    assert sync_trees(staged, is_wanted=False) == sync_folders(staged, is_wanted=False) == 0
