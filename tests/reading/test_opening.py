"""Files below content/ are opened once, inside content/, and known by what was opened."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading import opening
from lianzhan.reading.looking import LeadsOutError, look
from lianzhan.reading.opening import NoFileError, TooLargeError, read, read_file, read_seen

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read_as_it_was_when_it_was_opened(content: Path) -> None:
    raw, seen = read(content, "a/file", 6)
    assert raw == b"a/file"
    assert seen == look(content, "a/file")
    raw, seen = read(content, "a/chain", 6)
    assert raw == b"a/file"
    assert seen == look(content, "a/chain")
    with pytest.raises(TooLargeError) as caught:
        read(content, "a/file", 5)
    assert caught.value.size == 6


def test_what_is_no_file_is_not_read_and_hangs_nothing(content: Path) -> None:
    with pytest.raises(NoFileError):
        read(content, "a", 99)
    if hasattr(os, "mkfifo"):
        os.mkfifo(content / "pipe")
        (content / "to-pipe").symlink_to("pipe")
        for path in ("pipe", "to-pipe"):
            with pytest.raises(NoFileError):
                read(content, path, 99)
        with pytest.raises(NoFileError):
            read_file(content / "pipe", 99)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no way to refuse a link")
@pytest.mark.parametrize("at", ["a", "a/file"])
def test_a_link_that_takes_the_place_of_what_was_seen_is_not_followed(
    content: Path, at: str
) -> None:
    """Not one that leads inside either: nobody has judged where it leads."""
    seen = look(content, "a/file")
    (content / at).rename(content / "away")
    (content / at).symlink_to("away")
    with pytest.raises(OSError, match=r"symbolic links|Not a directory"):
        read_seen(content, seen, 99)


def test_where_folders_can_not_be_opened_a_link_is_seen_all_the_same(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows."""
    monkeypatch.setattr(os, "supports_dir_fd", set())
    assert read(content, "a/file", 99)[0] == b"a/file"
    assert read(content, "b/by-folder", 99)[0] == b"a/file"
    seen = look(content, "a/file")
    (content / "a").rename(content / "away")
    (content / "a").symlink_to("away")
    with pytest.raises(OSError, match="symbolic links"):
        read_seen(content, seen, 99)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no way to refuse a link")
@pytest.mark.parametrize("at", ["a", "a/file"])
def test_where_no_system_says_where_a_file_stands_it_is_opened_folder_by_folder(
    content: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """On macOS, or where /proc is not to be seen."""

    def absent(path: str) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr(opening.os, "readlink", absent)
    seen = look(content, "a/file")
    assert read_seen(content, seen, 99)[0] == b"a/file"
    (content / at).rename(content / "away")
    (content / at).symlink_to("away")
    with pytest.raises(OSError, match=r"symbolic links|Not a directory"):
        read_seen(content, seen, 99)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_file_that_stands_where_it_should_is_opened_in_one_call(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    real = os.open

    def counted(path: str, flags: int, *more: int, dir_fd: int | None = None) -> int:
        opened.append(path)
        return real(path, flags, *more, dir_fd=dir_fd)

    monkeypatch.setattr(opening.os, "open", counted)
    monkeypatch.setattr(os, "supports_dir_fd", {counted})
    assert read(content, "a/file", 99)[0] == b"a/file"
    assert len(opened) == 1


def test_a_file_that_grows_while_it_is_read_is_torn_and_bounded(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = content / "a/file"
    real = os.fstat

    def growing(number: int) -> os.stat_result:
        found = real(number)
        with file.open("ab") as more:
            more.write(b"x" * 10)
        return found

    monkeypatch.setattr(opening.os, "fstat", growing)
    raw, seen = read(content, "a/file", 99)
    assert raw == b"a/file" + b"x" * 10
    assert seen.is_torn


def test_a_file_that_grows_without_end_is_too_large(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real = content / "a/file", os.read

    def growing(number: int, count: int) -> bytes:
        assert file.stat().st_size < 1000
        with file.open("ab") as more:
            more.write(b"x" * 10)
        return real(number, count)

    monkeypatch.setattr(opening.os, "read", growing)
    with pytest.raises(TooLargeError):
        read(content, "a/file", 30)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/zero")
def test_a_device_is_no_file() -> None:
    with pytest.raises(NoFileError):
        read_file("/dev/zero", 99)


def test_a_folder_that_is_a_link_itself_is_read_through_absolute_links(content: Path) -> None:
    other = content.with_name("other")
    other.symlink_to(content)
    assert read(other, "a/absolute", 99)[0] == b"a/file"


def test_what_leads_out_or_nowhere_is_not_read(content: Path) -> None:
    (content / "a/out").symlink_to("../../outside/file")
    with pytest.raises(LeadsOutError):
        read(content, "a/out", 99)
    (content / "self").symlink_to("self")
    with pytest.raises(OSError, match="symbolic links"):
        read(content, "self", 99)
