"""What of an output folder readers may see; what `deploy` makes of it stands in test_deploy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.public_files import StrangeFilesError, copy_public_files, public_files
from output.test_deploy import OURS, SITE, fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    fill(tmp_path / "output", SITE | OURS)
    return tmp_path / "output"


def test_what_manifests_name_is_public_and_nothing_else(output: Path, tmp_path: Path) -> None:
    found = public_files(output)
    assert set(found.named) == set(SITE)
    assert (found.strange, found.unused) == ((), ())
    copy_public_files(output, found.named, tmp_path / "copy")
    copied = {path: (tmp_path / "copy" / path).read_text("utf-8") for path in SITE}
    assert copied == SITE


def test_what_was_taken_away_since_is_not_missed(output: Path) -> None:
    """A page that was taken down is gone before its manifest is made anew."""
    (output / "changsha/news/读书会.html").unlink()
    found = public_files(output)
    assert set(found.named) == set(SITE) - {"changsha/news/读书会.html"}
    assert found.strange == ()


@pytest.mark.parametrize("path", ["index.html", "changsha/index.html", "assets/theme-1/a.css"])
def test_a_file_that_is_exchanged_after_the_look_is_not_copied(
    output: Path, tmp_path: Path, path: str
) -> None:
    (tmp_path / "elsewhere").write_text("hidden", "utf-8")
    found = public_files(output)
    (output / path).unlink()
    (output / path).symlink_to(tmp_path / "elsewhere")
    with pytest.raises((OSError, StrangeFilesError)):
        copy_public_files(output, found.named, tmp_path / "copy")
    (output / path).unlink()
    os.link(tmp_path / "elsewhere", output / path)
    with pytest.raises(StrangeFilesError):
        copy_public_files(output, found.named, tmp_path / "copy2")
    assert "hidden" not in {f.read_text("utf-8") for f in tmp_path.glob("copy*/**/*.*")}


def test_a_folder_that_is_exchanged_after_the_look_is_not_copied(
    output: Path, tmp_path: Path
) -> None:
    fill(tmp_path / "elsewhere", {"index.html": "hidden", "news/读书会.html": "hidden"})
    found = public_files(output)
    (output / "changsha").rename(tmp_path / "away")
    (output / "changsha").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StrangeFilesError):
        copy_public_files(output, found.named, tmp_path / "copy")
    assert "hidden" not in {f.read_text("utf-8") for f in tmp_path.glob("copy/**/*.*")}
