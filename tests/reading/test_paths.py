"""Paths below content/: how they are named, and which links stay inside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lianzhan.reading.paths import DEVICES, identity, stays_inside


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


def test_the_names_that_windows_keeps_are_all_there() -> None:
    assert {"con", "nul", "com1", "lpt9"} <= DEVICES
    assert all(name == name.lower() and os.sep not in name for name in DEVICES)
