"""Paths below content/: how they are named, and which links stay inside."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.paths import (
    DEVICES,
    identity,
    is_file,
    is_folder,
    is_open_folder,
    page_of,
    stays_inside,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("path", "name"),
    [("hunan/x.md", "hunan/x.md"), ("中 文/😀.md", "中 文/😀.md"), ("a\udcff/x.md", "a?/x.md")],
)
def test_a_path_is_named_from_the_content_folder_and_printable(path: str, name: str) -> None:
    content = Path("/srv/content")
    assert identity(content / path, content) == name
    assert identity(content / path, content).encode()


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        ("file.md", True),
        ("../content/file.md", True),
        ("chain.md", True),
        ("../outside.md", False),
        ("/etc/passwd", False),
        ("folder", False),
        (".", False),
        ("none.md", False),
        ("link.md", False),
        ("../content-2/file.md", False),
    ],
)
def test_a_link_stays_inside_if_it_leads_to_a_file_there(
    tmp_path: Path, target: str, inside: bool
) -> None:
    content = tmp_path / "content"
    (content / "folder").mkdir(parents=True)
    (tmp_path / "content-2").mkdir()
    for file in ("content/file.md", "outside.md", "content-2/file.md"):
        (tmp_path / file).touch()
    (content / "chain.md").symlink_to("file.md")
    (content / "link.md").symlink_to(target)
    assert stays_inside(content / "link.md", content) is inside


def test_links_are_judged_where_content_is_a_link_itself(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file.md").touch()
    content = tmp_path / "content"
    content.symlink_to("real")
    (content / "link.md").symlink_to("file.md")
    assert stays_inside(content / "link.md", content)


def test_a_path_leads_to_a_file_a_folder_or_nowhere(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("none")
    kinds = (is_file, is_folder, is_open_folder)
    found = {
        path: [is_kind(tmp_path / path) for is_kind in kinds]
        for path in ("file", "folder", "link", "loop", "nowhere", "none", "file/below")
    }
    nothing = [False, False, False]
    assert found.pop("file") == [True, False, False]
    assert found.pop("folder") == found.pop("link") == [False, True, True]
    assert set(map(tuple, found.values())) == {tuple(nothing)}


@pytest.mark.parametrize("is_kind", [is_file, is_folder, is_open_folder])
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
def test_what_can_not_be_looked_at_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_kind: Callable[[Path], bool], number: int
) -> None:
    """From Python 3.14 on, `Path.is_dir` and its like answer False."""

    def refusing(path: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(Path, "stat", refusing)
    monkeypatch.setattr(os, "lstat", refusing)
    with pytest.raises(OSError, match=re.escape(os.strerror(number))):
        is_kind(tmp_path)


@pytest.mark.parametrize("form", ["a.md", "a.MARKDOWN", "a/index.md", "a/Index.markdown"])
def test_all_forms_of_an_article_have_one_page(form: str) -> None:
    assert page_of(f"hunan/articles/news/{form}") == "hunan/articles/news/a"


def test_the_names_that_windows_keeps_are_all_there() -> None:
    assert {"con", "nul", "com1", "lpt9"} <= DEVICES
    assert all(name == name.lower() and os.sep not in name for name in DEVICES)
