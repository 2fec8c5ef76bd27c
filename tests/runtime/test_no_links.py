"""A walk tells of all that is there or can't be listed, and no link leads it or a reader away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lianzhan.runtime.no_links import is_file, is_folder, is_link, read_file, refuse, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files, and one beside it that nothing may lead to."""
    for path in ("folder/a.html", "folder/news/b.html", "folder/news/deep/c.html", "away/d.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("文", "utf-8")
    (tmp_path / "folder/empty").mkdir()
    return tmp_path / "folder"


PATHS = ["a.html", "news/b.html", "news/deep/c.html"]


def paths(folder: Path, *without: str) -> list[str]:
    return sorted(path for path, _ in walk(folder, refuse, without))


def test_a_walk_finds_every_file_but_in_folders_left_out(folder: Path) -> None:
    assert paths(folder) == PATHS
    assert paths(folder, "news/deep") == PATHS[:2]
    assert paths(folder, "news") == PATHS[:1]


@posix
def test_a_walk_yields_what_is_no_folder_and_goes_behind_no_link(folder: Path) -> None:
    (folder / "news/linked").symlink_to(folder.parent / "away")
    (folder / "news/loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    assert paths(folder) == sorted([*PATHS, "news/linked", "news/loop", "pipe"])


class Unlistable:
    """A folder whose list ends in an error, as a bad disk makes it."""

    def __init__(self, entries: Iterator[os.DirEntry[str]]) -> None:
        self._first = next(entries)

    def __enter__(self) -> Iterator[os.DirEntry[str]]:
        yield self._first
        raise OSError(5, "Input/output error")

    def __exit__(self, *_error: object) -> None:
        """Nothing is open."""


def test_one_folder_that_can_not_be_listed_hides_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what its own list said before it broke off."""
    scandir = os.scandir

    def broken(path: str) -> object:
        return Unlistable(scandir(path)) if path.endswith("news/") else scandir(path)

    monkeypatch.setattr(os, "scandir", broken)
    heard: list[str] = []
    found = {path for path, _ in walk(folder, lambda path, _error: heard.append(path))}
    assert heard == ["news/"]
    assert "a.html" in found
    assert found & {"news/b.html", "news/deep/c.html"}
    with pytest.raises(OSError, match="Input/output"):
        list(walk(folder, refuse))


def test_a_folder_that_is_not_there_is_told_too(folder: Path) -> None:
    heard: list[str] = []
    assert list(walk(folder / "none", lambda path, _error: heard.append(path))) == []
    assert heard == [""]


def test_only_regular_files_are_read(folder: Path) -> None:
    assert read_file(folder / "a.html") == "文".encode()
    assert read_file(folder / "news") is None
    with pytest.raises(FileNotFoundError):
        read_file(folder / "none")


@posix
def test_no_link_is_read_and_no_pipe_waited_for(folder: Path) -> None:
    (folder / "link").symlink_to("a.html")
    os.mkfifo(folder / "pipe")
    assert read_file(folder / "pipe") is None
    with pytest.raises(OSError, match="links"):
        read_file(folder / "link")
    assert is_link(folder / "link")
    assert is_file(folder / "link")


def test_what_can_not_be_seen_is_neither_file_nor_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_file(folder / "a.html")
    assert is_folder(folder / "news")
    assert not is_folder(folder / "a.html")

    def refused(*_path: object, **_options: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", refused)
    monkeypatch.setattr(os, "lstat", refused)
    for look in (is_file, is_folder, is_link):
        assert not look(folder / "a.html")
