"""What of an output folder readers may see; what `deploy` makes of it stands in test_deploy."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from waiting import PATIENCE

from lianzhan.output.public_files import StrangeFilesError, copy_public_files, public_files
from output.deploy.test_gh_pages import OURS, SITE, fill, manifest

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


def test_a_manifest_among_the_pictures_names_nothing(output: Path) -> None:
    planted = {"assets/.lianzhan.json": manifest("x.html"), "assets/x.html": "hidden"}
    fill(output, planted)
    found = public_files(output)
    assert set(found.named) == set(SITE)
    assert set(found.unused) == set(planted)


def test_a_manifest_does_not_make_itself_public(output: Path) -> None:
    name = "changsha/.lianzhan.json"
    fill(output, {name: manifest(*SITE, ".lianzhan.json", "index.html", "news/读书会.html")})
    found = public_files(output)
    assert name not in found.named
    assert found.strange == ()


EXCHANGE = """
import os, sys
from pathlib import Path
from lianzhan.output.public_files import StrangeFilesError, copy_public_files, public_files
output = Path(sys.argv[1])
found = public_files(output)
(output / "index.html").unlink()
os.mkfifo(output / "index.html")
try:
    copy_public_files(output, found.named, output.parent / "copy")
except StrangeFilesError as error:
    print(*error.paths)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in a folder are POSIX")
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(output: Path) -> None:
    command = [sys.executable, "-c", EXCHANGE, str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout == "index.html\n"


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
