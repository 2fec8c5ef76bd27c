"""A staged folder takes the live one's place whole, whatever the system can do or interrupts it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from conftest import everything_in

from lianzhan.building.staging import delete
from lianzhan.output.swap import new_staging, put_in_place, recover, remove, replaced


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a live site and a staged one."""
    for path, text in {
        "hunan/index.html": "old",
        "hunan/gone.html": "old",
        ".staging/hunan/index.html": "new",
        ".staging/hunan/news/new.html": "new",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture(params=["with an exchange", "without"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can exchange two folders, and one where the call is not to be found."""
    if request.param == "without":
        other = "linux" if sys.platform == "darwin" else "darwin"
        monkeypatch.setattr(sys, "platform", other)


NEW = {"index.html": b"new", "news/new.html": b"new"}


@pytest.mark.usefixtures("system")
def test_the_staged_folder_takes_the_place_of_the_live_one(output: Path) -> None:
    put_in_place(output / ".staging/hunan", output / "hunan", output / ".staging")
    assert everything_in(output / "hunan") == NEW
    for folders in replaced(output / ".staging"):
        delete(folders)
    assert everything_in(output / ".staging") == {}


def test_what_was_replaced_comes_in_portions_and_is_deleted_as_far_as_possible(
    tmp_path: Path,
) -> None:
    for number in range(20):
        (tmp_path / f"s{number}").mkdir()
    (tmp_path / "part").write_text("x", "utf-8")
    portions = replaced(tmp_path)
    assert [len(portion) for portion in portions] == [8, 8, 4]
    delete([*portions[0], tmp_path / "gone"])
    assert sum(map(len, replaced(tmp_path))) == 12
    assert (tmp_path / "part").exists()


@pytest.mark.usefixtures("system")
def test_a_new_site_stands_where_there_was_none(output: Path) -> None:
    put_in_place(output / ".staging/hunan", output / "changsha", output / ".staging")
    assert everything_in(output / "changsha") == NEW
    assert everything_in(output / "hunan") == {"index.html": b"old", "gone.html": b"old"}


def test_a_file_takes_the_place_of_a_file_and_makes_its_folders(output: Path) -> None:
    for name in ("index.html", "assets/pictures/x.png"):
        for text in ("one", "two"):
            (output / ".staging/part").write_text(text, "utf-8")
            put_in_place(output / ".staging/part", output / name, output / ".staging")
            assert (output / name).read_text("utf-8") == text
    assert not (output / ".staging/part").exists()


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="elsewhere there is a moment")
def test_a_reader_never_finds_the_site_missing(output: Path) -> None:
    """Read all through a hundred swaps: each time the page is there, old or new."""
    page, done, misses, seen = output / "hunan/index.html", threading.Event(), [], set()

    def visit() -> None:
        while not done.is_set():
            try:
                seen.add(page.read_text("utf-8"))
            except FileNotFoundError:
                misses.append(1)

    reader = threading.Thread(target=visit)
    reader.start()
    for number in range(100):
        staged = output / ".staging/hunan"
        staged.mkdir(exist_ok=True)
        (staged / "index.html").write_text(f"new {number}", "utf-8")
        put_in_place(staged, output / "hunan", output / ".staging")
    done.set()
    reader.join()
    assert seen
    assert misses == []


def test_an_interrupted_swap_is_put_right(output: Path) -> None:
    """The old folder had stepped aside and the new one was not yet in its place."""
    (output / "hunan").rename(output / ".staging/aside-hunan")
    recover(output / ".staging", output)
    assert everything_in(output) == {"hunan/index.html": b"old", "hunan/gone.html": b"old"}


def test_after_a_finished_swap_the_old_folder_goes(output: Path) -> None:
    (output / "hunan").rename(output / ".staging/aside-hunan")
    (output / ".staging/hunan").rename(output / "hunan")
    recover(output / ".staging", output)
    assert everything_in(output) == {f"hunan/{path}": data for path, data in NEW.items()}
    assert not (output / ".staging").exists()


def test_where_nothing_was_interrupted_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", "utf-8")
    recover(tmp_path / ".staging", tmp_path)
    assert everything_in(tmp_path) == {"x": b"x"}


def test_removing_takes_files_and_folders_but_never_what_a_link_leads_to(output: Path) -> None:
    outside = output / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", "utf-8")
    (output / "link").symlink_to(outside)
    for name in ("hunan/gone.html", "hunan", "link"):
        remove(output / name, output / ".staging")
        assert not (output / name).exists()
    assert (outside / "kept.txt").read_text("utf-8") == "kept"
    assert sorted(path.name for path in (output / ".staging").iterdir()) == ["hunan"]


posix = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")


@posix
def test_nothing_is_put_back_from_behind_a_link(output: Path, tmp_path: Path) -> None:
    """Nor staged there: a staging folder that is a link goes, and what it leads to stays."""
    away = tmp_path / "away"
    (away / "aside-changsha").mkdir(parents=True)
    (output / ".staging").rename(tmp_path / "staged")
    (output / ".staging").symlink_to(away)
    with pytest.raises(OSError, match="links"):
        new_staging(output / ".staging")
    assert recover(output / ".staging", output) == []
    assert not (output / "changsha").exists()
    assert (away / "aside-changsha").is_dir()
    assert not (output / ".staging").is_symlink()


@posix
def test_what_a_link_leads_to_is_never_emptied(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that lets nothing go, files are emptied: links are not."""
    (tmp_path / "precious").write_text("mine", "utf-8")
    (output / "hunan/link").symlink_to(tmp_path / "precious")

    def refused(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr("shutil.rmtree", lambda *_args, **_options: None)
    assert remove(output / "hunan", None) == [(output / "hunan/link", "Permission denied")]
    assert everything_in(output / "hunan")["index.html"] == b""
    assert (tmp_path / "precious").read_text("utf-8") == "mine"


def test_a_folder_that_can_not_be_looked_into_is_named(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).rstrip("/").endswith("hunan"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr("shutil.rmtree", lambda *_args, **_options: None)
    assert remove(output / "hunan", None) == [(output / "hunan", "Permission denied")]
