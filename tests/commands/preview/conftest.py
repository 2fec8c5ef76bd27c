"""A small output folder for the tests of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A small output folder, with what is ours in it and a secret beside it."""
    folder = tmp_path / "output"
    for path, text in {
        "index.html": "<body>总入口</body>",
        "matrix.opml": "<opml/>",
        ".lianzhan": "",
        ".staging/half.html": "half",
        "changsha/.lianzhan.json": "{}",
        "changsha/index.html": "<body>长沙</body>",
        "changsha/404.html": "<body>没有这一页</body>",
        "changsha/feed.json": "{}",
        "changsha/读书 会.html": "读书会",
        "../secret.txt": "secret",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "ours.json").symlink_to("changsha/.lianzhan.json")
    (folder / "half").symlink_to(".staging")
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    return folder
