"""Pictures and theme files that nobody uses are deleted, and nothing behind a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lianzhan.output.assets import StillShown, delete_assets


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for name in ("assets/pictures/a.jpg", "assets/pictures/b.jpg", "elsewhere/a.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def test_what_was_there_is_counted(output: Path) -> None:
    done = delete_assets(output, ["pictures/a.jpg", "pictures/none.jpg", "none/x"])
    assert (done.count, done.left) == (1, ())
    assert [file.name for file in (output / "assets/pictures").iterdir()] == ["b.jpg"]


def test_what_stays_is_named_and_not_counted(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refused(path: Path) -> None:
        if path.name == "a.jpg":
            raise PermissionError(1, "Operation not permitted")
        unlink(path)

    monkeypatch.setattr(Path, "unlink", refused)
    done = delete_assets(output, ["pictures/a.jpg", "pictures/b.jpg"])
    assert done.count == 1
    assert done.left == (StillShown("assets/pictures/a.jpg", "Operation not permitted"),)


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
@pytest.mark.parametrize("link", ["assets/pictures", "assets"])
def test_nothing_behind_a_link_is_deleted(output: Path, link: str) -> None:
    """The output folder itself may well be one."""
    moved = output / "moved"
    (output / link).rename(moved)
    (output / link).symlink_to(moved)
    done = delete_assets(output, ["pictures/a.jpg"])
    assert [file.file for file in done.left] == ["assets/pictures/a.jpg"]
    assert len(list(moved.rglob("a.jpg"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_an_output_folder_may_be_a_link(output: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(output)
    assert delete_assets(tmp_path / "linked", ["pictures/a.jpg"]).count == 1
