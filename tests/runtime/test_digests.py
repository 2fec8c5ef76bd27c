"""Digests differ where what they stand for does, and only there."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from lianzhan.model.catalog import Pick
from lianzhan.runtime.digests import (
    code_digest,
    digest_of,
    digest_of_rows,
    paths_below,
    tree_digest,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path, text in {"static/css/site.css": "a", "static/x.svg": "b", "templates/x": "c"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


VALUES = [
    "a", "", None, 1, True, 1.0, ("a",), ("a", "b"), (("a",), "b"), ("a", ("b",)), ("ab",), "\ud800",
    "'a'", datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=ZoneInfo("Asia/Shanghai")),
    Pick("a", "b", None, "c", 1), Pick("a", "b", "None", "c", 1), Pick("a", "b", None, "c", 2),
]  # fmt: skip


def test_different_values_have_different_digests() -> None:
    assert len({digest_of(value) for value in VALUES}) == len(VALUES)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_digest_is_a_short_name_that_any_file_may_have(value: object) -> None:
    digest = digest_of(value)
    assert digest == digest_of(value)
    assert len(digest) == 32
    assert digest.isalnum()


ROWS = [
    [], [("a",)], [("a",), ("b",)], [("a", "b")], [("ab",)], [("a", 1)], [("a", "1")], [(1, "a")],
    [("a", None)], [("a", 1 << 62)], [("a", -1)], [("\udcff",)], [("\ud800",)], [("é",)],
    [("e\u0301",)], [("\0",)], [("\0\0",)],
]  # fmt: skip


def test_different_rows_have_different_digests() -> None:
    assert len({digest_of_rows(rows) for rows in ROWS}) == len(ROWS)


def test_equal_rows_have_one_digest_wherever_their_texts_stand_in_memory() -> None:
    name = "".join(("arti", "cle.html"))
    large = 1 << 62
    shared = [(name, large), (name, large)]
    apart = [(sys.intern("article.html"), large), ("".join(("article", ".html")), int(str(large)))]
    assert digest_of_rows(shared) == digest_of_rows(apart)


def test_the_paths_below_a_folder_are_in_order(tree: Path) -> None:
    (tree / "templates/empty").mkdir()
    assert paths_below(tree) == ["static/css/site.css", "static/x.svg", "templates/x"]
    assert paths_below(tree / "none") == []


def test_a_folder_that_can_not_be_listed_is_no_empty_one(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme would be published without it. Of a digest it is no part."""
    scandir, before = os.scandir, tree_digest(tree)

    def refused(path: str) -> object:
        if path.endswith("css/"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(PermissionError):
        paths_below(tree)
    assert tree_digest(tree) != before


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_links_to_folders_are_left_out_and_those_to_files_are_not(tree: Path) -> None:
    (tree / "static/linked").symlink_to(tree / "templates")
    (tree / "static/y.svg").symlink_to("x.svg")
    assert paths_below(tree / "static") == ["css/site.css", "x.svg", "y.svg"]


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: (tree / "static/x.svg").write_text("B"),
        lambda tree: (tree / "static/x.svg").write_text(""),
        lambda tree: (tree / "static/x.svg").rename(tree / "static/y.svg"),
        lambda tree: (tree / "static/x.svg").rename(tree / "x.svg"),
        lambda tree: (tree / "static/x.svg").unlink(),
        lambda tree: (tree / "static/new").write_text(""),
        lambda tree: (tree / "static/x.svg").rename(tree / "static/css/x.svg"),
    ],
)
def test_a_tree_is_known_by_all_its_files(tree: Path, change: Callable[[Path], object]) -> None:
    before = tree_digest(tree)
    assert tree_digest(tree) == before
    change(tree)
    assert tree_digest(tree) != before


def test_a_tree_may_be_known_by_some_kinds_of_files(tree: Path) -> None:
    everything, styles = tree_digest(tree), tree_digest(tree, suffixes=(".css",))
    (tree / "templates/x").write_text("C", "utf-8")
    assert tree_digest(tree) != everything
    assert tree_digest(tree, suffixes=(".css",)) == styles
    (tree / "static/css/site.css").write_text("A", "utf-8")
    assert tree_digest(tree, suffixes=(".css",)) != styles
    assert tree_digest(tree, tree) != tree_digest(tree)


def test_another_package_beside_ours_is_another_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer Pillow may make other pictures of the same files."""
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(tmp_path))
    digests = []
    for name in ("pillow-12.0.dist-info", "pillow-12.1.dist-info", "pillow"):
        code_digest.cache_clear()
        digests.append(code_digest())
        (tmp_path / name).mkdir()
    code_digest.cache_clear()
    digests.append(code_digest())
    code_digest.cache_clear()
    assert len(set(digests)) == 3
    assert digests[2] == digests[3]
