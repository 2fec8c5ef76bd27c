"""An export is there whole, or what was there before is there still."""

from __future__ import annotations

import errno
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from lianzhan.output.exports.place import MARKER, ExportPlace, PlaceRefusedError, export_place
from lianzhan.output.exports.writing import export_to

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "01-甲/01-正文.txt": "文".encode(),
    "01-甲/01-图1.jpg": b"\xff\xd8",
    "清单.csv": b"x,y\r\n",
}


def write(place: ExportPlace, files: dict[str, bytes]) -> None:
    with export_to(place) as into:
        for name, data in files.items():
            into.add(name, data)
        into.finish()


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def _interrupted(place: ExportPlace) -> None:
    with export_to(place) as into:
        into.add("01-乙/01-正文.txt", b"x")
        raise KeyboardInterrupt


def found(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", ["a", "a.zip"])
def test_all_files_are_there_and_nothing_beside_them(tmp_path: Path, name: str) -> None:
    write(ExportPlace(tmp_path / name), FILES)
    assert names_in(tmp_path) == [name]
    if name == "a":
        written = found(tmp_path / "a")
        assert MARKER in written
        del written[MARKER]
        assert written == FILES
    else:
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert archive.testzip() is None
            assert {n: archive.read(n) for n in archive.namelist()} == FILES


def test_an_archive_of_the_same_files_has_the_same_bytes(tmp_path: Path) -> None:
    places = [ExportPlace(tmp_path / name) for name in ("a.zip", "b.zip")]
    for place in places:
        write(place, FILES)
    assert places[0].path.read_bytes() == places[1].path.read_bytes()
    with zipfile.ZipFile(places[0].path) as archive:
        dates = {info.date_time for info in archive.infolist()}
        assert dates == {(1980, 1, 1, 0, 0, 0)}
        assert {info.flag_bits & 0x800 for info in archive.infolist()} == {0x800}


@pytest.mark.parametrize("name", ["a", "a.zip"])
def test_a_later_export_takes_the_place_of_an_earlier_one(tmp_path: Path, name: str) -> None:
    write(ExportPlace(tmp_path / name), FILES)
    write(export_place(str(tmp_path / name), (), may_replace=True), {"清单.csv": b"new"})
    assert names_in(tmp_path) == [name]
    if name == "a":
        assert found(tmp_path / "a").keys() == {"清单.csv", MARKER}
    else:
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert archive.namelist() == ["清单.csv"]


@pytest.mark.parametrize("name", ["a", "a.zip"])
@pytest.mark.parametrize("is_there", [False, True])
def test_an_export_that_is_given_up_leaves_nothing(
    tmp_path: Path, name: str, is_there: bool
) -> None:
    place = ExportPlace(tmp_path / name)
    if is_there:
        write(place, FILES)
    before = found(tmp_path)
    with export_to(place) as into:
        into.add("01-乙/01-正文.txt", b"x")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(place)
    assert found(tmp_path) == before
    assert names_in(tmp_path) == ([name] if is_there else [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("name", ["a", "a.zip"])
def test_where_the_disk_takes_no_more_the_earlier_export_stands(tmp_path: Path, name: str) -> None:
    import resource
    import signal

    place = ExportPlace(tmp_path / name)
    write(place, FILES)
    before = found(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            write(place, {"01-乙/01-图1.jpg": bytes(100_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert found(tmp_path) == before
    assert names_in(tmp_path) == [name]


def test_what_somebody_puts_there_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    place = ExportPlace(tmp_path / "a")
    with export_to(place) as into:
        into.add("清单.csv", b"x")
        place.path.mkdir()
        (place.path / "mine.txt").write_bytes(b"mine")
        with pytest.raises(PlaceRefusedError):
            into.finish()
    assert found(tmp_path) == {"a/mine.txt": b"mine"}
