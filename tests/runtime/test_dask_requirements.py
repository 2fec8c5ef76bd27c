"""What a Dask worker must match, and the files by which it is seen that folders are shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lianzhan.runtime.dask_requirements import (
    Requirements,
    SharedFolders,
    digest_of_place,
    laid_tokens,
)

if TYPE_CHECKING:
    from pathlib import Path

MARKER = ".ours"


@pytest.fixture
def shared(tmp_path: Path) -> SharedFolders:
    for folder in ("content", "theme"):
        (tmp_path / folder).mkdir()
    (tmp_path / "theme" / "base.html").write_text("theme", "utf-8")
    (tmp_path / "conf.py").write_text("A = 1", "utf-8")
    return SharedFolders(
        read=(tmp_path / "content",),
        compared=(tmp_path / "theme", tmp_path / "conf.py"),
        written=(tmp_path / "cache",),
        output=tmp_path / "output",
        marker=MARKER,
    )


def requirements(shared: SharedFolders, *paths: Path) -> Requirements:
    return Requirements(shared, paths, digest_of_place(shared))


def test_a_worker_that_sees_and_runs_the_same_is_let_in(shared: SharedFolders) -> None:
    assert requirements(shared, *shared.read, *shared.compared).unmet() == ""


def test_one_that_misses_a_path_does_not_share_our_folders(shared: SharedFolders) -> None:
    assert requirements(shared, *shared.read, shared.output / "token").unmet() == "folders"


def test_one_with_another_theme_or_settings_has_another_version(shared: SharedFolders) -> None:
    theme, settings = shared.compared
    for file in (theme / "base.html", settings):
        before = requirements(shared, *shared.read)
        file.write_text("another", "utf-8")
        assert before.unmet() == "version"
        assert requirements(shared, *shared.read).unmet() == ""


def test_one_that_can_not_read_the_settings_has_another_version(shared: SharedFolders) -> None:
    before = requirements(shared, *shared.read)
    shared.compared[1].unlink()
    assert before.unmet() == "version"


def test_what_is_only_read_is_no_part_of_the_version(shared: SharedFolders) -> None:
    before = digest_of_place(shared)
    (shared.read[0] / "site.toml").touch()
    assert digest_of_place(shared) == before


def test_tokens_lie_where_all_write_and_go_again(shared: SharedFolders) -> None:
    with laid_tokens(shared, "x") as tokens:
        assert tokens == (shared.written[0] / ".x", shared.output / ".x")
        assert all(token.is_file() for token in tokens)
        assert (shared.output / MARKER).exists()
    assert not any(token.exists() for token in tokens)
    assert not shared.output.exists()


def test_an_output_that_was_built_into_stays(shared: SharedFolders) -> None:
    with laid_tokens(shared, "x"):
        (shared.output / "index.html").touch()
    assert sorted(file.name for file in shared.output.iterdir()) == [MARKER, "index.html"]


def test_an_output_that_was_there_empty_stays(shared: SharedFolders) -> None:
    shared.output.mkdir()
    with laid_tokens(shared, "x"):
        pass
    assert [file.name for file in shared.output.iterdir()] == [MARKER]


def test_no_token_lies_in_a_folder_that_is_not_ours(shared: SharedFolders) -> None:
    shared.output.mkdir()
    (shared.output / "diary.txt").touch()
    with laid_tokens(shared, "x") as tokens:
        assert tokens == (shared.output.parent / "cache" / ".x",)
        assert [file.name for file in shared.output.iterdir()] == ["diary.txt"]


def test_a_cache_that_is_not_used_gets_no_token(shared: SharedFolders) -> None:
    with laid_tokens(replace(shared, written=()), "x") as tokens:
        assert tokens == (shared.output / ".x",)
    assert not (shared.output.parent / "cache").exists()
