"""Files below content/ are opened once, inside content/, and known by what was opened."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading import opening
from lianzhan.reading.opening import (
    LEADS_OUT,
    QUIET,
    LeadsOutError,
    NoFileError,
    Seen,
    TooLargeError,
    glance,
    is_quiet,
    is_unchanged,
    look,
    read,
    read_file,
    read_seen,
    signature,
    wait_until_quiet,
)

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_000_000_000_000
LINKS = {
    "a/link": ("file", "a/file", 1),
    "a/dots": (".././a//../a/file", "a/file", 1),
    "a/chain": ("link", "a/file", 2),
    "a/up": ("../b", "b", 1),
    "to-a": ("a", "a", 1),
    "b/by-folder": ("../to-a/chain", "a/file", 4),
    "round": ("../content/a/file", "a/file", 1),
    "b/round": ("../../content/to-a/file", "a/file", 1),
}
"""Link: its target, the place it leads to, and how many links are noted on the way."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for name in ("a/file", "b/file"):
        (content / name).parent.mkdir(parents=True)
        (content / name).write_bytes(name.encode())
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file").write_bytes(b"secret")
    for name, (target, _, _) in LINKS.items():
        (content / name).symlink_to(target)
    (content / "a/absolute").symlink_to(content / "a/file")
    return content


@pytest.mark.parametrize("path", LINKS)
def test_links_are_followed_to_their_place(content: Path, path: str) -> None:
    _, place, count = LINKS[path]
    seen = look(content, path)
    assert (seen.path, seen.place, len(seen.rows)) == (path, place, count + 1)
    assert seen.rows[-1] == look(content, place).rows[0]


def test_an_absolute_link_is_followed_if_it_stays_inside(content: Path) -> None:
    assert look(content, "a/absolute").place == "a/file"
    other = content.with_name("other")
    other.symlink_to(content)
    assert look(other, "a/absolute").place == "a/file"
    assert read(other, "a/absolute", 99)[0] == b"a/file"


@pytest.mark.parametrize(
    "target", ["../../outside/file", "/etc/passwd", "../..", "/", "../../content-2/file", "../../x"]
)
def test_what_leads_out_is_not_followed(content: Path, target: str) -> None:
    content.with_name("content-2").mkdir()
    (content.with_name("content-2") / "file").touch()
    (content / "a/out").symlink_to(target)
    with pytest.raises(LeadsOutError):
        look(content, "a/out")
    with pytest.raises(LeadsOutError):
        read(content, "a/out", 99)
    assert glance(content, "a/out") == LEADS_OUT


def test_a_loop_of_any_length_ends(content: Path) -> None:
    (content / "self").symlink_to("self")
    (content / "one").symlink_to("two")
    (content / "two").symlink_to("../content/one")
    (content / "deep").symlink_to("deep/deep")
    for number in range(100):
        (content / f"n{number}").symlink_to(f"n{number + 1}")
    (content / "n100").touch()
    for path in ("self", "one", "two", "deep", "self/x", "n0"):
        with pytest.raises(OSError, match="symbolic links"):
            look(content, path)
        with pytest.raises(OSError, match="symbolic links"):
            read(content, path, 99)
    assert look(content, "n70").place == "n100"


@pytest.mark.parametrize("path", ["none", "a/none", "a/file/none", "x" * 300, "none/../a/file"])
def test_what_is_not_there_is_an_error(content: Path, path: str) -> None:
    with pytest.raises(OSError, match=r"No such file|Not a directory|name too long"):
        look(content, path)
    assert isinstance(glance(content, path), str)


@pytest.mark.parametrize("path", ["\0", "\ud800"])
def test_a_name_that_no_file_can_have_is_not_there(content: Path, path: str) -> None:
    assert isinstance(glance(content, path), str)


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


def test_what_has_changed_is_told_from_what_has_not(content: Path) -> None:
    seen = [look(content, path) for path in ("b/by-folder", "a/up", "b/file")]
    assert is_unchanged(content, seen)
    (content / "b/file").rename(content / "b/x")
    (content / "b/file").write_bytes(b"b/file")
    assert not is_unchanged(content, seen)
    (content / "b/file").unlink()
    assert not is_unchanged(content, seen)
    assert is_unchanged(content, seen[:1])
    (content / "a/link").unlink()
    (content / "a/link").symlink_to("file")
    assert not is_unchanged(content, seen[:1])


def at(modified: int, changed: int) -> Seen:
    return Seen("x", "x", ((1, 2, 3, 4, 5), (1, 2, 3, modified, changed)))


@pytest.mark.parametrize(
    ("modified", "changed", "quiet"),
    [
        (0, 0, True),
        (NOW - QUIET, NOW - QUIET, True),
        (NOW - QUIET + 1, 0, False),
        (0, NOW - QUIET + 1, False),
        (NOW, NOW, False),
        (NOW + 5, NOW + 5, False),
        (NOW + 6, NOW + 6, True),
        (NOW + 9 * QUIET, 0, True),
    ],
)
def test_files_are_quiet_a_tenth_of_a_second_after_their_last_change(
    modified: int, changed: int, *, quiet: bool
) -> None:
    assert is_quiet([at(modified, changed)], NOW, NOW + 5) is quiet
    assert is_quiet([at(0, 0), at(modified, changed)], NOW, NOW + 5) is quiet


def test_a_wait_is_no_longer_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    waits: list[float] = []
    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", waits.append)
        for moment in (0, now - QUIET, now + 3600 * 1_000_000_000):
            wait_until_quiet([at(moment, moment)])
        wait_until_quiet([])
    assert waits == [0, 0, QUIET / 1_000_000_000, 0]
    now = time.time_ns()
    wait_until_quiet([at(now, 0)])
    assert time.time_ns() >= now + QUIET - 1_000_000


def test_a_signature_stays_while_nothing_changes(content: Path) -> None:
    later = time.time_ns() + 10 * 1_000_000_000
    for path in ("a/file", "b/by-folder", "none"):
        first = signature(glance(content, path), later)
        assert signature(glance(content, path), later + 1) == first
    changed = (content / "a/file").stat()
    now = max(changed.st_mtime_ns, changed.st_ctime_ns) + 1  # however late this test is
    assert signature(glance(content, "a/file"), now) == (now,)
    before = signature(glance(content, "none"), later)
    (content / "none").touch()
    assert signature(glance(content, "none"), later) != before


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/zero")
def test_a_device_is_no_file() -> None:
    with pytest.raises(NoFileError):
        read_file("/dev/zero", 99)
