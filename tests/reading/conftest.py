"""A content folder with links of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

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
