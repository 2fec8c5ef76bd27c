"""A lock has one holder at a time, and is free as soon as that one has ended, whatever ended it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from lianzhan.output.lock import locked
with locked(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def held_apart(file: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until its input ends, or it does."""
    command = [sys.executable, "-c", HOLD, str(file)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def is_free(file: Path) -> bool:
    try:
        with locked(file, 0):
            return True
    except TimeoutError:
        return False


def test_a_lock_makes_its_file_and_keeps_what_it_holds(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", 0):
        assert (tmp_path / "lock").read_bytes() == b""
    (tmp_path / "lock").write_text("test", "utf-8")
    with locked(tmp_path / "lock", 0):
        assert (tmp_path / "lock").read_text("utf-8") == "test"


def test_a_lock_has_one_holder(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with locked(file, 0):
        assert not is_free(file)
        assert is_free(tmp_path / "another")
    assert is_free(file)


def test_an_error_frees_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), locked(file, 0):
        _ = 1 / 0
    assert is_free(file)


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    holder = held_apart(file)
    with pytest.raises(TimeoutError), locked(file, 0.2):
        pass
    assert holder.stdin is not None
    holder.stdin.close()
    with locked(file, 300):
        assert holder.wait() == 0


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    holder = held_apart(tmp_path / "lock")
    assert not is_free(tmp_path / "lock")
    holder.kill()
    holder.communicate()
    assert is_free(tmp_path / "lock")


def test_a_file_that_may_only_be_read_is_locked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "lock"
    file.touch()
    real = os.open

    def read_only(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(path)
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", read_only)
    with locked(file, 0):
        assert not is_free(file)


def test_where_there_is_no_folder_nothing_is_locked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "none/lock", 0):
        pass
