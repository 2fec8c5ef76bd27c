"""A file is replaced whole, or left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.desk.replacing import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_has_its_new_bytes_and_its_old_rights(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    assert replace_file(file, b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_somebody_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"newer")
    assert not replace_file(file, b"old", b"new")
    assert file.read_bytes() == b"newer"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "a.md", b"old", b"new")
    assert list(tmp_path.iterdir()) == []
